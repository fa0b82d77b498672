package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;
import jacobi.backend.cpu.Threads;
import java.util.Arrays;

/** How often each whole number occurs: counted in one pass if all are small, else in a second one. */
final class Tally {
    /** Numbers below this are counted while the range is still being found. */
    private static final int SMALL = 1 << 14;
    /** How many numbers are worth a piece of work of their own, with counts of its own. */
    private static final int PIECE = 1 << 16;
    /** After so many numbers their range is looked at. */
    private static final int CHUNK = 1 << 12;

    /** How often each number occurs; null if they are not small. */
    private int[] counts = new int[1 << 8];

    private Tally() {
    }

    static Tally of(Tensor x) {
        Object values = x.array().backend().peek(x.array());
        Tally[] pieces = new Tally[Math.ceilDiv(x.size(), PIECE)];
        Threads.parallelFor(x.size(), PIECE, (from, to) -> {
            Tally piece = new Tally();
            piece.add(values, from, to);
            pieces[from / PIECE] = piece;
        });
        Tally all = new Tally();
        for (Tally piece : pieces) {
            all.extend(piece.counts == null ? -1 : piece.counts.length - 1);
            for (int i = 0; all.counts != null && i < piece.counts.length; i++) {
                all.counts[i] += piece.counts[i];
            }
        }
        return all;
    }

    private void add(Object values, int from, int to) {
        long[] widened = values instanceof int[] ? new long[CHUNK] : null;
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            if (values instanceof int[] a) {
                for (int i = start; i < end; i++) {
                    widened[i - start] = a[i];
                }
                add(widened, 0, end - start);
            } else {
                add((long[]) values, start, end);
            }
        }
    }

    private void add(long[] values, int from, int to) {
        if (counts == null) {
            return;
        }
        long more = count(values, from, to, counts, 1);
        if (more >= counts.length || more < 0) {
            // Some were too large, or negative, and have been counted in the wrong place.
            count(values, from, to, counts, -1);
            extend(more);
            if (counts != null) {
                count(values, from, to, counts, 1);
            }
        }
    }

    /** {@return all numbers combined by "or"} Counts by their lowest bits, as many as there are counts for. */
    private static long count(long[] values, int from, int to, int[] counts, int step) {
        int mask = counts.length - 1;
        long all = 0;
        for (int i = from; i < to; i++) {
            long value = values[i];
            counts[(int) value & mask] += step;
            all |= value;
        }
        return all;
    }

    /** Makes room for numbers of these bits; gives up counting if there are too many, or if one is negative. */
    private void extend(long bits) {
        if (counts == null || bits < 0 || bits >= SMALL) {
            counts = null;
        } else if (bits >= counts.length) {
            counts = Arrays.copyOf(counts, Integer.highestOneBit((int) bits) << 1);
        }
    }

    /** {@return the largest number; -1 if there are none} Complains about numbers that cannot be counted. */
    private int largest(Tensor x) {
        if (counts != null) {
            int last = counts.length - 1;
            while (last >= 0 && counts[last] == 0) {
                last--;
            }
            return last;
        }
        long[] values = x.toLongs();
        long largest = -1;
        for (int i = 0; i < values.length; i++) {
            Pieces.poll("bincount", i);
            if (values[i] < 0 || values[i] >= Shape.MAX_SIZE) {
                throw new IllegalArgumentException("bincount: there is " + values[i] + " at position " + i
                        + ", but it counts numbers from 0 to " + (Shape.MAX_SIZE - 1));
            }
            largest = Math.max(largest, values[i]);
        }
        return (int) largest;
    }

    /** {@return how many counts there are: one for each number up to the largest, but no fewer than asked for} */
    int length(Tensor x, int least) {
        return Math.max(least, largest(x) + 1);
    }

    /** {@return the counts of the numbers from 0 on, of which none is negative or beyond this length} */
    long[] counts(Tensor x, int length) {
        long[] all = new long[length];
        if (counts != null) {
            for (int i = 0; i < Math.min(length, counts.length); i++) {
                all[i] = counts[i];
            }
            return all;
        }
        switch (x.array().backend().peek(x.array())) {
            case int[] a -> {
                for (int i = 0; i < a.length; i++) {
                    Pieces.poll("bincount", i);
                    all[a[i]]++;
                }
            }
            case long[] a -> {
                for (int i = 0; i < a.length; i++) {
                    Pieces.poll("bincount", i);
                    all[(int) a[i]]++;
                }
            }
            default -> throw new AssertionError(x.dtype());
        }
        return all;
    }
}
