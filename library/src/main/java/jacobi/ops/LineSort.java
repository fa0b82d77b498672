package jacobi.ops;

import jacobi.Interruption;
import java.util.Arrays;

/**
 * One line of numbers that is sorted, or searched for the element of a rank, again and again in the same memory.
 * An element is packed into one long: 32 bits of its key above its position. So all are different, equal keys stay in
 * order, and {@code Arrays.sort} on primitive numbers or {@link RadixSort} do the work. Keys of 64 bits whose range is too wide are
 * packed with their upper halves first; where those are equal, the lower halves decide.
 */
final class LineSort {
    /** Up to this length, sorting is faster than counting digits. */
    private static final int SHORT = 256;
    /** From this length on, sorting by digits is faster than by comparisons. */
    private static final int RADIX = 3000;
    private static final int DIGIT_BITS = 11;
    private static final long UPPER_HALF = -1L << 32;

    final int length;
    private final boolean descending;
    private final long nan;
    private long[] packed;
    private long[] scratch;
    /** The keys of 64 bits, in the order of the line; null for narrow types. */
    private long[] keys;
    private int[] counts;
    private int[] often;
    private RadixSort radix;
    private boolean wide;
    /** The largest of the keys of whole numbers less the smallest one; negative if that is not known, or too much. */
    private long range;
    private boolean sorted;

    /** @param nan the key of NaN, which is the largest; 0 for whole numbers, where no key needs to be looked for */
    LineSort(int length, boolean descending, long nan) {
        this.length = length;
        this.descending = descending;
        this.nan = nan;
    }

    /** {@return zeros, in the same memory each time} */
    int[] often(int values) {
        if (often == null || often.length != values) {
            often = new int[values];
        } else {
            Arrays.fill(often, 0);
        }
        return often;
    }

    /** Takes the elements at {@code start}, {@code start + stride} and so on of an array of numbers. */
    LineSort load(Object array, int start, int stride) {
        Interruption.poll("sort");                      // and below, between passes: a line can be the whole tensor
        sorted = false;
        range = -1;
        if (packed == null) {
            packed = new long[length];
        }
        int flip = descending ? -1 : 0;
        switch (array) {
            case float[] a -> {
                for (int i = 0, at = start; i < length; i++, at += stride) {
                    packed[i] = (long) (Ordering.key(a[at]) ^ flip) << 32 | i;
                }
            }
            case int[] a -> {
                for (int i = 0, at = start; i < length; i++, at += stride) {
                    packed[i] = (long) (a[at] ^ flip) << 32 | i;
                }
            }
            case boolean[] a -> {
                range = 1;
                for (int i = 0, at = start; i < length; i++, at += stride) {
                    packed[i] = (long) ((a[at] ? 1 : 0) ^ flip) + Integer.MIN_VALUE << 32 | i;
                }
            }
            case double[] a -> {
                long[] to = wideKeys();
                for (int i = 0, at = start; i < length; i++, at += stride) {
                    to[i] = Ordering.key(a[at]) ^ flip;
                }
                packWide();
            }
            case long[] a -> {
                long[] to = wideKeys();
                for (int i = 0, at = start; i < length; i++, at += stride) {
                    to[i] = a[at] ^ flip;
                }
                packWide();
            }
            default -> throw new AssertionError(array.getClass());
        }
        return this;
    }

    private long[] wideKeys() {
        if (keys == null) {
            keys = new long[length];
        }
        return keys;
    }

    private void packWide() {
        long smallest = Long.MAX_VALUE;
        long largest = Long.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            long key = keys[i];
            smallest = key < smallest ? key : smallest;
            largest = key > largest ? key : largest;
        }
        range = largest - smallest;
        wide = length > 0 && (range < 0 || range >= 1L << 32);
        if (wide) {
            for (int i = 0; i < length; i++) {
                packed[i] = keys[i] & UPPER_HALF | i;
            }
            return;
        }
        // The smallest key becomes the smallest number of 32 bits.
        long shift = Integer.MIN_VALUE - smallest;
        for (int i = 0; i < length; i++) {
            packed[i] = keys[i] + shift << 32 | i;
        }
    }

    /** How many are not NaN; in increasing order these come first. */
    int numbers() {
        int count = length;
        if (nan != 0) {
            for (int i = 0; i < length; i++) {
                count -= (keys == null ? packed[i] >> 32 : keys[i]) == nan ? 1 : 0;
            }
        }
        return count;
    }

    /** {@return where the element of a rank lies in a line that has been sorted} */
    int sortedAt(int rank) {
        return (int) packed[rank];
    }

    /** {@return whether the element of a rank, in a line that has been sorted, equals the one before it} */
    boolean equalsPrevious(int rank) {
        return keys == null ? (packed[rank] ^ packed[rank - 1]) >>> 32 == 0
                : keys[(int) packed[rank]] == keys[(int) packed[rank - 1]];
    }

    /** {@return whether the element of a rank is NaN, in a line that has been sorted} */
    boolean isNaN(int rank) {
        return nan != 0 && (keys == null ? packed[rank] >> 32 : keys[(int) packed[rank]]) == nan;
    }

    LineSort sort() {
        if (!sorted) {
            Interruption.poll("sort");
            if (length > RADIX) {
                if (radix == null) {
                    radix = new RadixSort(length);
                }
                long[] result = radix.sort(packed, scratch());
                scratch = result == packed ? scratch : packed;
                packed = result;
            } else {
                Arrays.sort(packed);
            }
            if (wide) {
                Interruption.poll("sort");
                sortLowerHalves(packed, length);
            }
            Interruption.poll("sort");
            sorted = true;
        }
        return this;
    }

    /** Sorts those whose upper halves are equal by the lower ones. */
    private void sortLowerHalves(long[] a, int n) {
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && (a[to] ^ a[from]) >>> 32 == 0) {
                to++;
            }
            if (to - from > 1) {
                long upper = a[from] & UPPER_HALF;
                packLowerHalves(a, from, to);
                Arrays.sort(a, from, to);
                for (int i = from; i < to; i++) {
                    a[i] = upper | a[i] & ~UPPER_HALF;
                }
            }
            from = to;
        }
    }

    private void packLowerHalves(long[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            int position = (int) a[i];
            a[i] = (long) ((int) keys[position] ^ Integer.MIN_VALUE) << 32 | position;
        }
    }

    private long[] scratch() {
        if (scratch == null) {
            scratch = new long[length];
        }
        return scratch;
    }

    /** {@return where the most frequent element lies, the smallest one of several: its last place} */
    int mostFrequent() {
        if (!wide && range >= 0 && range < 2L * length) {
            return mostFrequent((int) range + 1);
        }
        sort();
        int place = 0;
        int longest = 0;
        int run = 0;
        for (int i = 0; i < length; i++) {
            run = i > 0 && equalsPrevious(i) ? run + 1 : 1;
            if (run > longest) {
                longest = run;
                place = sortedAt(i);
            }
        }
        return place;
    }

    /** The same, by counting, for keys of a narrow range from the smallest number of 32 bits on. */
    private int mostFrequent(int values) {
        int[] often = new int[values];
        for (long value : packed) {
            often[(int) (value >> 32) - Integer.MIN_VALUE]++;
        }
        int most = 0;
        for (int i = 1; i < values; i++) {
            most = often[i] > often[most] ? i : most;
        }
        int place = length - 1;
        while ((int) (packed[place] >> 32) - Integer.MIN_VALUE != most) {
            place--;
        }
        return place;
    }

    /**
     * {@return where the element of a rank lies} Digit by digit from the highest one: counts them, and goes on with the
     * elements that share the digit looked for.
     */
    int select(int rank) {
        if (length <= SHORT) {
            sort();
        }
        if (sorted) {
            return sortedAt(rank);
        }
        long[] from = packed;
        int count = length;
        boolean upper = wide;
        for (int shift = Long.SIZE - DIGIT_BITS; count > SHORT; shift -= DIGIT_BITS) {
            if (shift < Integer.SIZE - DIGIT_BITS) {
                if (!upper) {
                    return (int) from[rank];
                }
                upper = false;
                packLowerHalves(from, 0, count);
                shift = Long.SIZE - DIGIT_BITS;
            }
            Interruption.poll("sort");
            int digit = digitOf(rank, from, count, shift);
            long[] kept = scratch();
            int before = 0;
            for (int d = 0; d < digit; d++) {
                before += counts[d];
            }
            rank -= before;
            count = keep(from, count, shift, digit, kept);
            from = kept;
        }
        Arrays.sort(from, 0, count);
        if (upper) {
            sortLowerHalves(from, count);
        }
        return (int) from[rank];
    }

    private static int digit(long value, int shift) {
        return (int) ((value ^ Long.MIN_VALUE) >>> shift) & (1 << DIGIT_BITS) - 1;
    }

    private int digitOf(int rank, long[] from, int count, int shift) {
        if (counts == null) {
            counts = new int[1 << DIGIT_BITS];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) {
            counts[digit(from[i], shift)]++;
        }
        int digit = 0;
        for (int before = counts[0]; before <= rank; before += counts[digit]) {
            digit++;
        }
        return digit;
    }

    private static int keep(long[] from, int count, int shift, int digit, long[] to) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long value = from[i];
            to[kept] = value;
            kept += digit(value, shift) == digit ? 1 : 0;
        }
        return kept;
    }

    /** Sorts the first {@code k} elements in order to the front; {@link #sortedAt} tells where they were. */
    void sortFirst(int k) {
        if (k == 0 || sorted) {
            return;
        }
        if (length <= SHORT || k > length / 8) {
            sort();
            return;
        }
        int last = select(k - 1);
        Interruption.poll("sort");
        long bound = packed[last];
        int kept = 0;
        // The part of the line that has been read makes room for what is kept.
        for (int i = 0; i < length; i++) {
            long value = packed[i];
            boolean first = keys == null ? value <= bound
                    : keys[i] < keys[last] || keys[i] == keys[last] && i <= last;
            packed[kept] = value;
            kept += first ? 1 : 0;
        }
        Arrays.sort(packed, 0, k);
        if (wide) {
            sortLowerHalves(packed, k);
        }
    }
}
