package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.NDArray;
import jacobi.backend.cpu.Threads;

/** Reading of masks. */
final class Masks {
    /** How many elements are worth a piece of work of their own. */
    private static final int PIECE = 1 << 16;

    private Masks() {
    }

    static void require(String op, Tensor mask) {
        if (mask.dtype() != DType.BOOL) {
            throw new IllegalArgumentException(op + ": a mask is a bool tensor, not " + mask.dtype()
                    + "; make one with a comparison such as ne(0), or with to(DType.BOOL)");
        }
    }

    /** Writes what it finds from {@code from} on to {@code out}, from {@code at} until {@code end} is reached. */
    private interface Finder {
        void find(boolean[] chosen, int from, long[] out, int at, int end);
    }

    /** The row-major positions of what is not 0. */
    static long[] positions(String op, Tensor x) {
        return find(op, x, 1, (chosen, from, out, at, end) -> {
            // What is not chosen is overwritten by the next one, which needs no prediction.
            for (int i = from, to = at; to < end; i++) {
                out[to] = i;
                to += chosen[i] ? 1 : 0;
            }
        });
    }

    /** The indices of what is not 0, one for each axis, element after element. */
    static long[] indices(String op, Tensor x) {
        Shape shape = x.shape();
        int rank = shape.rank();
        int last = rank - 1;
        return rank == 0 ? new long[0] : find(op, x, rank, (chosen, from, out, at, end) -> {
            int[] line = new int[rank];
            int length = shape.dim(last);
            for (int axis = last, rest = from; axis >= 0; axis--) {
                line[axis] = rest % shape.dim(axis);
                rest /= shape.dim(axis);
            }
            int i = from;
            int column = line[last];
            for (int to = at; to < end; column = 0) {
                int first = to;
                for (; column < length && to < end; column++, i++) {
                    out[to + last] = column;
                    to += chosen[i] ? rank : 0;
                }
                for (int axis = 0; axis < last; axis++) {
                    for (int place = first + axis; place < to; place += rank) {
                        out[place] = line[axis];
                    }
                }
                for (int axis = last - 1; axis >= 0 && ++line[axis] == shape.dim(axis); axis--) {
                    line[axis] = 0;
                }
            }
        });
    }

    /** Counts first, so that each piece of the work knows where its findings go. */
    private static long[] find(String op, Tensor x, int width, Finder finder) {
        Interruption.poll(op);
        NDArray truth = x.detach().to(DType.BOOL).array();
        boolean[] chosen = (boolean[]) truth.backend().peek(truth);
        int[] counts = new int[Math.ceilDiv(x.size(), PIECE)];
        Threads.parallelFor(x.size(), PIECE, (from, to) -> {
            int count = 0;
            for (int i = from; i < to; i++) {
                count += chosen[i] ? 1 : 0;
            }
            counts[from / PIECE] = count;
        });
        int[] starts = new int[counts.length + 1];
        int total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i];
            starts[i + 1] = total;
        }
        long[] out = new long[Shape.of(total, width).size()];
        Threads.parallelFor(x.size(), PIECE, (from, to) -> finder.find(chosen, from, out,
                starts[from / PIECE] * width, starts[from / PIECE + 1] * width));
        return out;
    }
}
