package jacobi.data;

import static jacobi.data.IdxBytes.assertSays;
import static jacobi.data.IdxBytes.concat;
import static jacobi.data.IdxBytes.counting;
import static jacobi.data.IdxBytes.gzip;
import static jacobi.data.IdxBytes.header;
import static jacobi.data.IdxBytes.ubytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.OperationInterruptedException;
import jacobi.Shape;
import jacobi.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** IDX files of every type are read right, and of every bad one it is said what is wrong. */
class IdxTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Idx read(byte[] bytes) {
        return new IdxReader(new ByteArrayInputStream(bytes), "some file", MEGABYTE).read();
    }

    @Test
    void readsUnsignedBytes() throws IOException {
        Idx idx = Idx.read(file("a", ubytes(new byte[] {0, 1, 127, -128, -1, 7}, 3, 2)));
        assertEquals(Shape.of(3, 2), idx.shape());
        assertEquals(Idx.Type.UBYTE, idx.type());
        Tensor tensor = idx.toTensor();
        assertEquals(DType.INT32, tensor.dtype());
        assertEquals(Shape.of(3, 2), tensor.shape());
        assertArrayEquals(new int[] {0, 1, 127, 128, 255, 7}, tensor.toInts());
        assertEquals(folder.resolve("a") + ": [3, 2] ubyte", idx.toString());
    }

    @Test
    void readsSignedBytes() {
        Idx idx = read(concat(header(0x09, 3), new byte[] {-128, -1, 127}));
        assertArrayEquals(new int[] {-128, -1, 127}, idx.toTensor().toInts());
        assertArrayEquals(new float[] {-128, -1, 127}, idx.toRows().all().toFloats());
    }

    @Test
    void readsShorts() {
        byte[] data = {(byte) 0x80, 0, 1, 2, -1, -1};
        assertArrayEquals(new int[] {-32768, 258, -1}, read(concat(header(0x0B, 3), data)).toTensor().toInts());
    }

    @Test
    void readsInts() {
        byte[] data = ByteBuffer.allocate(8).putInt(Integer.MIN_VALUE).putInt(0x01020304).array();
        int[] read = read(concat(header(0x0C, 2), data)).toTensor().toInts();
        assertArrayEquals(new int[] {Integer.MIN_VALUE, 0x01020304}, read);
    }

    @Test
    void readsFloats() {
        byte[] data = ByteBuffer.allocate(8).putFloat(0.1f).putFloat(-3e38f).array();
        Tensor tensor = read(concat(header(0x0D, 2, 1), data)).toTensor();
        assertEquals(DType.FLOAT32, tensor.dtype());
        assertArrayEquals(new float[] {0.1f, -3e38f}, tensor.toFloats());
    }

    @Test
    void readsDoubles() {
        byte[] data = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-1e300).array();
        Idx idx = read(concat(header(0x0E, 1, 2), data));
        assertEquals(DType.FLOAT64, idx.toTensor().dtype());
        assertEquals(Shape.of(1, 2), idx.toTensor().shape());
        assertArrayEquals(new double[] {0.1, -1e300}, idx.toTensor().toDoubles());
        assertEquals(DType.FLOAT32, idx.toRows().dtype());
        assertEquals(0.1f, idx.toRows().all().toFloats()[0]);
    }

    @Test
    void readsGzippedFilesWhateverTheirNames() throws IOException {
        byte[] plain = counting(50, 3, 7);
        for (String name : new String[] {"a.gz", "a"}) {
            Idx idx = Idx.read(file(name, gzip(plain)));
            assertEquals(Shape.of(50, 3, 7), idx.shape());
            assertEquals(Idx.read(file("plain.gz", plain)).md5(), idx.md5());
            assertArrayEquals(Idx.read(folder.resolve("plain.gz")).toInts(), idx.toInts());
        }
    }

    @Test
    void readsAnEmptyArray() {
        assertEquals(Shape.of(0, 28, 28), read(header(0x08, 0, 28, 28)).shape());
    }

    @Test
    void readsAFileLargerThanTheFirstChunkOfMemory() {
        int n = 20 * MEGABYTE + 3;
        Idx idx = new IdxReader(new ByteArrayInputStream(counting(n)), "large", 1 << 30).read();
        assertEquals(n, idx.shape().size());
        assertEquals((n - 1) & 0xFF, idx.toInts()[n - 1]);
    }

    @Test
    void scalesGreyValuesExactly() {
        float[] values = read(counting(2, 16, 8)).toRows().all().toFloats();
        for (int i = 0; i < 256; i++) {
            assertEquals(i / 255f, values[i]);
        }
    }

    static Stream<Arguments> badFiles() {
        byte[] good = counting(10, 4);
        byte[] zipped = gzip(good);
        byte[] flipped = zipped.clone();
        flipped[flipped.length - 6] ^= 1;
        byte[] broken = zipped.clone();
        Arrays.fill(broken, 10, 20, (byte) -1);
        return Stream.of(
                Arguments.of("empty", new byte[0], "is cut off within its header, after 0 bytes"),
                Arguments.of("half a header", Arrays.copyOf(good, 7), "is cut off within its header, after 7 bytes"),
                Arguments.of("no elements", Arrays.copyOf(good, 12),
                        "promises 40 bytes ([10, 4] of ubyte), but only 0"),
                Arguments.of("one byte short", Arrays.copyOf(good, good.length - 1), "but only 39 follow"),
                Arguments.of("one byte long", Arrays.copyOf(good, good.length + 1), "goes on after the 40 bytes"),
                Arguments.of("a web page", "<html>not found</html>".getBytes(StandardCharsets.UTF_8),
                        "is not an IDX file", "3C 68 like a web page"),
                Arguments.of("a picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "begins with 89 50"),
                Arguments.of("unknown type", header(0x0A, 1), "the element type 0A"),
                Arguments.of("no axes", header(0x08), "promises 0 axes"),
                Arguments.of("nine axes", header(0x08, 1, 1, 1, 1, 1, 1, 1, 1, 1), "promises 9 axes"),
                Arguments.of("negative length", header(0x08, 2, -1), "axis 1 the length 4294967295"),
                Arguments.of("2^31 - 1 elements", header(0x08, Integer.MAX_VALUE), "limit of 1 MB"),
                Arguments.of("2^64 elements", header(0x0E, 1 << 30, 1 << 30, 16), "limit of 1 MB"),
                Arguments.of("0 of huge", header(0x08, 0, Integer.MAX_VALUE), "limit of 1 MB"),
                Arguments.of("a byte above the limit", counting(MEGABYTE + 1), "limit of 1 MB"),
                Arguments.of("cut gzip", Arrays.copyOf(zipped, zipped.length / 2), "is cut off"),
                Arguments.of("gzip without a sum", Arrays.copyOf(zipped, zipped.length - 8), "is cut off"),
                Arguments.of("gzip's header alone", Arrays.copyOf(zipped, 5), "is cut off"),
                Arguments.of("wrong sum", flipped, "cannot be read (Corrupt GZIP trailer)"),
                Arguments.of("broken gzip", broken, "cannot be read"),
                Arguments.of("long gzip", gzip(Arrays.copyOf(good, good.length + 1)), "goes on after the 40 bytes"),
                Arguments.of("gzip bomb", gzip(concat(good, new byte[64 * MEGABYTE])), "goes on after the 40 bytes"),
                Arguments.of("promised gzip bomb", gzip(ubytes(new byte[64 * MEGABYTE], 64 * MEGABYTE)),
                        "limit of 1 MB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void saysWhatIsWrong(String name, byte[] bytes, String said) throws IOException {
        Path file = file(name, bytes);
        try (InputStream in = Files.newInputStream(file)) {
            assertSays(file.toString(), () -> new IdxReader(in, file.toString(), MEGABYTE).read(), said);
        }
    }

    @Test
    void survivesAGzipFileOfVeryManyMembers() {
        byte[] member = gzip(new byte[0]);
        byte[] many = new byte[200_000 * member.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = member[i % member.length];
        }
        byte[] bytes = concat(gzip(counting(4)), many);
        try {
            assertEquals(4, read(bytes).shape().size());
        } catch (DataException e) {
            assertSays("some file", () -> read(bytes), "gzipped in too many pieces");
        }
    }

    @Test
    void takesNoMemoryForWhatAHeaderMerelyPromises() {
        byte[] bytes = concat(header(0x08, 1_000_000_000), new byte[100]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        IdxReader reader = new IdxReader(new ByteArrayInputStream(bytes), "liar", 1 << 30);
        assertSays("liar", reader::read, "only 100 follow");
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < 16 * MEGABYTE, () -> taken + " bytes were allocated");
    }

    @Test
    void saysThatAFileIsMissing() {
        Path file = folder.resolve("none.gz");
        assertSays(file.toString(), () -> Idx.read(file), "there is no such file", "check its name and folder");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertSays(folder.toString(), () -> Idx.read(folder), "is a folder");
    }

    @Test
    void saysWhyReadingFailed() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is on fire");
            }
        };
        assertSays("some file", () -> Idx.read(failing, "some file"), "cannot be read (the disk is on fire)");
    }

    @Test
    void stopsWhenInterrupted() throws IOException {
        Path file = file("a", counting(100_000));
        Thread.currentThread().interrupt();
        try {
            assertThrows(OperationInterruptedException.class, () -> Idx.read(file));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
    }

    @Property(seed = "1")
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 64) byte[] bytes, @ForAll @IntRange(max = 2) int form) {
        byte[] file = switch (form) {
            case 0 -> bytes;
            case 1 -> concat(new byte[] {0, 0}, bytes);
            default -> concat(header(0x08, bytes.length), bytes);
        };
        try {
            assertEquals(form == 2 ? bytes.length : -1, form == 2 ? read(file).shape().size() : readToTensor(file));
        } catch (DataException e) {
            assertTrue(form != 2 && e.getMessage().startsWith("some file: "), e.getMessage());
        }
    }

    private static int readToTensor(byte[] file) {
        Idx idx = read(file);
        assertEquals(idx.shape(), idx.toTensor().shape());
        return -1;
    }

    @Property(seed = "1")
    void aDamagedGzipFileIsReadRightOrRefused(@ForAll @IntRange(max = 1 << 20) int where,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] good = counting(40, 10);
        byte[] bad = gzip(good);
        bad[where % bad.length] ^= (byte) change;
        try {
            assertEquals(read(good).md5(), read(bad).md5());
        } catch (DataException e) {
            assertTrue(e.getMessage().startsWith("some file: "), e.getMessage());
        }
    }
}
