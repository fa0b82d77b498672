package jacobi.backend.cpu;

import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import jacobi.backend.Reduction;

/**
 * Windows of floats combined: first rows with rows, in double, which the JIT compiler turns into vector instructions,
 * then what each window sees of that one row.
 */
final class WindowReductions {
    /** Elements worth a piece of work for another thread. */
    private static final int GRAIN = 1 << 15;

    private final Reduction reduction;
    private final Ranges[] windows;
    /** The windows along the last axis, and those of them between the first and the last that are equally long. */
    private final Ranges columns;
    private final int length;
    private final int regularFrom;
    private final int regularTo;
    private final int width;
    private final int height;

    /** Three axes; {@code plane} are their lengths. */
    private WindowReductions(Reduction reduction, Ranges[] windows, int[] plane) {
        this.reduction = reduction;
        this.windows = windows;
        columns = windows[2];
        height = plane[1];
        width = plane[2];
        int middle = columns.count() / 2;
        length = columns.length(middle);
        int from = middle, to = middle + 1;
        while (from > 0 && columns.length(from - 1) == length) {
            from--;
        }
        while (to < columns.count() && columns.length(to) == length) {
            to++;
        }
        regularFrom = from;
        regularTo = to;
    }

    /** {@code count} windows, in row-major order. */
    static void run(Reduction reduction, NDArray in, Ranges[] windows, Object out, int count) {
        if (count == 0) {
            return;
        }
        Ranges[] three = {WHOLE, WHOLE, WHOLE};
        System.arraycopy(windows, 0, three, 3 - windows.length, windows.length);
        int[] plane = {1, 1, 1};
        System.arraycopy(in.shape().dims(), in.shape().rank() - windows.length, plane, 3 - windows.length, windows.length);
        NDArray source = in.isContiguous() ? in : in.flattened();
        WindowReductions work = new WindowReductions(reduction, three, plane);
        int size = plane[0] * plane[1] * plane[2];
        int rows = three[0].count() * three[1].count();
        int each = Math.max(size, rows * three[2].count());
        Object array = CpuBackend.array(source);
        int planes = count / (rows * three[2].count());
        Threads.parallelFor(planes * rows, Math.max(1, GRAIN / Math.max(1, each / rows)),
                (first, last) -> work.rows(array, source.offset(), size, out, first, last));
    }

    /** One window of one element: an axis that is not there. */
    private static final Ranges WHOLE = new Ranges(new int[] {0}, new int[] {1}, 1);

    /** Rows of windows, of all planes. */
    private void rows(Object in, int offset, int size, Object out, int first, int last) {
        DoubleFolds folds = DoubleFolds.INSTANCE;
        double[] totals = new double[width];
        double[] scratch = new double[in instanceof double[] ? width : 0];
        double[] results = new double[columns.count()];
        boolean squares = in instanceof float[] && isPairsSideBySide()
                && (reduction == Reduction.MAX || reduction == Reduction.SUM);
        int[] seen = seenRows();
        for (int row = first, y = 0, z = 0, base = 0; row < last; row++, y++) {
            if (row == first || y == windows[1].count()) {
                y = row % windows[1].count();
                z = row / windows[1].count() % windows[0].count();
                base = offset + row / seen.length * size;
            }
            if (squares && seen[z * windows[1].count() + y] == 2) {
                squares((float[]) in, base, z, y, (float[]) out, row * results.length);
                continue;
            }
            boolean empty = true;
            for (int i = windows[0].from()[z]; i < windows[0].to()[z]; i += windows[0].step()) {
                for (int j = windows[1].from()[y]; j < windows[1].to()[y]; j += windows[1].step()) {
                    int from = base + (i * height + j) * width;
                    if (empty) {
                        folds.read(in, from, totals, width);
                        empty = false;
                    } else {
                        folds.foldRow(reduction, totals, in, from, width, scratch);
                    }
                }
            }
            if (empty) {
                folds.clear(reduction, totals, width);
            }
            columns(totals, results, 0, regularFrom);
            switch (length) {
                case 1 -> ones(totals, results);
                case 2 -> pairs(totals, results);
                case 3 -> triples(totals, results);
                default -> columns(totals, results, regularFrom, regularTo);
            }
            columns(totals, results, regularTo, results.length);
            folds.write(results, out, row * results.length, results.length);
        }
    }

    private boolean isPairsSideBySide() {
        for (int x = 0; x < columns.count(); x++) {
            if (columns.length(x) != 2 || columns.from()[x] != columns.from()[0] + 2 * x) {
                return false;
            }
        }
        return columns.step() == 1;
    }

    /** How many rows the windows of each row see, for all of one plane. */
    private int[] seenRows() {
        int[] seen = new int[windows[0].count() * windows[1].count()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = windows[0].length(i / windows[1].count()) * windows[1].length(i % windows[1].count());
        }
        return seen;
    }

    /** Windows of two by two side by side, the most frequent ones: no row is worth a loop of its own. */
    private void squares(float[] a, int base, int z, int y, float[] out, int to) {
        int plane = windows[0].from()[z];
        int line = windows[1].from()[y];
        int top = base + (plane * height + line) * width + columns.from()[0];
        boolean deep = windows[1].to()[y] - line <= windows[1].step();
        int bottom = top + (deep ? windows[0].step() * height : windows[1].step()) * width;
        if (reduction == Reduction.MAX) {
            largestOfFour(a, top, bottom, out, to, columns.count());
        } else {
            sumOfFour(a, top, bottom, out, to, columns.count());
        }
    }

    private static void largestOfFour(float[] a, int top, int bottom, float[] out, int to, int count) {
        for (int x = 0; x < count; x++) {
            out[to + x] = Math.max(Math.max(a[top + 2 * x], a[top + 2 * x + 1]),
                    Math.max(a[bottom + 2 * x], a[bottom + 2 * x + 1]));
        }
    }

    private static void sumOfFour(float[] a, int top, int bottom, float[] out, int to, int count) {
        for (int x = 0; x < count; x++) {
            out[to + x] = (float) (((double) a[top + 2 * x] + a[top + 2 * x + 1])
                    + ((double) a[bottom + 2 * x] + a[bottom + 2 * x + 1]));
        }
    }

    private void ones(double[] a, double[] out) {
        int[] from = columns.from();
        for (int x = regularFrom; x < regularTo; x++) {
            out[x] = a[from[x]];
        }
    }

    private void pairs(double[] a, double[] out) {
        int[] from = columns.from();
        int step = columns.step();
        switch (reduction) {
            case MAX -> {
                for (int x = regularFrom; x < regularTo; x++) {
                    out[x] = Math.max(a[from[x]], a[from[x] + step]);
                }
            }
            case SUM -> {
                for (int x = regularFrom; x < regularTo; x++) {
                    out[x] = a[from[x]] + a[from[x] + step];
                }
            }
            default -> columns(a, out, regularFrom, regularTo);
        }
    }

    private void triples(double[] a, double[] out) {
        int[] from = columns.from();
        int step = columns.step();
        switch (reduction) {
            case MAX -> {
                for (int x = regularFrom; x < regularTo; x++) {
                    int at = from[x];
                    out[x] = Math.max(Math.max(a[at], a[at + step]), a[at + 2 * step]);
                }
            }
            case SUM -> {
                for (int x = regularFrom; x < regularTo; x++) {
                    int at = from[x];
                    out[x] = a[at] + a[at + step] + a[at + 2 * step];
                }
            }
            default -> columns(a, out, regularFrom, regularTo);
        }
    }

    private void columns(double[] a, double[] out, int first, int end) {
        for (int x = first; x < end; x++) {
            out[x] = reduction.identity();
            DoubleFolds.INSTANCE.fold(reduction, a, columns.from()[x], columns.step(), columns.length(x), out, x);
        }
    }
}
