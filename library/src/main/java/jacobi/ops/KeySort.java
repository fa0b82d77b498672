package jacobi.ops;

/**
 * Sorts one line of keys and says where they came from, again and again in the same memory. Stable. Short lines are
 * sorted by insertion, long ones byte by byte (least significant first), where bytes that all keys share cost nothing.
 */
final class KeySort {
    private static final int SHORT = 48;
    private static final int BYTES = Long.BYTES;

    /** The positions before sorting, in order of their keys. */
    int[] order;
    /** The keys, in order once sorted. */
    long[] keys;
    private int[] otherOrder;
    private long[] otherKeys;
    private final int[][] counts = new int[BYTES][256];
    private final Long nan;

    /** @param nan the key of NaN; null if there is none */
    KeySort(int length, Long nan) {
        order = new int[length];
        keys = new long[length];
        otherOrder = new int[length];
        otherKeys = new long[length];
        this.nan = nan;
        java.util.Arrays.setAll(order, i -> i);
    }

    void load(long[] from, int start, int stride, boolean descending) {
        for (int i = 0; i < keys.length; i++) {
            long key = from[start + i * stride];
            keys[i] = descending ? ~key : key;
            order[i] = i;
        }
    }

    /** Replaces the keys, and keeps the order of the elements that have been sorted before. */
    void reload(long[] from, int start, int stride) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = from[start + order[i] * stride];
        }
    }

    /** How many are not NaN; in ascending order these come first. */
    int numbers() {
        int count = keys.length;
        while (nan != null && count > 0 && keys[count - 1] == nan) {
            count--;
        }
        return count;
    }

    void sort() {
        if (keys.length <= SHORT) {
            insert();
        } else {
            byBytes();
        }
    }

    private void insert() {
        for (int i = 1; i < keys.length; i++) {
            long key = keys[i];
            int from = order[i];
            int to = i;
            for (; to > 0 && keys[to - 1] > key; to--) {
                keys[to] = keys[to - 1];
                order[to] = order[to - 1];
            }
            keys[to] = key;
            order[to] = from;
        }
    }

    private void byBytes() {
        for (int[] count : counts) {
            java.util.Arrays.fill(count, 0);
        }
        for (long key : keys) {
            for (int b = 0; b < BYTES; b++) {
                counts[b][digit(key, b)]++;
            }
        }
        for (int b = 0; b < BYTES; b++) {
            int[] next = counts[b];
            if (next[digit(keys[0], b)] == keys.length) {
                continue;
            }
            int sum = 0;
            for (int d = 0; d < 256; d++) {
                int count = next[d];
                next[d] = sum;
                sum += count;
            }
            for (int i = 0; i < keys.length; i++) {
                int to = next[digit(keys[i], b)]++;
                otherKeys[to] = keys[i];
                otherOrder[to] = order[i];
            }
            long[] sortedKeys = otherKeys;
            otherKeys = keys;
            keys = sortedKeys;
            int[] sortedOrder = otherOrder;
            otherOrder = order;
            order = sortedOrder;
        }
    }

    /** A byte of a key; the highest one turned so that negative keys come first. */
    private static int digit(long key, int b) {
        int digit = (int) (key >>> 8 * b) & 0xFF;
        return b == BYTES - 1 ? digit ^ 0x80 : digit;
    }
}
