package jacobi.notebook.graph;

import static jacobi.Tensors.ones;
import static jacobi.Tensors.randn;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.nn.Layer;
import jacobi.nn.Linear;
import jacobi.nn.Sequential;
import jacobi.nn.Tanh;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GraphDisplayTest {
    private static Tensor leaf(double value) {
        return tensor(value).requiresGrad(true);
    }

    private static GraphDisplay display(Tensor value, GraphOptions options) {
        return new GraphDisplay(value, options);
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** The circuit that courses draw: 1 / (1 + exp(-(w0 x0 + w1 x1 + w2))). */
    private static GraphDisplay circuit() {
        Map<String, Tensor> names = new LinkedHashMap<>();
        double[] values = {2, -1, -3, -2, -3};
        for (int i = 0; i < 5; i++) {
            names.put(List.of("w0", "x0", "w1", "x1", "w2").get(i), leaf(values[i]));
        }
        Tensor f = names.get("w0").mul(names.get("x0")).add(names.get("w1").mul(names.get("x1"))).add(names.get("w2"))
                .neg().exp().add(1).reciprocal();
        names.put("f", f);
        return display(f, new GraphOptions().steps().names(names));
    }

    @Test
    void theCircuitOfTheLectureHasItsNumbers() {
        assertEquals("""
                The graph of f: 8 ops, 5 parameters
                step  what            inputs  shape  value   gradient  kept
                #0    parameter w0            []     2       -0.1966   yes
                #1    parameter x0            []     -1      0.3932    yes
                #2    mul             w0, x0  []     -2      0.1966
                #3    parameter w1            []     -3      -0.3932   yes
                #4    parameter x1            []     -2      -0.5898   yes
                #5    mul             w1, x1  []     6       0.1966
                #6    add             #2, #5  []     4       0.1966
                #7    parameter w2            []     -3      0.1966
                #8    add             #6, w2  []     1       0.1966
                #9    neg             #8      []     -1      -0.1966
                #10   exp             #9      []     0.3679  -0.5344   yes
                #12   add             #10, 1  []     1.368   -0.5344   yes
                #13   reciprocal = f  #12     []     0.7311  1         yes""", circuit().text());
    }

    @Test
    void theBackwardPassIsToldStepByStep() throws Exception {
        StepsDisplay steps = new StepsDisplay(circuit());
        assertEquals("""
                The backward pass of f:
                1. The gradient of f with respect to itself is 1.
                2. #13 = reciprocal(#12): #12 gets -0.5344 = -#13 / #12 * g.
                3. #12 = add(#10, 1): #10 gets -0.5344 = g.
                4. #10 = exp(#9): #9 gets -0.1966 = #10 * g.
                5. #9 = neg(#8): #8 gets 0.1966 = -g.
                6. #8 = add(#6, w2): #6 gets 0.1966 = g; w2 gets 0.1966 = g.
                7. #6 = add(#2, #5): #2 gets 0.1966 = g; #5 gets 0.1966 = g.
                8. #5 = mul(w1, x1): w1 gets -0.3932 = x1 * g; x1 gets -0.5898 = w1 * g.
                9. #2 = mul(w0, x0): w0 gets -0.1966 = x0 * g; x0 gets 0.3932 = w0 * g.""", steps.text());
        String html = steps.html();
        Document page = parsed(html.replaceAll("(?s)<script>.*</script>", "").replaceAll("(<img [^>]*)>", "$1/>")
                .replace("<details open>", "<details>"));
        assertEquals(9, page.getElementsByTagName("details").getLength());
        assertEquals(9, page.getElementsByTagName("img").getLength());
        assertTrue(html.startsWith("<div id=\"jacobi-steps-") && html.contains("<details open><summary><b>Step 1 of 9</b>"));
        assertFalse(html.equals(steps.html()), "two on a page would share their id");
    }

    @Test
    void gradientsOfAValueUsedTwiceAddUp() {
        Tensor x = leaf(3);
        GraphDisplay display = display(x.mul(x).add(x.square()), new GraphOptions().steps().names(Map.of("x", x)));
        assertTrue(display.text().contains("#0    parameter x          []     3      12        yes"), display.text());
        assertEquals("""
                The backward pass of result:
                1. The gradient of result with respect to itself is 1.
                2. #3 = add(#1, #2): #1 gets 1 = g; #2 gets 1 = g.
                3. #2 = square(x): x gets 6 = 2 * (x * g).
                4. #1 = mul(x, x): x gets 12 in all.""", new StepsDisplay(display).text());
    }

    @Test
    void nothingIsChangedByLooking() {
        Tensor w = leaf(2);
        List<Tensor> seen = new ArrayList<>();
        w.onGradient(g -> {
            seen.add(g);
            return g;
        });
        Tensor inner = w.mul(3).retainGrad();
        Tensor loss = inner.square();
        display(loss, new GraphOptions().steps());
        assertNull(w.grad());
        assertNull(inner.grad());
        assertTrue(seen.isEmpty());
        loss.backward();
        assertEquals(36, w.grad().item());
    }

    @Test
    void aFreedGraphSaysSoAndSoDoesOneWithoutGradients() {
        Tensor w = leaf(2);
        Tensor loss = w.square();
        loss.backward();
        assertEquals("graph: a backward pass has freed the graph behind square that is to be drawn; compute the result again "
                + "and draw it before backward(), or keep it by Autograd.backward(y, null, true, false)",
                assertThrows(IllegalStateException.class, () -> display(loss, new GraphOptions())).getMessage());
        assertEquals("graph: there are no gradients, since nothing that this value was computed from requires them; call "
                + "requiresGrad(true) on the parameters first, or leave out grad",
                assertThrows(IllegalArgumentException.class, () -> display(tensor(1), new GraphOptions().grad())).getMessage());
        assertEquals("graph: gradients belong to one number, and this value has shape [2]; reduce it with sum() or mean() "
                + "first, or leave out grad", assertThrows(IllegalArgumentException.class,
                () -> display(tensor(1, 2).requiresGrad(true).exp(), new GraphOptions().grad())).getMessage());
        Tensor changed = leaf(2);
        Tensor square = changed.square();
        changed.assign(tensor(5));
        assertTrue(assertThrows(IllegalStateException.class, () -> display(square, new GraphOptions().grad())).getMessage()
                .contains("square needs its input 0"));
        assertDoesNotThrow(() -> display(square, new GraphOptions()));
    }

    @Test
    void aLeafAloneAndAConstantAreGraphsToo() throws Exception {
        assertEquals("""
                The graph of result: 0 ops, 1 parameter
                step  what          inputs  shape  value  gradient  kept
                #0    parameter w1          []     2      1""", display(leaf(2), new GraphOptions().grad()).text());
        for (Tensor value : List.of(leaf(2), tensor(2), tensor(1, 2), zeros(0, 3), tensor(new boolean[] {true, false}))) {
            GraphDisplay display = display(value, new GraphOptions());
            parsed(display.picture().svg());
            assertTrue(display.text().startsWith("The graph of result: 0 ops"));
        }
    }

    @Test
    void whatIsNoNumberIsShownAsSuch() throws Exception {
        Tensor w = tensor(Double.NaN, 1, Double.NEGATIVE_INFINITY).requiresGrad(true);
        GraphDisplay display = display(w.mul(2).sum(), new GraphOptions().grad().names(Map.of("w", w)));
        assertEquals("""
                The graph of result: 2 ops, 1 parameter of 3 numbers
                step  what         inputs  shape  value             gradient    kept
                #0    parameter w          [3]    -inf to 1, 1 NaN  norm 3.464
                #2    mul          w, 2    [3]    -inf to 2, 1 NaN  norm 1.732
                #3    sum          #2      []     NaN               1""", display.text());
        parsed(display.picture().svg());
    }

    @Test
    void namesOfAnyKindAreCutAndEscaped() throws Exception {
        Tensor w = leaf(2);
        Tensor v = leaf(3);
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("<script>alert('&')\n\u202e" + "x".repeat(500), w);
        names.put("  ", v);
        names.put("none", null);
        names.put("layer", new Layer() {
            @Override
            public Tensor apply(Tensor x) {
                return x;
            }

            @Override
            public String toString() {
                return "]]>\"";
            }
        });
        GraphDisplay display = display(w.mul(v), new GraphOptions().steps().names(names).title("<b>\u0000" + "y".repeat(99)));
        Document svg = parsed(display.picture().svg());
        assertTrue(svg.getDocumentElement().getAttribute("aria-label").startsWith("The graph of <b> yyyyyyyy"));
        assertTrue(display.text().lines().allMatch(line -> line.length() < 120), display.text());
        String html = new StepsDisplay(display).html();
        assertFalse(html.contains("<script>alert"), html);
        assertTrue(html.contains("&lt;script&gt;alert"));
    }

    private static Sequential deep(int layers) {
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(new Linear(8, 8));
            all.add(new Tanh());
        }
        return new Sequential(all.toArray(Layer[]::new));
    }

    @Test
    void aLargeGraphIsFoldedByLayer() {
        Tensors.manualSeed(1);
        Sequential model = deep(12);
        Tensor loss = model.apply(ones(2, 8)).square().sum();
        GraphDisplay named = display(loss, new GraphOptions().grad().names(Map.of("model", model)));
        assertTrue(named.circuit.parts().size() <= 20);
        assertTrue(named.text().contains("Linear(8, 8): permute, matmul, add, tanh"), named.text());
        assertTrue(named.text().contains("model[2].weight, model[2].bias"), named.text());
        assertTrue(named.text().endsWith("50 ops folded into 12; depth=3 shows the last ones by themselves."), named.text());
        String unnamed = display(loss, new GraphOptions()).text();
        assertTrue(unnamed.contains("4 ops: permute, matmul, add, tanh"), unnamed);
    }

    @Test
    void turnsOfALoopAreCounted() {
        Tensors.manualSeed(1);
        Tensor u = randn(4, 4).requiresGrad(true);
        Tensor v = randn(4, 4).requiresGrad(true);
        Tensor h = ones(2, 4);
        for (int t = 0; t < 48; t++) {
            h = h.matmul(u).add(h.matmul(v)).tanh();
        }
        GraphDisplay display = display(h.sum(), new GraphOptions().names(Map.of("u", u, "v", v)));
        assertTrue(display.text().contains("4 times: matmul, matmul, add, tanh"), display.text());
    }

    @Test
    void foldedGradientsAreThoseOfTheBackwardPass() {
        Tensors.manualSeed(3);
        Sequential model = deep(12);
        Tensor loss = model.apply(ones(2, 8)).square().mean();
        String text = new StepsDisplay(display(loss, new GraphOptions().steps().names(Map.of("model", model)))).text();
        loss.backward();
        for (int i = 0; i < 24; i++) {
            double norm = Math.sqrt(model.parameters().get(i).grad().square().sum().item());
            String name = "model[" + (i / 2 * 2) + "]." + (i % 2 == 0 ? "weight" : "bias");
            assertTrue(text.contains(name + " gets norm " + Numbers.number(norm)), name + " " + norm + " is not in\n" + text);
        }
    }

    @Test
    void depthShowsTheLastLevelsAndCountsTheOthers() {
        Tensor x = leaf(1);
        Tensor y = x.exp().mul(0.5).tanh().add(x.sin());
        assertEquals("""
                The graph of result: 5 ops, 1 parameter
                step  what                    inputs  shape  value   gradient  kept
                      ops that are not shown          []     1.359   0.2323
                #4    tanh                    #3      []     0.8762  1         yes
                #0    parameter x                     []     1       0.856     yes
                #5    sin                     x       []     0.8415  1
                #6    add                     #4, #5  []     1.718   1
                2 ops beyond depth 2 not shown.""",
                display(y, new GraphOptions().grad().depth(2).names(Map.of("x", x))).text());
    }

    @Test
    void aHugeGraphIsFoldedAndToldInAFewLines() {
        Tensor z = leaf(0.1);
        for (int i = 0; i < 100_000; i++) {
            z = z.mul(0.9999).add(1e-4);
        }
        GraphDisplay display = display(z, new GraphOptions().steps());
        assertTrue(display.text().startsWith("The graph of result: 200,000 ops, 1 parameter"));
        assertTrue(display.text().lines().count() < 20);
        assertTrue(display.circuit.parts().size() < 20);
        assertTrue(new StepsDisplay(display).frames().size() <= 12);
        GraphDisplay last = display(z, new GraphOptions().depth(2));
        assertTrue(last.text().endsWith("199,998 ops beyond depth 2 not shown."), last.text());
    }

    @Test
    void manyInputsOfOneOpAndManyStubsStayBounded() {
        Tensor w = leaf(1);
        List<Tensor> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(w.add(i).exp());
        }
        Tensor all = Tensors.stack(many, 0).sum();
        GraphDisplay whole = display(all, new GraphOptions().grad());
        assertTrue(whole.circuit.parts().size() < 20);
        assertTrue(whole.picture().width() < 3000 && whole.picture().height() < 3000);
        GraphDisplay near = display(all, new GraphOptions().grad().depth(2));
        assertTrue(near.circuit.parts().size() < 20, "parts: " + near.circuit.parts().size());
    }

    @Test
    void thePictureIsLegibleOnAnyPageAndSpeaks() throws Exception {
        GraphDisplay display = circuit();
        Document svg = parsed(display.picture().svg());
        assertEquals("The graph of f: 8 ops, 5 parameters", svg.getDocumentElement().getAttribute("aria-label"));
        assertEquals("max-width:" + display.picture().width() + "px", svg.getDocumentElement().getAttribute("style"));
        assertFalse(svg.getDocumentElement().hasAttribute("width"), "it would not shrink with its cell");
        Document small = parsed(display(leaf(1).exp(), new GraphOptions()).picture().svg());
        assertEquals("420px", small.getDocumentElement().getAttribute("width"));
        byte[] png = display.picture().png();
        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, Arrays.copyOf(png, 4));
        assertTrue(display.picture().width() <= 1140, "too wide for a notebook: " + display.picture().width());
    }

    @Test
    void numbersAreShort() {
        assertEquals(List.of("0", "-2", "0.7311", "1.368", "134.6", "0.001", "9.99e-04", "1.5e10", "123456", "NaN", "inf",
                "-inf", "1234.6"), DoubleStream.of(0, -2, 0.73105857, 1.36787944, 134.6234, 0.001, 0.000999, 1.5e10,
                123456, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1234.6).mapToObj(Numbers::number)
                .toList());
        assertEquals("norm 0", Numbers.norm(zeros(0, 3)));
        assertEquals("norm 1.414e30", Numbers.norm(tensor(1e30, 1e30)));
        assertEquals("norm 5", Numbers.norm(tensor(new double[] {3, -4}).to(DType.FLOAT64)));
    }
}
