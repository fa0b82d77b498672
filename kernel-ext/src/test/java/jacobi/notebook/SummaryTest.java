package jacobi.notebook;

import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.data.Dataset;
import jacobi.nn.Layer;
import jacobi.nn.Linear;
import jacobi.nn.ReLU;
import jacobi.nn.Sequential;
import jacobi.notebook.display.Display;
import jacobi.optim.SGD;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SummaryTest {
    /** Adds what two layers make of the input to it; names the parameters of the first alone. */
    static class Residual implements Layer {
        final Linear first = new Linear(4, 4);
        final ReLU relu = new ReLU();
        final List<Layer> more = List.of(new Linear(4, 4));

        @Override
        public Tensor apply(Tensor x) {
            return x.add(more.getFirst().apply(relu.apply(first.apply(x))));
        }

        @Override
        public List<Tensor> parameters() {
            return first.parameters();
        }
    }

    private static Document parsed(Display display) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(display.html())));
    }

    @Test
    void aModelIsATreeWithItsParameters() throws Exception {
        Layer model = new Sequential(new Linear(3, 4), new ReLU(), new Linear(4, 2));
        Display display = Displays.of(model);
        assertEquals("""
                layer            shapes of parameters  parameters
                Sequential                                     26
                ├─ Linear(3, 4)  [4, 3] [4]                    16
                ├─ ReLU
                └─ Linear(4, 2)  [2, 4] [2]                    10
                26 parameters, 104 bytes""", display.text());
        assertEquals(1 + 4, parsed(display).getElementsByTagName("tr").getLength());
    }

    @Test
    void withAnInputEachLayerTellsItsOutputAndWork() {
        Layer model = new Sequential(new Linear(3, 4), new Sequential(new ReLU(), x -> x.mul(2)), new Residual());
        assertEquals("""
                layer               output  shapes of parameters  parameters  multiply-adds
                Sequential          [5, 4]                                56            220
                ├─ Linear(3, 4)     [5, 4]  [4, 3] [4]                    16             60
                ├─ Sequential       [5, 4]
                │  ├─ ReLU          [5, 4]
                │  └─ function      [5, 4]
                └─ Residual         [5, 4]                                40            160
                   ├─ Linear(4, 4)  [5, 4]  [4, 4] [4]                    20             80
                   ├─ ReLU          [5, 4]
                   └─ Linear(4, 4)  [5, 4]  [4, 4] [4]                    20             80
                36 parameters, 144 bytes
                for an input of shape [5, 3] float32: 220 multiply-adds in matrix products and convolutions, 800 bytes of results
                parameters() does not name 20 numbers of Linear(4, 4): training does not change them""",
                Displays.summary(model, 5, 3).text());
    }

    @Test
    void convolutionsAndTablesAreRunToo() {
        Tensor kernel = Tensors.ones(8, 3, 3, 3);
        Tensor table = Tensors.ones(10, 6);
        assertTrue(Displays.summary(x -> x.conv2d(kernel), 2, 3, 10, 10).text().contains(" 27,648 multiply-adds"));
        assertTrue(Displays.summary(x -> table.indexSelect(0, x), 4).text().contains("function  [4, 6]"));
    }

    @Test
    void aLayerThatIsUsedTwiceCountsOnce() {
        Linear shared = new Linear(3, 3);
        String text = Displays.summary(new Sequential(shared, shared), 1, 3).text();
        assertTrue(text.contains("└─ Linear(3, 3)  [1, 3]  as above"), text);
        assertTrue(text.contains("\n12 parameters, 48 bytes\n"), text);
        assertTrue(text.contains("Sequential       [1, 3]                                12             18"), text);
        String many = Displays.of(new Sequential(Stream.generate(Sequential::new).limit(500).toArray(Layer[]::new))).text();
        assertTrue(many.contains("\nand 381 more layers\n"), many);
    }

    @Test
    void aShapeThatDoesNotFitIsTheModelsOwnError() {
        Layer model = new Sequential(new Linear(3, 4), new Sequential(new ReLU(), new Linear(5, 2)));
        assertEquals("summary: layer 2.2, Linear(5, 2), on an input of shape [1, 4]: it takes rows of 5 numbers, shape [..., 5], "
                + "but the input has shape [1, 4]",
                assertThrows(IllegalArgumentException.class, () -> Displays.summary(model, 1, 3)).getMessage());
    }

    @Test
    void aSummaryLeavesRandomNumbersAndGradientsAlone() {
        Tensors.manualSeed(5);
        Tensor expected = Tensors.rand(3);
        Tensors.manualSeed(5);
        Displays.summary(x -> x.add(Tensors.rand(3)), 3);
        assertEquals(expected.toString(), Tensors.rand(3).toString());
    }

    @Test
    void anOptimizerTellsItsSettings() throws Exception {
        Linear layer = new Linear(3, 4);
        SGD sgd = new SGD(layer.parameters(), 0.1, 0.9);
        layer.apply(Tensors.ones(2, 3)).sum().backward();
        sgd.step();
        assertEquals("""
                optimizer      SGD with momentum
                learning rate  0.1
                momentum       0.9
                parameters     16 in 2 tensors
                steps          1""", Displays.of(sgd).text());
        parsed(Displays.of(sgd));
    }

    @Test
    void aDataSetShowsItsClassesAndFirstExamples() throws Exception {
        Display xor = Displays.of(Dataset.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new int[] {0, 1, 1, 1}));
        assertEquals("data: 4 examples, x [4, 2] float32, y [4] int64, 2 classes\n  class 0  ██████████ 1 (25.0%)\n  class 1  "
                + "█".repeat(30) + " 3 (75.0%)\nfirst examples:\nexample  x0  x1  y\n0         0   0  0\n1         0   1  1\n"
                + "2         1   0  1\n3         1   1  1", xor.text());
        assertEquals(5, parsed(xor).getElementsByTagName("tr").getLength());
        Display pictures = Displays.of(Dataset.of("<mine>", Tensors.rand(30, 64), tensor(new long[30])));
        assertTrue(pictures.text().contains("first examples: 18 pictures of 8 × 8 grey"), pictures.text());
        assertEquals(2, parsed(pictures).getElementsByTagName("img").getLength());
        Display numbers = Displays.of(Dataset.of(Tensors.rand(3, 40), Tensors.rand(3, 1)));
        assertTrue(numbers.text().contains("x7  …      y\n"), numbers.text());
    }
}
