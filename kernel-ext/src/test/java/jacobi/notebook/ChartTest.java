package jacobi.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
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
    }

    @Test
    void theSvgIsWellFormedSmallAndSaysInWordsWhatIsSeen() throws Exception {
        Display.Picture picture = picture(losses(3, 1_000));
        String svg = picture.svg();
        Document document = document(svg);
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(picture.width() + "px", document.getDocumentElement().getAttribute("width"));
        String title = document.getElementsByTagName("title").item(0).getTextContent();
        assertTrue(title.startsWith("loss (k=0) ") && title.contains("a <note> & more"), title);
        assertTrue(document.getElementsByTagName("polyline").getLength() >= 6);
        assertTrue(document.getElementsByTagName("path").getLength() > 10, "labels");
        assertTrue(svg.length() < 150_000, "size " + svg.length());
        assertEquals(0, document.getElementsByTagName("text").getLength(), "labels that depend on the viewer's fonts");
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
        return Range.of(List.of(new Board.Line("loss", "", curve.points())), List.of(Smoothing.average(curve.points())));
    }

    @Test
    void numbersAreShort() {
        assertEquals("0", ChartText.number(0));
        assertEquals("0.25", ChartText.number(0.25));
        assertEquals("-1200", ChartText.number(-1200));
        assertEquals("25k", ChartText.number(25_000));
        assertEquals("1.5M", ChartText.number(1_500_000));
        assertEquals("3e-05", ChartText.number(3e-5));
        assertEquals("0.0001", ChartText.number(1e-4));
        assertEquals("NaN", ChartText.number(Double.NaN));
        assertEquals("0.1000", ChartText.measured(0.1));
        assertEquals("12.346", ChartText.measured(12.3456));
    }
}
