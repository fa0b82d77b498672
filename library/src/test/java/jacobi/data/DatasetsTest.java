package jacobi.data;

import static jacobi.data.IdxBytes.assertSays;
import static jacobi.data.IdxBytes.concat;
import static jacobi.data.IdxBytes.counting;
import static jacobi.data.IdxBytes.gzip;
import static jacobi.data.IdxBytes.header;
import static jacobi.data.IdxBytes.ubytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.DType;
import jacobi.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MNIST, embedded and in the data folder, and data sets in files. */
class DatasetsTest {
    @TempDir
    Path folder;

    private String before;

    @BeforeEach
    void useAnEmptyDataFolder() {
        before = System.getProperty("jacobi.data");
        System.setProperty("jacobi.data", folder.toString());
    }

    @AfterEach
    void useTheDataFolderOfBefore() {
        if (before == null) {
            System.clearProperty("jacobi.data");
        } else {
            System.setProperty("jacobi.data", before);
        }
    }

    private Path mnistFolder() throws IOException {
        return Files.createDirectories(folder.resolve("mnist"));
    }

    /** Writes a small set with the names of MNIST's files: 6 training images of 2 by 3 pixels, and 4 for tests. */
    private List<Mnist.Part> writeSmallSet(Path into) throws IOException {
        byte[][] contents = {counting(6, 2, 3), ubytes(new byte[] {0, 1, 2, 0, 1, 2}, 6), counting(4, 2, 3),
                ubytes(new byte[] {2, 1, 0, 2}, 4)};
        List<Mnist.Part> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = Mnist.ORIGINAL.get(i).name();
            boolean zipped = i % 2 == 1;
            Path file = into.resolve(zipped ? name + ".gz" : name);
            Files.write(file, zipped ? gzip(contents[i]) : contents[i]);
            parts.add(new Mnist.Part(name, Idx.read(file).md5()));
        }
        return parts;
    }

    @Test
    void theSampleIsMnist() {
        Split mnist = Datasets.mnist();
        assertEquals("MNIST training: 10000 examples, x [10000, 784] float32, y [10000] int64, 10 classes",
                mnist.train().toString());
        assertEquals("MNIST test: 10000 examples, x [10000, 784] float32, y [10000] int64, 10 classes",
                mnist.test().toString());
        assertArrayEquals(new long[] {5, 0, 4, 1, 9, 2, 1, 3, 1, 4}, mnist.train().take(10).y().toLongs());
        assertArrayEquals(new long[] {7, 2, 1, 0, 4, 1, 4, 9, 5, 9}, mnist.test().take(10).y().toLongs());
        assertTrue(mnist.description().startsWith("MNIST, the sample in the library: 10000 training and 10000 test "
                + "examples"), mnist.description());
    }

    @Test
    void pixelsAreScaledToOne() {
        float[] x = Datasets.mnist().train().x().toFloats();
        float lowest = 1;
        float highest = 0;
        double sum = 0;
        for (float pixel : x) {
            lowest = Math.min(lowest, pixel);
            highest = Math.max(highest, pixel);
            sum += pixel;
        }
        assertEquals(0, lowest);
        assertEquals(1, highest);
        // The mean grey of MNIST's digits is known to be about 0.1307.
        assertEquals(0.1307, sum / x.length, 0.002);
    }

    @Test
    void theSampleHasTheSumsOfTheOriginals() throws IOException {
        List<String> sums = new ArrayList<>();
        for (Mnist.Part part : Mnist.ORIGINAL) {
            try (InputStream in = Mnist.class.getResourceAsStream("mnist/" + part.name() + ".gz")) {
                sums.add(Idx.read(in, part.name()).md5());
            }
        }
        assertEquals(List.of("63a563d3843dba5073e604e3a7990e87", "e6ef65212ddc6f9010e22d95b5269050",
                Mnist.ORIGINAL.get(2).md5(), Mnist.ORIGINAL.get(3).md5()), sums);
    }

    @Test
    void theSampleIsReadOnce() {
        assertSame(Datasets.mnist().train(), Datasets.mnist().train());
    }

    @Test
    void saysOnceWhichSetItUses() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Djacobi.data=" + folder, Twice.class.getName())
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(List.of("MNIST, the sample in the library: 10000 training and 10000 test examples; "
                + "./lab data mnist gets all 60000 training digits", "loaded twice"), output.lines().toList());
    }

    /** Loads MNIST in a process of its own. */
    static final class Twice {
        public static void main(String[] args) {
            Datasets.mnist();
            Datasets.mnist();
            System.out.println("loaded twice");
        }
    }

    @Test
    void theFullSetIsTakenFromTheDataFolder() throws IOException {
        List<Mnist.Part> parts = writeSmallSet(mnistFolder());
        Split full = Mnist.load(mnistFolder(), parts);
        assertEquals("MNIST, the full set in " + mnistFolder() + ": 6 training and 4 test examples",
                full.description());
        assertEquals(Shape.of(6, 6), full.train().x().shape());
        assertEquals(DType.INT64, full.test().y().dtype());
        assertArrayEquals(new long[] {2, 1, 0, 2}, full.test().y().toLongs());
        assertEquals(35 / 255f, full.train().x().item(5, 5));
        assertSame(full, Mnist.load(mnistFolder(), parts));
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        writeSmallSet(folder);
        Split first = Datasets.mnist(folder);
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), ubytes(new byte[] {1, 1, 1, 1}, 4));
        Split second = Datasets.mnist(folder);
        assertNotSame(first, second);
        assertArrayEquals(new long[] {1, 1, 1, 1}, second.test().y().toLongs());
    }

    @Test
    void refusesAFullSetThatIsNotMnist() throws IOException {
        writeSmallSet(mnistFolder());
        assertSays(mnistFolder().resolve("train-images-idx3-ubyte").toString(), Datasets::mnist,
                "is not MNIST's original file", Mnist.ORIGINAL.getFirst().md5(), "./lab data mnist");
    }

    @Test
    void refusesAFullSetOfWhichAFileIsMissing() throws IOException {
        writeSmallSet(mnistFolder());
        Files.delete(mnistFolder().resolve("t10k-images-idx3-ubyte"));
        assertSays(mnistFolder().resolve("t10k-images-idx3-ubyte").toString(), Datasets::mnist, "is missing");
    }

    @Test
    void refusesAFullSetOfWhichAFileIsCutOff() throws IOException {
        Path images = mnistFolder().resolve("train-images-idx3-ubyte");
        List<Mnist.Part> parts = writeSmallSet(mnistFolder());
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 40));
        assertSays(images.toString(), () -> Mnist.load(mnistFolder(), parts), "is cut off");
    }

    @Test
    void refusesAFolderInThePlaceOfAFile() throws IOException {
        List<Mnist.Part> parts = writeSmallSet(mnistFolder());
        Path images = mnistFolder().resolve("train-images-idx3-ubyte");
        Files.delete(images);
        Files.createDirectory(images);
        assertSays(images.toString(), () -> Mnist.load(mnistFolder(), parts), "is a folder");
    }

    @Test
    void readsASetOfYourOwnFolder() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("fashion"));
        writeSmallSet(mine);
        Split split = Datasets.mnist(mine);
        assertEquals("The set in " + mine + ": 6 training and 4 test examples", split.description());
        assertEquals("fashion training", split.train().name());
        assertEquals(3, split.train().classes());
    }

    @Test
    void saysWhatAFolderLacks() throws IOException {
        Path none = folder.resolve("none");
        assertSays(none.toString(), () -> Datasets.mnist(none), "there is no such folder");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertSays(empty.resolve("train-images-idx3-ubyte").toString(), () -> Datasets.mnist(empty), "no such file");
    }

    @Test
    void refusesTestImagesOfAnotherSize() throws IOException {
        writeSmallSet(folder);
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), counting(4, 5, 5));
        assertSays(folder.resolve("t10k-images-idx3-ubyte").toString(), () -> Datasets.mnist(folder),
                "images of 6 pixels", "of 25");
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void readsAnyTwoIdxFiles() throws IOException {
        Path images = write("images", concat(header(0x09, 3, 2), new byte[] {-1, 2, 3, 4, 5, -6}));
        Path labels = write("labels", gzip(concat(header(0x0B, 3), new byte[] {0, 3, 1, 0, 0, 0})));
        Dataset data = Datasets.idx(images, labels);
        assertEquals("images: 3 examples, x [3, 2] float32, y [3] int64, 257 classes", data.toString());
        assertArrayEquals(new float[] {-1, 2, 3, 4, 5, -6}, data.x().toFloats());
        assertArrayEquals(new long[] {3, 256, 0}, data.y().toLongs());
    }

    @Test
    void refusesImagesAndLabelsThatDoNotMatch() throws IOException {
        Path images = write("images", counting(3, 2, 2));
        Path labels = write("labels", counting(4));
        assertSays(images.toString(), () -> Datasets.idx(images, labels), "holds 3 images", labels + " holds 4 labels");
    }

    @Test
    void refusesLabelsThatAreNone() throws IOException {
        Path images = write("images", counting(3, 2, 2));
        Path floats = write("floats", concat(header(0x0D, 3), new byte[12]));
        Path negative = write("negative", concat(header(0x09, 3), new byte[] {0, 1, -2}));
        assertSays(images.toString(), () -> Datasets.idx(images, images), "is no file of labels");
        assertSays(floats.toString(), () -> Datasets.idx(images, floats), "is no file of labels");
        assertSays(negative.toString(), () -> Datasets.idx(images, negative), "label number 2 (from 0) is -2");
    }

    @Test
    void refusesFilesWithoutImages() throws IOException {
        Path images = write("images", counting(0, 2, 2));
        Path labels = write("labels", counting(0));
        assertSays(images.toString(), () -> Datasets.idx(images, labels), "holds no images");
    }
}
