package jacobi.ops;

import jacobi.backend.cpu.Pieces;

/** Chooses the most frequent element of a line: small whole numbers are counted where they are, others sorted. */
record MostFrequent() implements Ordering.Choice {
    /** How many numbers are counted at most. */
    private static final int MOST = 1 << 16;

    @Override
    public void of(LineSort line, long[] chosen) {
        chosen[0] = line.mostFrequent();
    }

    @Override
    public int atOnce(LineSort line, Object array, int start, int stride) {
        return array instanceof long[] a ? counted(a, start, stride, line.length, line) : -1;
    }

    /** Counts by the lowest bits, and looks afterwards whether there were others. */
    private static int counted(long[] a, int start, int stride, int length, LineSort line) {
        int[] often = line.often(Math.min(MOST, Integer.highestOneBit(2 * length)));
        int mask = often.length - 1;
        long[] seen = {0};
        Pieces.forEach("mode", length, (from, to) -> seen[0] |= stride == 1 ? count(a, start + from, start + to, often, mask)
                : count(a, start + from * stride, stride, to - from, often, mask));
        long all = seen[0];
        if (all < 0 || all > mask) {
            return -1;
        }
        int most = 0;
        for (int value = 1; value <= (int) all; value++) {
            most = often[value] > often[most] ? value : most;
        }
        int place = length - 1;
        while (a[start + place * stride] != most) {
            place--;
        }
        return place;
    }

    private static long count(long[] a, int from, int to, int[] often, int mask) {
        long all = 0;
        for (int i = from; i < to; i++) {
            all |= a[i];
            often[(int) a[i] & mask]++;
        }
        return all;
    }

    private static long count(long[] a, int start, int stride, int length, int[] often, int mask) {
        long all = 0;
        for (int i = 0, at = start; i < length; i++, at += stride) {
            all |= a[at];
            often[(int) a[at] & mask]++;
        }
        return all;
    }
}
