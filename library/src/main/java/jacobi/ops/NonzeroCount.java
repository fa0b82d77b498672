package jacobi.ops;

import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Cut;
import jacobi.backend.cpu.Threads;
import java.util.concurrent.atomic.LongAdder;

/** How many elements are not 0, in one pass. */
final class NonzeroCount {
    private static final int PIECE = 1 << 16;

    private NonzeroCount() {
    }

    static Tensor of(Tensor x) {
        Interruption.poll("countNonzero");
        Object array = x.array().backend().peek(x.array());
        LongAdder total = new LongAdder();
        Threads.parallelFor(x.size(), PIECE, (from, to) -> total.add(switch (array) {
            case float[] a -> count(a, from, to);
            case double[] a -> count(a, from, to);
            case int[] a -> count(a, from, to);
            case long[] a -> count(a, from, to);
            case boolean[] a -> count(a, from, to);
            default -> throw new AssertionError(array);
        }));
        return Cut.mark(Tensor.of(x.array().backend().adopt(new long[] {total.sum()}, Shape.SCALAR)), x);
    }

    private static int count(float[] a, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += a[i] != 0 ? 1 : 0;
        }
        return count;
    }

    private static int count(double[] a, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += a[i] != 0 ? 1 : 0;
        }
        return count;
    }

    private static int count(int[] a, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += a[i] != 0 ? 1 : 0;
        }
        return count;
    }

    private static int count(long[] a, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += a[i] != 0 ? 1 : 0;
        }
        return count;
    }

    private static int count(boolean[] a, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += a[i] ? 1 : 0;
        }
        return count;
    }
}
