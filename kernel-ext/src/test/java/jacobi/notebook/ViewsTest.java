package jacobi.notebook;

import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.notebook.display.Display;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.xml.sax.InputSource;

class ViewsTest {
    /** The pixels of the picture, whose SVG has been parsed too. */
    private static BufferedImage drawn(Display display) throws Exception {
        Display.Picture picture = display.picture();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(picture.svg())));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        assertEquals(2 * picture.width(), image.getWidth());
        assertEquals(2 * picture.height(), image.getHeight());
        assertTrue(picture.width() <= 700 && picture.height() <= 700, picture.width() + " by " + picture.height());
        return image;
    }

    private static boolean has(BufferedImage image, int rgb) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            if ((image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == rgb) {
                return true;
            }
        }
        return false;
    }

    private static void fails(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void aHeatMapHasItsNumbersAsText() throws Exception {
        Display map = Displays.heatmap(tensor(new float[] {-1, 2.5f, 0, 1}, 2, 2));
        assertEquals("heat map of [2, 2] float32, from -1 to 2.5\n-1  2.5\n 0    1", map.text());
        assertTrue(has(drawn(map), 0x67001f));                     // the greatest is the reddest
        assertTrue(has(drawn(Displays.heatmap(tensor(1, 2))), 0xfde725));
    }

    @Test
    void aHeatMapOfAnything() throws Exception {
        assertEquals("heat map of [0, 3] float32: no elements", Displays.heatmap(Tensors.zeros(0, 3)).text());
        assertNull(Displays.heatmap(Tensors.zeros(0, 3)).picture());
        for (Tensor odd : new Tensor[] {tensor(3.5), tensor(Double.NaN, Double.NaN), tensor(1e30, -1e-30, Double.NEGATIVE_INFINITY),
                tensor(new boolean[] {true, false}), Tensors.zeros(1, 1, 2, 2), Tensors.ones(1, 5000), Tensors.ones(5000, 1),
                Tensors.randn(2000, 1000), tensor(-3.4e38, 3.4e38)}) {
            drawn(Displays.heatmap(odd));
        }
        Display big = Displays.heatmap(Tensors.arange(1_000_000).reshape(1000, 1000));
        assertTrue(big.text().startsWith("heat map of [1000, 1000] float32, from 0 to 999999; each cell the mean of up to 3 × 3 numbers\n|"
                + "     "), big.text());
        assertEquals(1 + 16 + 1, big.text().lines().count());
        fails("heatmap: takes a matrix, and this is a tensor of shape [2, 3, 4]; pick one matrix of it, such as select(0, 0), "
                + "or reshape(2, -1)", () -> Displays.heatmap(Tensors.zeros(2, 3, 4)));
    }

    @Test
    void aPictureSaysWhatIsBlackAndWhite() throws Exception {
        Tensor ramp = tensor(0, 0.25, 0.5, 1).reshape(2, 2);
        assertEquals("2 × 2 grey; 0 is black, 1 is white\n  ::\n++@@", Displays.image(ramp).text().replaceAll("(?m)^    ", "  ")
                .replace("--", "::").replace("==", "++"));
        assertTrue(has(drawn(Displays.image(ramp)), 0x404040));
        assertEquals("0 is black, 255 is white", scale(ramp.mul(200)));
        assertEquals("stretched: -1 is black, 0 is white", scale(ramp.sub(1)));
        assertEquals("stretched: 0 is black, 1000 is white", scale(ramp.mul(1000)));
        assertEquals("0 is black, 255 is white", scale(tensor(new int[] {0, 1, 2, 3}, 2, 2)));
        assertEquals("false is black, true is white", scale(ramp.gt(0.3)));
        assertEquals("0 is black, 2 is white", Displays.image(ramp, 0, 2).text().lines().findFirst().orElse("").split("; ")[1]);
        assertTrue(has(drawn(Displays.image(ramp, 0, 2)), 0x808080));
    }

    private static String scale(Tensor tensor) {
        return Displays.image(tensor).text().lines().findFirst().orElse("").split("; ")[1];
    }

    @Test
    void coloursAreWhereTheyCanBe() throws Exception {
        Tensor red = Tensors.zeros(3, 4, 5);
        red = Tensors.cat(List.of(Tensors.ones(1, 4, 5), red.slice(0, 2)), 0);
        assertTrue(has(drawn(Displays.image(red)), 0xff0000));
        assertTrue(has(drawn(Displays.image(red.permute(1, 2, 0))), 0xff0000));
        assertTrue(has(drawn(Displays.images(Tensors.cat(List.of(red.reshape(1, 3, 4, 5), Tensors.zeros(1, 3, 4, 5)), 0),
                List.of("<red>", "black"))), 0xff0000));
        assertTrue(has(drawn(Displays.image(tensor(Double.NaN, 0, 1, 0).reshape(2, 2))), 0xff00ff));
        assertTrue(Displays.image(red).text().startsWith("4 × 5 colour; 0 is black, 1 is full colour"));
        assertTrue(Displays.images(red, List.of()).text().startsWith("3 pictures of 4 × 5 grey"));
    }

    @Test
    void batchesHaveCaptionsAndAnEnd() throws Exception {
        Tensor batch = Tensors.rand(100, 1, 8, 8);
        Display sheet = Displays.images(batch, Tensors.arange(100));
        assertTrue(sheet.text().startsWith("40 of 100 pictures, 8 × 8 grey; 0 is black, 1 is white\n0, 1, 2, "), sheet.text());
        drawn(sheet);
        assertTrue(Displays.images(batch.reshape(100, 64), List.of()).text().startsWith("40 of 100 pictures, 8 × 8 grey"));
        assertNull(Displays.images(Tensors.zeros(0, 1, 8, 8), List.of()).picture());
        drawn(Displays.image(Tensors.rand(3, 1000, 2000)));
        drawn(Displays.images(Tensors.rand(50, 300, 10), List.of()));
        fails("images: there are 100 pictures, but 1 captions; give one for each, or none",
                () -> Displays.images(batch, List.of("a")));
        fails("images: there are 100 pictures, but labels of shape [3]; give one for each, or none",
                () -> Displays.images(batch, tensor(1, 2, 3)));
        fails("image: takes [H, W], [1, H, W], [3, H, W] or [H, W, 3], not shape [100, 1, 8, 8]; for a batch, write images(...)",
                () -> Displays.image(batch));
        fails("image: takes [H, W], [1, H, W], [3, H, W] or [H, W, 3], not shape [784]; write reshape(28, 28) first",
                () -> Displays.image(Tensors.zeros(784)));
        fails("images: takes [N, H, W], [N, 1, H, W], [N, 3, H, W] or [N, H, W, 3], not shape [9, 4, 3]; is it one picture? write "
                + "image(...), or reshape(9, 1, 4, 3) if its pictures are 3 wide", () -> Displays.images(Tensors.zeros(9, 4, 3), List.of()));
    }

    @Test
    void aHistogramCountsWhatIsANumber() throws Exception {
        Display classes = Displays.histogram(tensor(new long[] {0, 1, 1, 3, 1, 1}));
        assertEquals("histogram of 6 numbers, from 0 to 3\n0  ██████████ 1\n1  " + "█".repeat(40) + " 4\n2  0\n3  ██████████ 1",
                classes.text());
        drawn(classes);
        String odd = Displays.histogram(tensor(0.5, Double.NaN, 1.5, Double.POSITIVE_INFINITY)).text();
        assertTrue(odd.startsWith("histogram of 4 numbers, without 1 NaN and 1 infinite, from 0.5 to 1.5, in 8 bins\n"), odd);
        assertTrue(odd.endsWith(" 1"), odd);
        for (Tensor t : new Tensor[] {tensor(7.25), tensor(-3e38, 3e38), Tensors.randn(1000),
            tensor(1e-40, 3e-40)}) {
            drawn(Displays.histogram(t));
        }
        assertNull(Displays.histogram(Tensors.zeros(0)).picture());
        assertEquals("histogram of 0 numbers", Displays.histogram(Tensors.zeros(0)).text());
        drawn(Displays.histogram(List.of("<a>", "b"), Tensors.randn(100), Tensors.rand(50)));
    }

    @Test
    void ofAHugeTensorAHistogramHasASample() {
        String text = Displays.histogram(Tensors.full(2, 3_000_000)).text();
        assertTrue(text.startsWith("histogram of a sample of 262,144 of 3,000,000 numbers; all 2\n"), text);
        text = Displays.histogram(tensor(2).expand(2_000_000_000)).text();
        assertTrue(text.startsWith("histogram of a sample of 65,536 of 2,000,000,000 numbers; all 2\n"), text);
    }

    @Test
    void aConfusionMatrixCountsRowsOfWhatItIs() throws Exception {
        Display matrix = Displays.confusion(tensor(new int[] {0, 1, 1, 0, 1}), tensor(new int[] {0, 1, 0, 0, 1}), "cat", "dog");
        assertEquals("""
                80.0 % right: 4 of 5; in each row, the shares of what it really is
                actual \\ predicted      cat       dog  all  right
                cat                 2 (67%)   1 (33%)    3    67%
                dog                       .  2 (100%)    2   100%""", matrix.text());
        drawn(matrix);
        drawn(Displays.confusion(Tensors.arange(30), Tensors.arange(30)));
        assertTrue(Displays.confusion(Tensors.eye(3), tensor(0, 1, 1)).text().startsWith("66.7 % right: 2 of 3"));
        fails("confusion: the actual class of example 1 is 0.5; classes are whole numbers from 0",
                () -> Displays.confusion(tensor(0, 1), tensor(0, 0.5)));
        fails("confusion: there is a class 2, but 2 names; give one for each class, counted from 0",
                () -> Displays.confusion(tensor(0, 1), tensor(0, 2), "a", "b"));
        fails("confusion: takes one predicted and one actual class for each example, [n] and [n], or scores [n, classes] as "
                + "predictions, not shapes [2] and [3]", () -> Displays.confusion(tensor(0, 1), tensor(0, 1, 2)));
    }

    @Test
    void aBoundaryLiesWhereTheScoresAreEven() throws Exception {
        Tensor points = tensor(new float[] {-1, 0, 1, 0, -1, 1, 1, 1}, 4, 2);
        Display line = Displays.boundary(x -> x.select(1, 0), points, tensor(-1, 1, -1, 1));
        assertTrue(line.text().startsWith("decision boundary: 100.0 % right: 4 of 4 points; boundary at 0\n"), line.text());
        assertTrue(line.text().contains("; o is class -1; x is class 1;"), line.text());
        assertEquals("|" + " ".repeat(30) + ".".repeat(30) + "|", line.text().lines().skip(1).findFirst().orElse(""));
        drawn(line);
        Display two = Displays.boundary(x -> Tensors.cat(List.of(x, x.neg()), 1), points, tensor(0, 0, 3, 1));
        drawn(two);
        drawn(Displays.boundary(x -> x.select(1, 1).mul(Double.NaN), points, tensor(0, 1, 0, 1)));
        drawn(Displays.boundary(x -> x.select(1, 1).sigmoid(), points.slice(0, 1), tensor(new long[] {1})));
        assertTrue(Displays.boundary(x -> x.select(1, 0).sigmoid(), points.to(DType.FLOAT64), tensor(0, 1, 0, 1)).text()
                .contains("boundary at 0.5"));
    }

    @Test
    void aBoundarySaysWhatDoesNotFit() {
        Tensor points = tensor(new float[] {-1, 0, 1, 0}, 2, 2);
        UnaryOperator<Tensor> same = x -> x;
        fails("boundary: takes points [n, 2] and labels [n], not shapes [2, 2] and [3]",
                () -> Displays.boundary(same, points, tensor(1, 2, 3)));
        fails("boundary: there is a label 2, but the model gives 2 scores; labels are whole numbers from 0 to 1",
                () -> Displays.boundary(same, points, tensor(0, 2)));
        fails("boundary: for [18000, 2] the model gives shape []; it must give [n, classes], or one number for each point",
                () -> Displays.boundary(Tensor::sum, points, tensor(0, 1)));
    }
}
