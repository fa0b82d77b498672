package jacobi.backend.cpu;

/**
 * Copies between arrays of one type, of which each has its own distance between neighbours: rows of some columns.
 * Shapes that come often have loops with constant steps, which the JIT compiler can free of bounds checks.
 */
final class StridedCopies {
    /** Columns from which on a row is copied as a whole. */
    private static final int WIDE = 32;
    /** Neighbours from which on a call that copies them takes less time than a loop. */
    private static final int SOME = 5;
    /** Rows and columns of a tile, where rows of the source are columns of the target. */
    static final int TILE_ROWS = 16;
    private static final int TILE_COLUMNS = 64;
    /** Columns below which a tile is copied column by column. */
    private static final int FEW = 8;

    private StridedCopies() {
    }

    /** Where the elements of one side lie. */
    record Side(Object array, int at, int row, int step) {
    }

    static void copy(Side from, Side to, int rows, int columns) {
        boolean neighbours = to.step == 1 && from.step == 1;
        if (columns >= WIDE && (neighbours || to.step == 1 && from.step == 0)) {
            for (int i = 0; i < rows; i++) {
                HeapArrays.copy(from.array, from.at + i * from.row, from.step, to.array, to.at + i * to.row, 1,
                        columns);
            }
        } else if (rows > 1 && columns > 1 && !neighbours && Math.abs(from.row) <= Math.abs(from.step)
                && Math.abs(to.step) <= Math.abs(to.row)) {
            tiles(from, to, rows, columns);
        } else {
            lines(from.array, from.at, from.row, from.step, to.array, to.at, to.row, to.step, rows, columns);
        }
    }

    /** The rows of one side are the columns of the other: a tile of both stays in the cache. */
    private static void tiles(Side from, Side to, int rows, int columns) {
        for (int i = 0; i < rows; i += TILE_ROWS) {
            int height = Math.min(TILE_ROWS, rows - i);
            for (int j = 0; j < columns; j += TILE_COLUMNS) {
                int width = Math.min(TILE_COLUMNS, columns - j);
                int source = from.at + i * from.row + j * from.step;
                int target = to.at + i * to.row + j * to.step;
                if (columns < FEW) {
                    lines(from.array, source, from.step, from.row, to.array, target, to.step, to.row, width, height);
                } else {
                    lines(from.array, source, from.row, from.step, to.array, target, to.row, to.step, height, width);
                }
            }
        }
    }

    /** Row by row. */
    static void lines(Object source, int from, int fromRow, int fromStep, Object target, int to, int toRow,
                              int toStep, int rows, int columns) {
        switch (source) {
            case float[] a -> lines(a, from, fromRow, fromStep, (float[]) target, to, toRow, toStep, rows, columns);
            case double[] a -> lines(a, from, fromRow, fromStep, (double[]) target, to, toRow, toStep, rows, columns);
            case int[] a -> lines(a, from, fromRow, fromStep, (int[]) target, to, toRow, toStep, rows, columns);
            case long[] a -> lines(a, from, fromRow, fromStep, (long[]) target, to, toRow, toStep, rows, columns);
            case boolean[] a -> lines(a, from, fromRow, fromStep, (boolean[]) target, to, toRow, toStep, rows, columns);
            default -> throw new AssertionError(source);
        }
    }

    private static void lines(float[] a, int from, int fromRow, int fromStep, float[] b, int to, int toRow,
                              int toStep, int rows, int columns) {
        for (int i = 0; i < rows; i++, from += fromRow, to += toRow) {
            if (toStep == 1 && fromStep == 1 && columns >= SOME) {
                System.arraycopy(a, from, b, to, columns);
            } else if (toStep == 1 && fromStep == 1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + j];
                }
            } else if (toStep == 1 && fromStep == 2) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + 2 * j];
                }
            } else if (toStep == 1 && fromStep == -1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from - j];
                }
            } else if (toStep == 1) {
                collect(a, from, fromStep, b, to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    b[to + j * toStep] = a[from + j * fromStep];
                }
            }
        }
    }

    /** Four at a time: none waits for the bounds check of another. */
    private static void collect(float[] a, int from, int fromStep, float[] b, int to, int count) {
        int j = 0;
        for (; j + 4 <= count; j += 4, from += 4 * fromStep) {
            float first = a[from], second = a[from + fromStep];
            float third = a[from + 2 * fromStep], fourth = a[from + 3 * fromStep];
            b[to + j] = first;
            b[to + j + 1] = second;
            b[to + j + 2] = third;
            b[to + j + 3] = fourth;
        }
        for (; j < count; j++, from += fromStep) {
            b[to + j] = a[from];
        }
    }

    private static void lines(double[] a, int from, int fromRow, int fromStep, double[] b, int to, int toRow,
                              int toStep, int rows, int columns) {
        for (int i = 0; i < rows; i++, from += fromRow, to += toRow) {
            if (toStep == 1 && fromStep == 1 && columns >= SOME) {
                System.arraycopy(a, from, b, to, columns);
            } else if (toStep == 1 && fromStep == 1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + j];
                }
            } else if (toStep == 1 && fromStep == 2) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + 2 * j];
                }
            } else if (toStep == 1 && fromStep == -1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from - j];
                }
            } else if (toStep == 1) {
                collect(a, from, fromStep, b, to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    b[to + j * toStep] = a[from + j * fromStep];
                }
            }
        }
    }

    /** Four at a time: none waits for the bounds check of another. */
    private static void collect(double[] a, int from, int fromStep, double[] b, int to, int count) {
        int j = 0;
        for (; j + 4 <= count; j += 4, from += 4 * fromStep) {
            double first = a[from], second = a[from + fromStep];
            double third = a[from + 2 * fromStep], fourth = a[from + 3 * fromStep];
            b[to + j] = first;
            b[to + j + 1] = second;
            b[to + j + 2] = third;
            b[to + j + 3] = fourth;
        }
        for (; j < count; j++, from += fromStep) {
            b[to + j] = a[from];
        }
    }

    private static void lines(int[] a, int from, int fromRow, int fromStep, int[] b, int to, int toRow,
                              int toStep, int rows, int columns) {
        for (int i = 0; i < rows; i++, from += fromRow, to += toRow) {
            if (toStep == 1 && fromStep == 1 && columns >= SOME) {
                System.arraycopy(a, from, b, to, columns);
            } else if (toStep == 1 && fromStep == 1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + j];
                }
            } else if (toStep == 1 && fromStep == 2) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + 2 * j];
                }
            } else if (toStep == 1 && fromStep == -1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from - j];
                }
            } else if (toStep == 1) {
                collect(a, from, fromStep, b, to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    b[to + j * toStep] = a[from + j * fromStep];
                }
            }
        }
    }

    /** Four at a time: none waits for the bounds check of another. */
    private static void collect(int[] a, int from, int fromStep, int[] b, int to, int count) {
        int j = 0;
        for (; j + 4 <= count; j += 4, from += 4 * fromStep) {
            int first = a[from], second = a[from + fromStep];
            int third = a[from + 2 * fromStep], fourth = a[from + 3 * fromStep];
            b[to + j] = first;
            b[to + j + 1] = second;
            b[to + j + 2] = third;
            b[to + j + 3] = fourth;
        }
        for (; j < count; j++, from += fromStep) {
            b[to + j] = a[from];
        }
    }

    private static void lines(long[] a, int from, int fromRow, int fromStep, long[] b, int to, int toRow,
                              int toStep, int rows, int columns) {
        for (int i = 0; i < rows; i++, from += fromRow, to += toRow) {
            if (toStep == 1 && fromStep == 1 && columns >= SOME) {
                System.arraycopy(a, from, b, to, columns);
            } else if (toStep == 1 && fromStep == 1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + j];
                }
            } else if (toStep == 1 && fromStep == 2) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + 2 * j];
                }
            } else if (toStep == 1 && fromStep == -1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from - j];
                }
            } else if (toStep == 1) {
                collect(a, from, fromStep, b, to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    b[to + j * toStep] = a[from + j * fromStep];
                }
            }
        }
    }

    /** Four at a time: none waits for the bounds check of another. */
    private static void collect(long[] a, int from, int fromStep, long[] b, int to, int count) {
        int j = 0;
        for (; j + 4 <= count; j += 4, from += 4 * fromStep) {
            long first = a[from], second = a[from + fromStep];
            long third = a[from + 2 * fromStep], fourth = a[from + 3 * fromStep];
            b[to + j] = first;
            b[to + j + 1] = second;
            b[to + j + 2] = third;
            b[to + j + 3] = fourth;
        }
        for (; j < count; j++, from += fromStep) {
            b[to + j] = a[from];
        }
    }

    private static void lines(boolean[] a, int from, int fromRow, int fromStep, boolean[] b, int to, int toRow,
                              int toStep, int rows, int columns) {
        for (int i = 0; i < rows; i++, from += fromRow, to += toRow) {
            if (toStep == 1 && fromStep == 1 && columns >= SOME) {
                System.arraycopy(a, from, b, to, columns);
            } else if (toStep == 1 && fromStep == 1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + j];
                }
            } else if (toStep == 1 && fromStep == 2) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from + 2 * j];
                }
            } else if (toStep == 1 && fromStep == -1) {
                for (int j = 0; j < columns; j++) {
                    b[to + j] = a[from - j];
                }
            } else if (toStep == 1) {
                collect(a, from, fromStep, b, to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    b[to + j * toStep] = a[from + j * fromStep];
                }
            }
        }
    }

    /** Four at a time: none waits for the bounds check of another. */
    private static void collect(boolean[] a, int from, int fromStep, boolean[] b, int to, int count) {
        int j = 0;
        for (; j + 4 <= count; j += 4, from += 4 * fromStep) {
            boolean first = a[from], second = a[from + fromStep];
            boolean third = a[from + 2 * fromStep], fourth = a[from + 3 * fromStep];
            b[to + j] = first;
            b[to + j + 1] = second;
            b[to + j + 2] = third;
            b[to + j + 3] = fourth;
        }
        for (; j < count; j++, from += fromStep) {
            b[to + j] = a[from];
        }
    }
}
