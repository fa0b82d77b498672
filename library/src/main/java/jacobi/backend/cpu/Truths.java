package jacobi.backend.cpu;

import java.util.Arrays;

/** Whether some of an array's bools are true, and how many. */
final class Truths {
    private static final boolean[] ALL_FALSE = new boolean[1024];
    private static final boolean[] ALL_TRUE = new boolean[ALL_FALSE.length];

    static {
        Arrays.fill(ALL_TRUE, true);
    }

    private Truths() {
    }

    static boolean any(boolean[] a, int from, int count) {
        return !equal(a, from, count, ALL_FALSE);
    }

    static boolean all(boolean[] a, int from, int count) {
        return equal(a, from, count, ALL_TRUE);
    }

    /** The comparison of arrays looks at many bools at a time, which a loop that ends at the first one cannot. */
    private static boolean equal(boolean[] a, int from, int count, boolean[] pattern) {
        int end = from + count;
        for (int at = from; at < end; at += pattern.length) {
            int some = Math.min(pattern.length, end - at);
            if (!Arrays.equals(a, at, at + some, pattern, 0, some)) {
                return false;
            }
        }
        return true;
    }

    static int count(boolean[] a, int from, int count) {
        int trues = 0;
        for (int i = from; i < from + count; i++) {
            trues += a[i] ? 1 : 0;
        }
        return trues;
    }
}
