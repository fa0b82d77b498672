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
        boolean squares = in instanceof float[] && isSquares() && (reduction == Reduction.MAX || reduction == Reduction.SUM);
        int rows = windows[0].count() * windows[1].count();
        for (int row = first, y = 0, z = 0, base = 0; row < last; row++, y++) {
            if (row == first || y == windows[1].count()) {
                y = row % windows[1].count();
                z = row / windows[1].count() % windows[0].count();
                base = offset + row / rows * size;
            }
            if (squares) {
                int here = Math.min(last - row, windows[1].count() - y);
                int top = base + (windows[0].from()[z] * height + windows[1].from()[y]) * width + columns.from()[0];
                squares((float[]) in, top, (float[]) out, row * results.length, here);
                row += here - 1;
                y += here - 1;
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

    /** Whether the windows are two by two and side by side, the most frequent ones: no row is worth a loop of its own. */
    private boolean isSquares() {
        for (int z = 0; z < windows[0].count(); z++) {
            if (windows[0].length(z) != 1) {
                return false;
            }
        }
        return isPairsSideBySide(windows[1]) && isPairsSideBySide(columns);
    }

    private static boolean isPairsSideBySide(Ranges axis) {
        for (int i = 0; i < axis.count(); i++) {
            if (axis.length(i) != 2 || axis.from()[i] != axis.from()[0] + 2 * i) {
                return false;
            }
        }
        return axis.step() == 1;
    }

    /** Some rows of such windows, from the place of the first one on. */
    private void squares(float[] a, int top, float[] out, int to, int rows) {
        if (reduction == Reduction.MAX) {
            largestOfFour(a, top, width, out, to, rows, columns.count());
        } else {
            sumOfFour(a, top, width, out, to, rows, columns.count());
        }
    }

    private static void largestOfFour(float[] a, int top, int width, float[] out, int to, int rows, int count) {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < count; x++) {
                int at = top + 2 * y * width + 2 * x;
                out[to + y * count + x] = Math.max(Math.max(a[at], a[at + 1]), Math.max(a[at + width], a[at + width + 1]));
            }
        }
    }

    private static void sumOfFour(float[] a, int top, int width, float[] out, int to, int rows, int count) {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < count; x++) {
                int at = top + 2 * y * width + 2 * x;
                out[to + y * count + x] = (float) (((double) a[at] + a[at + 1]) + ((double) a[at + width] + a[at + width + 1]));
            }
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
