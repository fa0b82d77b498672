package jacobi.ops;

import jacobi.Interruption;
import jacobi.backend.cpu.Pieces;
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
        sorted = false;
        range = array instanceof boolean[] ? 1 : -1;
        if (packed == null) {
            packed = new long[length];
        }
        boolean isWide = array instanceof double[] || array instanceof long[];
        if (isWide && keys == null) {
            keys = new long[length];
        }
        // A line can be the whole tensor.
        Pieces.forEach("sort", length, (from, to) -> load(array, start + from * stride, stride, from, to));
        if (isWide) {
            packWide();
        }
        return this;
    }

    private void load(Object array, int first, int stride, int from, int to) {
        int flip = descending ? -1 : 0;
        switch (array) {
            case float[] a -> {
                for (int i = from, at = first; i < to; i++, at += stride) {
                    packed[i] = (long) (Ordering.key(a[at]) ^ flip) << 32 | i;
                }
            }
            case int[] a -> {
                for (int i = from, at = first; i < to; i++, at += stride) {
                    packed[i] = (long) (a[at] ^ flip) << 32 | i;
                }
            }
            case boolean[] a -> {
                for (int i = from, at = first; i < to; i++, at += stride) {
                    packed[i] = (long) ((a[at] ? 1 : 0) ^ flip) + Integer.MIN_VALUE << 32 | i;
                }
            }
            case double[] a -> {
                for (int i = from, at = first; i < to; i++, at += stride) {
                    keys[i] = Ordering.key(a[at]) ^ flip;
                }
            }
            case long[] a -> {
                for (int i = from, at = first; i < to; i++, at += stride) {
                    keys[i] = a[at] ^ flip;
                }
            }
            default -> throw new AssertionError(array.getClass());
        }
    }

    private void packWide() {
        long[] bounds = {Long.MAX_VALUE, Long.MIN_VALUE};
        Pieces.forEach("sort", length, (from, to) -> {
            long smallest = bounds[0];
            long largest = bounds[1];
            for (int i = from; i < to; i++) {
                long key = keys[i];
                smallest = key < smallest ? key : smallest;
                largest = key > largest ? key : largest;
            }
            bounds[0] = smallest;
            bounds[1] = largest;
        });
        range = bounds[1] - bounds[0];
        wide = length > 0 && (range < 0 || range >= 1L << 32);
        // The smallest key becomes the smallest number of 32 bits.
        long shift = Integer.MIN_VALUE - bounds[0];
        Pieces.forEach("sort", length, (from, to) -> {
            if (wide) {
                for (int i = from; i < to; i++) {
                    packed[i] = keys[i] & UPPER_HALF | i;
                }
            } else {
                for (int i = from; i < to; i++) {
                    packed[i] = keys[i] + shift << 32 | i;
                }
            }
        });
    }

    /** How many are not NaN; in increasing order these come first. */
    int numbers() {
        int[] count = {length};
        if (nan != 0) {
            Pieces.forEach("sort", length, (from, to) -> {
                int found = 0;
                for (int i = from; i < to; i++) {
                    found += (keys == null ? packed[i] >> 32 : keys[i]) == nan ? 1 : 0;
                }
                count[0] -= found;
            });
        }
        return count[0];
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
            if (length > RADIX) {
                if (radix == null) {
                    radix = new RadixSort(length);
                }
                sort(radix);
            } else {
                Arrays.sort(packed);
            }
            if (wide) {
                sortLowerHalves(packed, length);
            }
            sorted = true;
        }
        return this;
    }

    private void sort(RadixSort by) {
        long[] result = by.sort(packed, scratch());
        scratch = result == packed ? scratch : packed;
        packed = result;
    }

    /** Sorts those whose upper halves are equal by the lower ones. */
    private void sortLowerHalves(long[] a, int n) {
        int looked = 0;
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && (a[to] ^ a[from]) >>> 32 == 0) {
                to++;
            }
            if (to - looked > Pieces.LENGTH) {
                Interruption.poll("sort");
                looked = to;
            }
            if (to - from > 1) {
                sortLowerHalves(a, from, to);
            }
            from = to;
        }
    }

    private void sortLowerHalves(long[] a, int from, int to) {
        long upper = a[from] & UPPER_HALF;
        if (to - from > RADIX) {
            long[] part = Arrays.copyOfRange(a, from, to);
            Pieces.forEach("sort", part.length, (start, end) -> packLowerHalves(part, start, end));
            long[] result = new RadixSort(part.length).sort(part, new long[part.length]);
            Pieces.forEach("sort", part.length, (start, end) -> {
                for (int i = start; i < end; i++) {
                    a[from + i] = upper | result[i] & ~UPPER_HALF;
                }
            });
            return;
        }
        packLowerHalves(a, from, to);
        Arrays.sort(a, from, to);
        for (int i = from; i < to; i++) {
            a[i] = upper | a[i] & ~UPPER_HALF;
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
            Pieces.poll("mode", i);
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
        Pieces.forEach("mode", length, (from, to) -> {
            for (int i = from; i < to; i++) {
                often[(int) (packed[i] >> 32) - Integer.MIN_VALUE]++;
            }
        });
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
                long[] those = from;
                Pieces.forEach("sort", count, (start, end) -> packLowerHalves(those, start, end));
                shift = Long.SIZE - DIGIT_BITS;
            }
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
        Pieces.forEach("sort", count, (start, end) -> count(counts, from, start, end, shift));
        int digit = 0;
        for (int before = counts[0]; before <= rank; before += counts[digit]) {
            digit++;
        }
        return digit;
    }

    private static void count(int[] counts, long[] from, int start, int end, int shift) {
        for (int i = start; i < end; i++) {
            counts[digit(from[i], shift)]++;
        }
    }

    private static int keep(long[] from, int count, int shift, int digit, long[] to) {
        int[] kept = {0};
        Pieces.forEach("sort", count, (start, end) -> {
            int place = kept[0];
            for (int i = start; i < end; i++) {
                long value = from[i];
                to[place] = value;
                place += digit(value, shift) == digit ? 1 : 0;
            }
            kept[0] = place;
        });
        return kept[0];
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
        long bound = packed[last];
        int[] kept = {0};
        // The part of the line that has been read makes room for what is kept.
        Pieces.forEach("sort", length, (from, to) -> kept[0] = keepFirst(from, to, last, bound, kept[0]));
        if (k > RADIX) {
            sort(new RadixSort(k));
        } else {
            Arrays.sort(packed, 0, k);
        }
        if (wide) {
            sortLowerHalves(packed, k);
        }
    }

    private int keepFirst(int from, int to, int last, long bound, int at) {
        int kept = at;
        for (int i = from; i < to; i++) {
            long value = packed[i];
            boolean first = keys == null ? value <= bound
                    : keys[i] < keys[last] || keys[i] == keys[last] && i <= last;
            packed[kept] = value;
            kept += first ? 1 : 0;
        }
        return kept;
    }
}
