package jacobi.ops;

/** The few first elements of a line in order, kept while the line goes by; the earlier one of equals comes first. */
final class TopList {
    private final boolean descending;
    private final long[] keys;
    private final int[] positions;
    private int count;

    /** @param k how many, at least 1 */
    TopList(int k, boolean descending) {
        this.descending = descending;
        keys = new long[k];
        positions = new int[k];
    }

    /** {@return where the element of a rank lies} */
    int at(int rank) {
        return positions[rank];
    }

    private boolean isFull() {
        return count == keys.length;
    }

    private void offer(long key, int position) {
        long own = descending ? ~key : key;
        int to = count;
        if (isFull()) {
            if (own >= keys[--to]) {
                return;
            }
        } else {
            count++;
        }
        for (; to > 0 && keys[to - 1] > own; to--) {
            keys[to] = keys[to - 1];
            positions[to] = positions[to - 1];
        }
        keys[to] = own;
        positions[to] = position;
    }

    /** Takes what another list has of a later part of the line. */
    void addAll(TopList later) {
        for (int i = 0; i < later.count; i++) {
            offer(later.descending ? ~later.keys[i] : later.keys[i], later.positions[i]);
        }
    }

    /** Takes the elements {@code from} to {@code to - 1} of the line at {@code start}, {@code start + stride}, ... */
    void addAll(Object array, int start, int stride, int from, int to) {
        switch (array) {
            case float[] a -> floats(a, start, stride, from, to);
            case double[] a -> doubles(a, start, stride, from, to);
            case int[] a -> {
                for (int i = from; i < to; i++) {
                    offer(a[start + i * stride], i);
                }
            }
            case long[] a -> {
                for (int i = from; i < to; i++) {
                    offer(a[start + i * stride], i);
                }
            }
            case boolean[] a -> {
                for (int i = from; i < to; i++) {
                    offer(a[start + i * stride] ? 1 : 0, i);
                }
            }
            default -> throw new AssertionError(array.getClass());
        }
    }

    // Most elements are worse than the last of the list, which one comparison of numbers says. NaN is not compared.

    private void floats(float[] a, int start, int stride, int from, int to) {
        int i = from;
        for (; i < to && !isFull(); i++) {
            offer(Ordering.key(a[start + i * stride]), i);
        }
        while (i < to) {
            float last = a[start + positions[count - 1] * stride];
            if (descending) {
                while (i < to && a[start + i * stride] <= last) {
                    i++;
                }
            } else {
                while (i < to && a[start + i * stride] >= last) {
                    i++;
                }
            }
            if (i < to) {
                offer(Ordering.key(a[start + i * stride]), i);
                i++;
            }
        }
    }

    private void doubles(double[] a, int start, int stride, int from, int to) {
        int i = from;
        for (; i < to && !isFull(); i++) {
            offer(Ordering.key(a[start + i * stride]), i);
        }
        while (i < to) {
            double last = a[start + positions[count - 1] * stride];
            if (descending) {
                while (i < to && a[start + i * stride] <= last) {
                    i++;
                }
            } else {
                while (i < to && a[start + i * stride] >= last) {
                    i++;
                }
            }
            if (i < to) {
                offer(Ordering.key(a[start + i * stride]), i);
                i++;
            }
        }
    }
}
