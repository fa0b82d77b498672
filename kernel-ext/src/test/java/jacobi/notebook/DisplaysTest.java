package jacobi.notebook;

import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class DisplaysTest {
    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static String card(Tensor tensor) throws Exception {
        return parsed(Displays.of(tensor).html()).getDocumentElement().getTextContent().replaceAll("\\s+", " ").strip();
    }

    @Test
    void aVectorAndAMatrixAreTables() throws Exception {
        assertEquals("Tensor 3 · float32 · cpu min 0.333 · max 2.5 · mean 1.28 · std 1.11 012 1.00002.50000.3333", card(tensor(1, 2.5, 1 / 3.0)));
        assertTrue(card(tensor(1, 2.5)).endsWith("1.02.5"));
        assertTrue(card(tensor(1e-5, Double.NaN)).endsWith("1.000e-05NaN"));
        assertEquals("Tensor 2 × 2 · int32 · cpu min 1 · max 4 · mean 2.5 · std 1.29 01 012 134", card(tensor(new int[] {1, 2, 3, 4}, 2, 2))
                .replace("0 1 0", "01 0"));
        assertTrue(card(tensor(new boolean[] {true, false})).endsWith("truefalse"));
        assertTrue(card(tensor(1, 2).requiresGrad(true)).contains("· requires grad"));
    }

    @Test
    void aScalarAndNothingAndMoreAxesAreShownToo() throws Exception {
        assertEquals("Tensor scalar · float32 · cpu 3.5", card(tensor(3.5)));
        assertEquals("Tensor 0 × 3 · float32 · cpu no elements", card(Tensors.zeros(0, 3)));
        assertTrue(card(Tensors.zeros(2, 3, 4)).startsWith("Tensor 2 × 3 × 4 · float32 · cpu min 0 · max 0 · mean 0 · std 0 [[[0"));
    }

    @Test
    void ofABigMatrixTheEndsAreShown() throws Exception {
        Document card = parsed(Displays.of(Tensors.arange(1_000_000).reshape(1000, 1000)).html());
        assertEquals(1 + 9, card.getElementsByTagName("tr").getLength());
        assertEquals(81, card.getElementsByTagName("td").getLength());
        assertTrue(card.getDocumentElement().getTextContent().contains("…"));
        assertTrue(card.getDocumentElement().getTextContent().contains("999999.0"));
    }

    @Test
    void cardsFlagWhatIsNoNumber() throws Exception {
        assertTrue(card(tensor(1, Double.NaN, 3, Double.POSITIVE_INFINITY)).contains(
                "min 1 · max 3 · mean 2 · std 1.41 · ⚠ 1 NaN, 1 infinite"));
        assertTrue(card(tensor(Double.NaN, Double.NaN)).contains("cpu ⚠ 2 NaN"));
        assertTrue(card(tensor(new boolean[] {true, false, true})).contains("2 of 3 true"));
        assertFalse(card(Tensors.zeros(0, 3)).contains("min"));
    }

    @Test
    void aHugeTensorIsSampledAndNotCopied() throws Exception {
        Tensor huge = tensor(2).expand(2, 500_000_000);
        assertTrue(card(huge).startsWith("Tensor 2 × 500000000 · float32 · cpu min 2 · max 2 · mean 2 · std 0 · of a sample of "
                + "65,536"), card(huge));
        assertEquals("Tensor float32 [2, 500000000]\n[[2.0, 2.0, 2.0, ..., 2.0, 2.0, 2.0],\n [2.0, 2.0, 2.0, ..., 2.0, 2.0, 2.0]]",
                huge.toString());
        assertTrue(card(Tensors.ones(2, 2_500_000)).contains("of a sample of 262,144"));
    }

    @Test
    void longWholeNumbersOfABigTensorKeepAllTheirDigits() {
        Tensor big = tensor(new long[] {(1L << 53) + 1, -1}).reshape(2, 1).expand(2, 2000).t();
        assertTrue(big.toString().startsWith("Tensor int64 [2000, 2]\n[[9007199254740993,               -1],"), big.toString());
    }

    @Test
    void cardsHaveNoColourOfTheirOwn() {
        assertFalse(Displays.of(tensor(1, 2)).html().matches("(?s).*(background|color):.*"));
    }

    @Test
    void aTableIsEscapedAlignedAndCut() throws Exception {
        Table table = Table.create("t").addColumns(StringColumn.create("<b>", "a&b", null), IntColumn.create("n", 1, 22),
                DoubleColumn.create("x", 0.5, Double.NaN));
        Display display = Displays.of(table);
        Document html = parsed(display.html());
        assertEquals("<b>string", html.getElementsByTagName("th").item(0).getTextContent());
        assertEquals("xdouble", html.getElementsByTagName("th").item(2).getTextContent());
        assertTrue(html.getDocumentElement().getTextContent().endsWith("2 rows, 3 columns"));
        assertEquals("a&b", html.getElementsByTagName("td").item(0).getTextContent());
        assertEquals("", html.getElementsByTagName("td").item(5).getTextContent());
        assertEquals("<b>   n       x\na&b   1  0.5000\n     22", display.text());
        Display longOne = Displays.of(Table.create("t").addColumns(IntColumn.indexColumn("i", 1000, 0)));
        assertEquals(1 + 21 + 1, longOne.text().lines().count());
        assertTrue(longOne.html().contains("1000 rows"));
    }

    @Test
    void cardsNameWhatIsNoNumberAsTheTextDoes() throws Exception {
        Tensor odd = tensor(1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
        for (String name : new String[] {"inf", "-inf", "NaN"}) {
            assertTrue(odd.toString().contains(name), odd.toString());
            assertTrue(card(odd).contains(name), card(odd));
        }
        assertFalse(card(odd).contains("Inf"));
    }

    @Test
    void numbersOfAColumnHaveTheSameDigits() {
        Table table = Table.create("t").addColumns(DoubleColumn.create("rate", 97.953, 328, 286.29),
                DoubleColumn.create("loss", 2.5, 0.0559, 0.24), DoubleColumn.create("tiny", 1e-7, 0.5, Double.NaN),
                DoubleColumn.create("odd", 1, Double.POSITIVE_INFINITY, 22.25));
        assertEquals(List.of("rate loss tiny odd", "98.0 2.5000 1e-07 1.00", "328.0 0.0559 0.5000 Infinity",
                "286.3 0.2400 22.25"),
                Displays.of(table).text().lines().map(line -> line.strip().replaceAll(" +", " ")).toList());
    }

    @Test
    void aTableWithoutRowsOrColumnsIsShown() throws Exception {
        parsed(Displays.of(Table.create("empty")).html());
        assertEquals("i", Displays.of(Table.create("t").addColumns(IntColumn.create("i"))).text());
    }

    @Test
    void aChartOfOnesOwnKeepsItsSize() throws Exception {
        XYChart chart = new XYChart(300, 200);
        chart.setTitle("mine");
        chart.addSeries("a", new double[] {1, 2, 3});
        Display.Picture picture = Displays.of(chart).picture();
        assertEquals(300, picture.width());
        assertEquals("300px", parsed(picture.svg()).getDocumentElement().getAttribute("width"));
        assertEquals("XYChart \"mine\", 300 by 200", Displays.of(chart).text());
    }

    @Property(seed = "1")
    void escapedTextIsTheSameTextInAnyDocument(@ForAll String text) throws Exception {
        String escaped = Html.escape(text);
        String expected = text.codePoints().map(c -> c == '\n' || c == '\t' || c >= ' ' && c < 0xd800
                || c > 0xdfff && c != 0xfffe && c != 0xffff ? c : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        assertEquals(expected, parsed("<a b=\"" + escaped.replaceAll("[\\n\\t]", " ") + "\">" + escaped + "</a>")
                .getDocumentElement().getTextContent());
    }

    @Test
    void arraysShowTheirElements() {
        assertEquals("float[2] {1.0, NaN}", Displays.ofArray(new float[] {1, Float.NaN}).text());
        assertEquals("int[0] {}", Displays.ofArray(new int[0]).text());
        assertEquals("String[2] {a, null}", Displays.ofArray(new String[] {"a", null}).text());
        assertEquals("int[][2] {{1, 2}, {3}}", Displays.ofArray(new int[][] {{1, 2}, {3}}).text());
        String many = Displays.ofArray(new int[100_000]).text();
        assertTrue(many.startsWith("int[100000] {0, 0,") && many.contains(", …, ") && many.length() < 200, many);
        Object[] itself = new Object[1];
        itself[0] = itself;
        assertEquals("Object[1] {{{{{…}}}}}", Displays.ofArray(itself).text());
    }
}
