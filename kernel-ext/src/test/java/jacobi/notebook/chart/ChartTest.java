package jacobi.notebook.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.notebook.display.Display;
import jacobi.notebook.display.Words;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {
    private static final int BLUE = 0x0072b2;
    private static final int ORANGE = 0xd55e00;

    private static Board losses(int runs, int steps) {
        Board board = new Board();
        for (int run = 0; run < runs; run++) {
            board.run(runs == 1 ? "" : "k=" + run, "a <note> & more");
            for (int i = 0; i < steps; i++) {
                board.add("loss", Math.exp(-i * (run + 1.0) / steps) + 0.1 * Math.sin(i * 99.0));
            }
        }
        return board;
    }

    private static Display.Picture picture(Board board) {
        return new ChartDisplay(board.snapshot()).picture();
    }

    private static BufferedImage image(Display.Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }

    private static int count(BufferedImage image, IntPredicate color) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += color.test(image.getRGB(x, y) & 0xffffff) && image.getRGB(x, y) >>> 24 == 255 ? 1 : 0;
            }
        }
        return count;
    }

    private static Document document(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(svg)));
    }

    @Test
    void thePngHasTwiceThePixelsACardTextAndTheCurve() throws Exception {
        Display.Picture picture = picture(losses(1, 500));
        BufferedImage image = image(picture);
        assertEquals(2 * picture.width(), image.getWidth());
        assertEquals(2 * picture.height(), image.getHeight());
        int all = image.getWidth() * image.getHeight();
        assertTrue(count(image, c -> c == 0xffffff) > 0.7 * all, "a white card, whatever the page's colour");
        assertEquals(0, image.getRGB(0, 0) >>> 24, "rounded corners");
        assertTrue(count(image, c -> c == BLUE) > 1500, "the average");
        assertTrue(count(image, c -> c == 0xb3d5e8) > 500, "the values behind it");
        assertTrue(count(image, c -> c == 0x24292f) > 300, "title and axis titles");
        assertTrue(count(image, c -> c == 0x57606a) > 300, "numbers at the axes");
    }

    @Test
    void everyRunHasAColourOfItsOwnAndALegend() throws Exception {
        BufferedImage one = image(picture(losses(1, 300)));
        BufferedImage three = image(picture(losses(3, 300)));
        assertEquals(0, count(one, c -> c == ORANGE));
        assertTrue(count(three, c -> c == BLUE) > 500);
        assertTrue(count(three, c -> c == ORANGE) > 500);
        assertTrue(count(three, c -> c == 0x009e73) > 500);
        assertTrue(count(one, c -> c == 0xb3d5e8) > 300, "a run alone has its values behind the average");
        assertEquals(0, count(three, c -> c == 0xb3d5e8), "several runs are averages alone");
    }

    @Test
    void theSvgIsWellFormedSmallAndSaysInWordsWhatIsSeen() throws Exception {
        Display.Picture picture = picture(losses(3, 1_000));
        String svg = picture.svg();
        Document document = document(svg);
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(picture.width() + "px", document.getDocumentElement().getAttribute("width"));
        String label = document.getDocumentElement().getAttribute("aria-label");
        assertTrue(label.startsWith("loss (k=0) 0.") && label.contains("; a <note> & more"), label);
        assertEquals("img", document.getDocumentElement().getAttribute("role"));
        assertEquals(0, document.getElementsByTagName("title").getLength(), "no tooltip");
        assertEquals(3, curves(document).size());
        assertTrue(document.getElementsByTagName("path").getLength() > 10, "labels");
        assertTrue(svg.length() < 60_000, "size " + svg.length());
        assertTrue(picture.png().length < 120_000, "size " + picture.png().length);
        assertEquals(0, document.getElementsByTagName("text").getLength(), "labels that depend on the viewer's fonts");
    }

    /** The places of the points of each average. */
    private static List<double[][]> curves(Document document) {
        List<double[][]> curves = new ArrayList<>();
        for (int i = 0; i < document.getElementsByTagName("polyline").getLength(); i++) {
            Element line = (Element) document.getElementsByTagName("polyline").item(i);
            double[][] places = Arrays.stream(line.getAttribute("points").split(" "))
                    .map(p -> Arrays.stream(p.split(",")).mapToDouble(Double::parseDouble).toArray())
                    .toArray(double[][]::new);
            if (line.getAttribute("style").contains("stroke-width:2.2") && places.length > 2) {
                curves.add(places);
            }
        }
        return curves;
    }

    @Test
    void aCurveHasOnePointForTwoPixelsAtMost() throws Exception {
        for (double[][] curve : curves(document(picture(losses(2, 5_000)).svg()))) {
            assertTrue(curve.length <= 256 && curve.length > 120, "points " + curve.length);
        }
    }

    @Test
    void panelsThatCountTheSameStepsLineUp() throws Exception {
        Board board = new Board();
        for (int i = 1; i <= 40; i++) {
            board.add("tiny", 100L * i, 1e-7 * i);
            board.add("accuracy", 100L * i, 0.9 + 0.001 * i);
        }
        List<double[][]> curves = curves(document(picture(board).svg()));
        assertEquals(2, curves.size());
        for (int i = 0; i < 40; i++) {
            assertEquals(curves.get(0)[i][0], curves.get(1)[i][0], 0.11);
        }
        assertTrue(curves.get(0)[39][0] - curves.get(0)[0][0] > 0.75 * ChartPainter.WIDTH, "they use the width");
    }

    @Test
    void anAxisDoesNotChangeWhatItCountsWhileARunGoesOn() {
        Board board = new Board();
        board.add("loss", 9_984, 1);
        board.add("accuracy", 9_984, 0.9);
        board.add("loss", 20_000, 1);
        Axes axes = axes(board);
        assertEquals("", axes.title(0) + axes.title(1));
        assertEquals(20_000, axes.steps(1)[1]);
        Board counted = new Board();
        for (int i = 0; i < 100; i++) {
            counted.add("loss", 1);
        }
        counted.add("accuracy", 0.9);
        assertEquals("step", axes(counted).title(0));
        assertEquals("times logged", axes(counted).title(1));
        assertEquals(2, axes(counted).steps(1)[1]);
    }

    @Test
    void anAxisOfSecondsFitsAShortRun() {
        Board board = new Board();
        board.along(Along.SECONDS);
        board.add("loss", 1);
        board.add("loss", 2);
        Axes axes = new Axes(List.copyOf(board.snapshot().panels().values()), Along.SECONDS);
        assertEquals(0, axes.steps(0)[0]);
        assertEquals(Math.max(1e-3, board.snapshot().lines().getFirst().points().lastStep()), axes.steps(0)[1]);
        assertEquals("seconds", axes.title(0));
    }

    private static Axes axes(Board board) {
        return new Axes(List.copyOf(board.snapshot().panels().values()));
    }

    @Test
    void aLogarithmicAxisHasLinesAtPowersOfTenAlone() throws Exception {
        Board board = new Board();
        for (int i = 0; i < 100; i++) {
            board.add("loss", Math.pow(10, -i / 25.0));
        }
        BufferedImage image = image(picture(board));
        int lines = 0;
        int middle = image.getWidth() / 2;
        for (int y = 1; y < image.getHeight(); y++) {
            boolean grid = (image.getRGB(middle, y) & 0xffffff) == 0xe6eaef;
            lines += grid && (image.getRGB(middle, y - 1) & 0xffffff) != 0xe6eaef ? 1 : 0;
        }
        assertTrue(lines >= 3 && lines <= 5, "lines " + lines);
    }

    @Test
    void aValueAloneHasNumbersAtItsAxis() {
        Range range = Range.of(List.of(curve(1).points()), List.of(new double[] {1}));
        assertTrue(range.low() < 0.95 && range.high() > 1.05, range.toString());
        assertEquals("0.90", range.labels(5).apply(0.9));
        assertEquals("1.00", range.labels(5).apply(1.0));
    }

    private static Curve curve(double... values) {
        Curve curve = new Curve();
        for (double value : values) {
            curve.add(value);
        }
        return curve;
    }

    @Test
    void theAxisFollowsTheAveragesWhereOnlyTheyAreDrawn() {
        double[] wild = new double[100];
        Arrays.fill(wild, 0.5);
        for (int i = 0; i < 100; i += 9) {
            wild[i] = 50;
        }
        double[] flat = new double[100];
        Arrays.fill(flat, 0.5);
        Curve.Points points = curve(wild).points();
        assertTrue(Range.of(List.of(points), List.of(flat)).high() > 40);
        assertTrue(Range.of(List.of(points, points), List.of(flat, flat)).high() < 1);
    }

    @Test
    void picturesOnOnePageDontShareNames() {
        String one = picture(losses(1, 50)).svg();
        String two = picture(losses(1, 50)).svg();
        String name = one.replaceFirst("(?s).*?clipPath id=\"([^\"]+)\".*", "$1");
        assertNotEquals(one, name);
        assertTrue(one.contains("url(#" + name + ")"));
        assertFalse(two.contains(name));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 1e-300, 1e300, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void anyValueMakesAChart(double value) throws Exception {
        for (int count : new int[] {2, 600}) {
            Board board = new Board();
            for (int i = 0; i < count; i++) {
                board.add("loss", i % 3 == 2 ? 0.5 : value);
                board.add("x <&> \u0000\"'", value);
            }
            Display display = new ChartDisplay(board.snapshot());
            assertTrue(image(display.picture()).getWidth() > 0);
            document(display.picture().svg());
            assertFalse(display.text().isEmpty());
        }
    }

    @Test
    void stepsOfAnySizeMakeAChart() throws Exception {
        for (long step : new long[] {Long.MIN_VALUE, -5, 0, Long.MAX_VALUE}) {
            Board board = new Board();
            board.add("loss", step, 1);
            board.add("loss", step, 2);
            document(picture(board).svg());
        }
    }

    @Test
    void manyQuantitiesAreCutToWhatIsReadable() {
        Board board = new Board();
        for (char c = 'a'; c <= 'z'; c++) {
            board.add("quantity " + c + c, 1);
        }
        assertTrue(picture(board).height() < 1600);
        assertTrue(ChartText.text(board.snapshot()).contains("20 more quantities"));
    }

    @Test
    void theTextTellsWhenALossBroke() {
        Board board = new Board();
        for (int i = 0; i < 10; i++) {
            board.add("loss", i < 6 ? 1.0 / (i + 1) : Double.NaN);
        }
        String text = ChartText.text(board.snapshot());
        assertTrue(text.contains("loss became NaN at step 7"), text);
        assertTrue(text.startsWith("loss █"), text);
        assertTrue(text.contains("NaN at step 10, from 1.000"), text);
    }

    @Test
    void theAxisIsLogarithmicOnlyWhenTheAveragesDifferByOrders() {
        Curve steep = new Curve();
        Curve noisy = new Curve();
        for (int i = 0; i < 100; i++) {
            steep.add(i, Math.exp(-i / 5.0));
            noisy.add(i, i % 10 == 5 ? 1e-6 : 1);
        }
        assertTrue(range(steep).logarithmic());
        assertFalse(range(noisy).logarithmic());
        assertTrue(range(steep).low() > 0);
    }

    private static Range range(Curve curve) {
        return Range.of(List.of(curve.points()), List.of(Smoothing.average(curve.points())));
    }

    @Test
    void numbersAreShort() {
        assertEquals("0", Words.number(0));
        assertEquals("0.25", Words.number(0.25));
        assertEquals("-1200", Words.number(-1200));
        assertEquals("25k", Words.number(25_000));
        assertEquals("1.5M", Words.number(1_500_000));
        assertEquals("3e-05", Words.number(3e-5));
        assertEquals("0.0001", Words.number(1e-4));
        assertEquals("NaN", Words.number(Double.NaN));
        assertEquals("0.1000", Words.measured(0.1));
        assertEquals("12.346", Words.measured(12.3456));
    }
}
