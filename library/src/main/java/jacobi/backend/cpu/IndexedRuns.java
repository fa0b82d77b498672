package jacobi.backend.cpu;

/**
 * Loops of elements at indices. Index {@code i} of a run points to {@code base + index * stride + i * step}; a step of
 * 1 is that of the last axis, 0 is none.
 */
final class IndexedRuns {
    private IndexedRuns() {
    }

    /** {@return where the first of {@code count} indices is that is not between 0 and {@code length - 1}; else -1} */
    static int firstWrong(long[] index, int from, int count, int length) {
        // The sign of what is too small or too large remains; a loop without a way out becomes vector instructions.
        long signs = 0;
        for (int i = from; i < from + count; i++) {
            signs |= index[i] | length - 1 - index[i];
        }
        for (int i = from; signs < 0 && i < from + count; i++) {
            if (index[i] < 0 || index[i] >= length) {
                return i;
            }
        }
        return -1;
    }

    /** {@code out[from + i] = in[...]}. */
    static void take(Object in, int base, int stride, int step, long[] index, Object out, int from, int count) {
        switch (in) {
            case float[] a -> take(a, base, stride, step, index, (float[]) out, from, count);
            case double[] a -> take(a, base, stride, step, index, (double[]) out, from, count);
            case int[] a -> take(a, base, stride, step, index, (int[]) out, from, count);
            case long[] a -> take(a, base, stride, step, index, (long[]) out, from, count);
            case boolean[] a -> take(a, base, stride, step, index, (boolean[]) out, from, count);
            default -> throw new AssertionError(in);
        }
    }

    /** {@code out[...] += in[from + i]}, in order. */
    static void add(Object in, long[] index, int from, int count, Object out, int base, int stride, int step) {
        switch (in) {
            case float[] a -> add(a, index, from, count, (float[]) out, base, stride, step);
            case double[] a -> add(a, index, from, count, (double[]) out, base, stride, step);
            case int[] a -> add(a, index, from, count, (int[]) out, base, stride, step);
            case long[] a -> add(a, index, from, count, (long[]) out, base, stride, step);
            default -> throw new IllegalArgumentException("adding at an index needs numbers, not bool");
        }
    }

    private static void take(float[] a, int base, int stride, int step, long[] index, float[] b, int from,
                             int count) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[i] = a[base + (int) index[i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[from + i] = a[base + (int) index[from + i] * stride + i * step];
        }
    }

    private static void take(double[] a, int base, int stride, int step, long[] index, double[] b, int from,
                             int count) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[i] = a[base + (int) index[i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[from + i] = a[base + (int) index[from + i] * stride + i * step];
        }
    }

    private static void take(int[] a, int base, int stride, int step, long[] index, int[] b, int from,
                             int count) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[i] = a[base + (int) index[i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[from + i] = a[base + (int) index[from + i] * stride + i * step];
        }
    }

    private static void take(long[] a, int base, int stride, int step, long[] index, long[] b, int from,
                             int count) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[i] = a[base + (int) index[i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[from + i] = a[base + (int) index[from + i] * stride + i * step];
        }
    }

    private static void take(boolean[] a, int base, int stride, int step, long[] index, boolean[] b, int from,
                             int count) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[i] = a[base + (int) index[i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[from + i] = a[base + (int) index[from + i] * stride + i * step];
        }
    }

    private static void add(float[] a, long[] index, int from, int count, float[] b, int base, int stride, int step) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[base + (int) index[i]] += a[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[base + (int) index[from + i] * stride + i * step] += a[from + i];
        }
    }

    private static void add(double[] a, long[] index, int from, int count, double[] b, int base, int stride, int step) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[base + (int) index[i]] += a[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[base + (int) index[from + i] * stride + i * step] += a[from + i];
        }
    }

    private static void add(int[] a, long[] index, int from, int count, int[] b, int base, int stride, int step) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[base + (int) index[i]] += a[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[base + (int) index[from + i] * stride + i * step] += a[from + i];
        }
    }

    private static void add(long[] a, long[] index, int from, int count, long[] b, int base, int stride, int step) {
        if (step == 0 && stride == 1) {
            for (int i = from; i < from + count; i++) {
                b[base + (int) index[i]] += a[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            b[base + (int) index[from + i] * stride + i * step] += a[from + i];
        }
    }
}
