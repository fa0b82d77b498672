package jacobi.data;

import jacobi.DType;
import jacobi.Device;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/**
 * Rows of grey values, kept as one byte each and given out as float32 from 0 to 1: a quarter of the memory, and faster
 * to gather into batches than floats are.
 */
final class GreyRows implements Rows {
    /** Grey values less 128: the JIT vectorises the loop from signed bytes to floats, not that from unsigned ones. */
    private final byte[] greys;
    private final int first;
    private final int count;
    private final int width;
    private SoftReference<Tensor> all = new SoftReference<>(null);

    private GreyRows(byte[] greys, int first, int count, int width) {
        this.greys = greys;
        this.first = first;
        this.count = count;
        this.width = width;
    }

    /**
     * Rows of unsigned bytes.
     *
     * @param bytes at least one row, in row-major order; copied
     * @param count how many rows these are
     */
    static GreyRows of(byte[] bytes, int count) {
        byte[] greys = new byte[bytes.length];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (bytes[i] ^ 0x80);
        }
        return new GreyRows(greys, 0, count, bytes.length / count);
    }

    @Override
    public Shape shape() {
        return Shape.of(count, width);
    }

    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public synchronized Tensor all() {
        Tensor tensor = all.get();
        if (tensor == null) {
            tensor = reader().range(0, count).get();
            all = new SoftReference<>(tensor);
        }
        return tensor;
    }

    @Override
    public Rows part(int from, int to) {
        return new GreyRows(greys, first + from, to - from, width);
    }

    @Override
    public Reader reader() {
        return new Scaler();
    }

    private final class Scaler implements Reader {
        /** The floats of the batch before: a tensor copies them, and memory in the cache is faster than fresh one. */
        private float[] floats = {};

        @Override
        public Supplier<Tensor> range(int from, int to) {
            start(to - from);
            for (int row = from; row < to; row++) {
                scale(row, row - from);
            }
            return Rows.bring(Device.inUse().backend(), floats, Shape.of(to - from, width));
        }

        @Override
        public Supplier<Tensor> select(int[] rows) {
            start(rows.length);
            for (int i = 0; i < rows.length; i++) {
                scale(rows[i], i);
            }
            return Rows.bring(Device.inUse().backend(), floats, Shape.of(rows.length, width));
        }

        private void start(int rows) {
            if (floats.length != rows * width) {
                floats = new float[rows * width];
            }
        }

        private void scale(int row, int target) {
            if ((target & 0xFFF) == 0xFFF) {
                Interruption.poll("taking examples");
            }
            GreyRows.scale(greys, (first + row) * width, floats, target * width, width);
        }
    }

    private static void scale(byte[] greys, int from, float[] floats, int to, int length) {
        for (int i = 0; i < length; i++) {
            floats[to + i] = (greys[from + i] + 128f) / 255f;
        }
    }
}
