package jacobi.ops;

import jacobi.backend.cpu.Pieces;
import jacobi.backend.cpu.Threads;
import java.util.Arrays;

/**
 * Sorts longs by their upper 32 bits, digit by digit from the lowest one. Numbers whose upper halves are equal stay in
 * order. (Knuth: "The Art of Computer Programming", section 5.2.5.)
 */
final class RadixSort {
    /** Lines from this length on are worth the larger tables of long digits. */
    private static final int LONG = 1 << 14;
    private static final int SHORT_DIGIT = 8;
    private static final int LONG_DIGIT = 11;
    /** How many numbers are worth a piece of work of their own. */
    private static final int PIECE = 1 << 17;

    private final int length;
    private final int digitBits;
    private final int grain;
    /** For each piece, how often each digit occurs in it; then, where the next number with that digit goes. */
    private final int[][] places;

    RadixSort(int length) {
        this.length = length;
        digitBits = length < LONG ? SHORT_DIGIT : LONG_DIGIT;
        // Not too many pieces: each has a place of its own for every digit, and writes to all of them in turn.
        grain = Math.max(PIECE, Math.ceilDiv(length, 16));
        places = new int[Math.ceilDiv(length, grain)][1 << digitBits];
    }

    /** Sorts {@code a} with the help of {@code b}; {@return whichever of the two holds the result} */
    long[] sort(long[] a, long[] b) {
        long[] from = a;
        long[] to = b;
        for (int shift = Integer.SIZE; shift < Long.SIZE; shift += digitBits) {
            count(from, shift);
            if (!isSame()) {
                findPlaces();
                move(from, shift, to);
                long[] swap = from;
                from = to;
                to = swap;
            }
        }
        return from;
    }

    private void count(long[] from, int shift) {
        for (int[] piece : places) {
            Arrays.fill(piece, 0);
        }
        Threads.parallelFor(length, grain, (start, end) -> {
            int[] counts = places[start / grain];
            Pieces.forEach("sort", start, end, (first, last) -> count(from, first, last, shift, counts));
        });
    }

    private static void count(long[] from, int start, int end, int shift, int[] counts) {
        int mask = counts.length - 1;
        for (int i = start; i < end; i++) {
            counts[(int) ((from[i] ^ Long.MIN_VALUE) >>> shift) & mask]++;
        }
    }

    /** Whether all numbers have the same digit. */
    private boolean isSame() {
        for (int digit = 0; digit < 1 << digitBits; digit++) {
            if (places[0][digit] != 0) {
                int all = 0;
                for (int[] piece : places) {
                    all += piece[digit];
                }
                return all == length;
            }
        }
        return true;
    }

    private void findPlaces() {
        int before = 0;
        for (int digit = 0; digit < 1 << digitBits; digit++) {
            for (int[] piece : places) {
                int count = piece[digit];
                piece[digit] = before;
                before += count;
            }
        }
    }

    private void move(long[] from, int shift, long[] to) {
        Threads.parallelFor(length, grain, (start, end) -> {
            int[] next = places[start / grain];
            Pieces.forEach("sort", start, end, (first, last) -> move(from, first, last, shift, to, next));
        });
    }

    private static void move(long[] from, int start, int end, int shift, long[] to, int[] places) {
        int mask = places.length - 1;
        for (int i = start; i < end; i++) {
            long value = from[i];
            to[places[(int) ((value ^ Long.MIN_VALUE) >>> shift) & mask]++] = value;
        }
    }
}
