package jacobi.backend.cpu;

import jacobi.Interruption;

/** Long loops of one thread, in pieces between which an interrupt is noticed. */
public final class Pieces {
    /** How many numbers there are in a piece: some milliseconds of work, wherever in memory they lie. */
    public static final int LENGTH = 1 << 18;

    private Pieces() {
    }

    /** Notices an interrupt, at the first number of each piece. */
    public static void poll(String op, int i) {
        if ((i & LENGTH - 1) == 0) {
            Interruption.poll(op);
        }
    }

    /** The same at a row, of rows of so many numbers. */
    public static void poll(String op, int row, int width) {
        if (row % (LENGTH / Math.max(1, width) + 1) == 0) {
            Interruption.poll(op);
        }
    }

    /** Runs something on the numbers 0 to {@code n - 1}, in order. */
    public static void forEach(String op, int n, Threads.RangeBody body) {
        forEach(op, 0, n, body);
    }

    /** Runs something on the numbers {@code start} to {@code end - 1}, in order. */
    public static void forEach(String op, int start, int end, Threads.RangeBody body) {
        for (int from = start, to; from < end; from = to) {
            Interruption.poll(op);
            to = end - from > LENGTH ? from + LENGTH : end;
            body.run(from, to);
        }
    }
}
