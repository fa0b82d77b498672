package jacobi.interrupts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import jacobi.Tensor;
import jacobi.data.Dataset;
import jacobi.data.Idx;

/** Files read, and data sets gone through. */
final class DataRows {
    private static final int IMAGES = 150_000;

    private DataRows() {
    }

    static void add(Rows rows) {
        rows.add("reading a file", () -> {
            byte[] file = images(false);
            return () -> Idx.read(new ByteArrayInputStream(file), "images");
        });
        rows.add("reading a gzipped file", () -> {
            byte[] file = images(true);
            return () -> Idx.read(new ByteArrayInputStream(file), "images");
        });
        rows.add("a file as a tensor", () -> {
            Idx idx = Idx.read(new ByteArrayInputStream(images(false)), "images");
            return idx::toTensor;
        });
        rows.add("batches", () -> {
            Dataset data = data();
            return () -> {
                for (var batch : data.batches(100)) {
                    batch.size();
                }
            };
        });
        rows.add("shuffled batches", () -> {
            Dataset data = data();
            return () -> {
                for (var batch : data.shuffle(1).batches(100)) {
                    batch.size();
                }
            };
        });
        rows.add("one huge batch", () -> {
            Dataset data = data();
            return () -> data.shuffle(1).batches(data.size()).iterator().next();
        });
        rows.add("splitting a data set", () -> {
            Dataset data = Dataset.of(Rows.floats(20_000_000, 1), Rows.longs(10, 20_000_000));
            return () -> data.split(0.8, 1).test().x();
        });
        rows.add("a data set of Java's arrays", () -> {
            double[][] x = new double[100_000][100];
            int[] labels = new int[x.length];
            return () -> Dataset.of(x, labels);
        });
    }

    private static Dataset data() {
        return Dataset.of(Rows.floats(60_000, 784), Rows.longs(10, 60_000));
    }

    /** A file of grey images of noise that can be packed a little. */
    private static byte[] images(boolean gzipped) {
        byte[] file = new byte[16 + IMAGES * 784];
        ByteBuffer.wrap(file).putInt(0x0803).putInt(IMAGES).putInt(28).putInt(28);
        Tensor noise = Rows.longs(100, 10_000);
        int[] values = noise.toInts();
        for (int i = 16; i < file.length; i++) {
            file[i] = (byte) values[(int) ((i * 2654435761L >>> 7) % values.length)];
        }
        if (!gzipped) {
            return file;
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
