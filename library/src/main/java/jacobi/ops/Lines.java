package jacobi.ops;

import jacobi.Interruption;
import jacobi.Shape;
import jacobi.backend.cpu.Threads;
import java.util.function.Supplier;

/** The lines of a row-major array along one axis, for algorithms that run on the host. */
final class Lines {
    /** What is done with a line: its elements lie at {@code start}, {@code start + stride}, and so on. */
    interface Line {
        void at(int start, int stride);
    }

    /** The same with memory that one thread uses for line after line. */
    interface LineIn<S> {
        void at(S memory, int start, int stride);
    }

    /** How many elements are worth a piece of work of their own. */
    private static final int PIECE = 1 << 15;

    /** The number of elements in a line. */
    final int length;
    private final int outer;
    private final int inner;

    Lines(Shape shape, int axis) {
        int before = 1;
        int after = 1;
        for (int i = 0; i < axis; i++) {
            before *= shape.dim(i);
        }
        for (int i = axis + 1; i < shape.rank(); i++) {
            after *= shape.dim(i);
        }
        outer = before;
        length = shape.dim(axis);
        inner = after;
    }

    /** Goes through the lines in order. */
    void forEach(String op, Line line) {
        int done = 0;
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                if ((done += length + 1) > 1 << 16) {
                    Interruption.poll(op);
                    done = 0;
                }
                line.at(o * length * inner + i, inner);
            }
        }
    }

    /** Goes through the lines in any order, on several threads if there are many elements. */
    <S> void forEach(String op, Supplier<S> memory, LineIn<S> line) {
        Interruption.poll(op);
        Threads.parallelFor(outer * inner, Math.max(1, PIECE / Math.max(1, length)), (from, to) -> {
            S own = memory.get();
            for (int i = from; i < to; i++) {
                line.at(own, i / inner * length * inner + i % inner, inner);
            }
        });
    }
}
