package jacobi.backend.cpu;

import jacobi.backend.Reduction;

/**
 * Reductions of a row-major array seen as {@code [outer, length, inner]} along the middle axis. Floats are combined
 * in double, integers in long. The work is cut into blocks of a fixed size whose partial results are combined in
 * order, so that the result is the same for any number of threads.
 */
final class Reductions {
    /** Elements in a block. */
    private static final int BLOCK = 1 << 18;
    /** Elements converted at a time. */
    private static final int CHUNK = 1024;
    /** Numbers into which a line is combined before those are. */
    private static final int LANES = 128;
    /** Columns of a block, where rows are combined with rows. */
    private static final int TILE = 1024;
    /** Columns from which on that is faster than to go down each of them. */
    private static final int WIDE = 8;

    /** Elements of lines that are so short that several of them are converted together. */
    private static final int SHORT = 256;

    private Reductions() {
    }

    static void reduce(Reduction reduction, Object in, int outer, int length, int inner, Object out) {
        new Work<>(Folds.of(in), reduction, in, outer, length, inner).run(out);
    }

    /** One reduction. A block is some rows of one tile of columns. */
    private static final class Work<A> {
        private final Folds<A> folds;
        private final Reduction reduction;
        private final Object in;
        private final int outer;
        private final int length;
        private final int inner;
        private final int tile;
        private final int tiles;
        private final int rows;
        private final int blocks;

        Work(Folds<A> folds, Reduction reduction, Object in, int outer, int length, int inner) {
            this.folds = folds;
            this.reduction = reduction;
            this.in = in;
            this.outer = outer;
            this.length = length;
            this.inner = inner;
            tile = Math.min(inner, TILE);
            tiles = Math.ceilDiv(inner, tile);
            rows = Math.max(1, Math.min(length, BLOCK / tile));
            blocks = Math.max(1, Math.ceilDiv(length, rows));
        }

        void run(Object out) {
            int grain = Math.max(1, BLOCK / (rows * tile));
            if (inner < WIDE && length * inner <= SHORT) {
                Threads.parallelFor(outer, grain, (from, to) -> lines(from, to, out));
            } else if (blocks == 1) {
                Threads.parallelFor(outer * tiles, grain, (from, to) -> blocks(from, to, out));
            } else {
                A partial = folds.allocate(outer * blocks * inner);
                Threads.parallelFor(outer * blocks * tiles, 1, (from, to) -> blocks(from, to, partial));
                new Work<>(folds, reduction, partial, outer, blocks, inner).run(out);
            }
        }

        /** Short lines, several in a chunk. */
        private void lines(int first, int last, Object out) {
            int size = length * inner;
            int together = Math.min(last - first, CHUNK / Math.max(size, 1));
            A chunk = folds.allocate(together * size);
            A totals = folds.allocate(together * inner);
            for (int line = first; line < last; line += together) {
                int count = Math.min(together, last - line);
                folds.read(in, line * size, chunk, count * size);
                folds.clear(reduction, totals, count * inner);
                for (int i = 0; i < count; i++) {
                    for (int j = 0; j < inner; j++) {
                        folds.fold(reduction, chunk, i * size + j, inner, length, totals, i * inner + j);
                    }
                }
                folds.write(totals, out, line * inner, count * inner);
            }
        }

        /** The blocks of all lines, numbered by line, then rows, then columns. */
        private void blocks(int first, int last, Object out) {
            A totals = folds.allocate(tile);
            boolean inLanes = inner == 1 && reduction != Reduction.PROD;
            A chunk = folds.allocate(inLanes ? LANES : inner < WIDE ? CHUNK : tile);
            A lanes = folds.allocate(inLanes ? LANES : 0);
            for (int block = first; block < last; block++) {
                int column = block % tiles * tile;
                int line = block / tiles;
                int row = line % blocks * rows;
                int width = Math.min(tile, inner - column);
                int count = Math.min(rows, length - row);
                int from = (line / blocks * length + row) * inner + column;
                folds.clear(reduction, totals, width);
                if (inLanes) {
                    if (!folds.foldAtOnce(reduction, in, from, count, totals, 0)) {
                        along(from, count, chunk, totals, lanes);
                    }
                } else if (inner < WIDE) {
                    down(from, count, chunk, totals);
                } else {
                    int done = folds.foldRows(reduction, totals, in, from, inner, count, width);
                    for (int i = done; i < count; i++) {
                        folds.foldRow(reduction, totals, in, from + i * inner, width, chunk);
                    }
                }
                folds.write(totals, out, line * inner + column, width);
            }
        }

        /** A line, as if it were a matrix whose rows are combined with each other first. */
        private void along(int from, int count, A chunk, A totals, A lanes) {
            folds.clear(reduction, lanes, LANES);
            int row = LANES * folds.foldRows(reduction, lanes, in, from, LANES, count / LANES, LANES);
            for (; row + LANES <= count; row += LANES) {
                folds.foldRow(reduction, lanes, in, from + row, LANES, chunk);
            }
            folds.foldRow(reduction, lanes, in, from + row, count - row, chunk);
            folds.fold(reduction, lanes, 0, 1, LANES, totals, 0);
        }

        /** A few columns, one after the other. */
        private void down(int from, int count, A chunk, A totals) {
            int together = CHUNK / inner;
            for (int row = 0; row < count; row += together) {
                int some = Math.min(together, count - row);
                folds.read(in, from + row * inner, chunk, some * inner);
                for (int j = 0; j < inner; j++) {
                    folds.fold(reduction, chunk, j, inner, some, totals, j);
                }
            }
        }
    }
}
