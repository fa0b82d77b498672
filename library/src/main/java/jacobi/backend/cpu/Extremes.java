package jacobi.backend.cpu;

import jacobi.Interruption;
import jacobi.backend.Reduction;

/**
 * Where the largest or smallest elements are, in a row-major array seen as {@code [outer, length, inner]}, along the
 * middle axis. NaN counts as the largest and as the smallest.
 */
final class Extremes {
    /** Elements worth a thread of their own. */
    private static final int BLOCK = 1 << 15;
    /** Columns that are walked down together. */
    private static final int TILE = 256;
    /** Rows that are combined before it is looked at whether there is a new extreme among them. */
    private static final int GROUP = 16;
    /** Elements converted at a time. */
    private static final int CHUNK = 1024;
    /** Columns from which on that is faster than to go down each of them. */
    private static final int WIDE = 8;

    private Extremes() {
    }

    /** The index of the first extreme of each line. */
    static void first(boolean largest, Object in, int outer, int length, int inner, long[] out) {
        first(Folds.of(in), largest, in, outer, length, inner, out);
    }

    private static <A> void first(Folds<A> folds, boolean largest, Object in, int outer, int length, int inner,
                                  long[] out) {
        int tile = Math.min(inner, TILE);
        int tiles = Math.ceilDiv(inner, tile);
        // Long lines are cut into pieces, whose extremes are compared at the end.
        int rows = Math.max(1, Math.min(length, BLOCK / tile));
        int pieces = Math.ceilDiv(length, rows);
        A values = pieces == 1 ? null : folds.allocate(outer * pieces * inner);
        long[] places = pieces == 1 ? out : new long[outer * pieces * inner];
        Threads.parallelFor(outer * pieces * tiles, Math.max(1, BLOCK / (rows * tile)), (first, last) -> {
            A best = folds.allocate(tile);
            A chunk = folds.allocate(inner < WIDE ? Math.min(CHUNK, rows * inner) : tile);
            A group = folds.allocate(inner < WIDE ? 0 : tile);
            for (int unit = first; unit < last; unit++) {
                int column = unit % tiles * tile;
                int line = unit / tiles;
                int row = line % pieces * rows;
                int width = Math.min(tile, inner - column);
                int count = Math.min(rows, length - row);
                int from = (line / pieces * length + row) * inner + column;
                int to = line * inner + column;
                folds.clear(identity(largest), best, width);
                java.util.Arrays.fill(places, to, to + width, row);
                int together = inner < WIDE ? CHUNK / inner : GROUP;
                for (int k = 0; k < count; k += together) {
                    int some = Math.min(together, count - k);
                    if (inner >= WIDE) {
                        folds.clear(identity(largest), group, width);
                        for (int r = 0; r < some; r++) {
                            folds.foldRow(identity(largest), group, in, from + (k + r) * inner, width, chunk);
                        }
                        folds.extremeGroup(largest, group, width, best, row + k, places, to);
                        continue;
                    }
                    folds.read(in, from + k * inner, chunk, some * inner);
                    for (int j = 0; j < inner; j++) {
                        int at = folds.extreme(largest, chunk, j, inner, some, best, j);
                        places[to + j] = at < 0 ? places[to + j] : row + k + at;
                    }
                }
                if (inner >= WIDE) {
                    folds.firstRows(best, width, in, from - row * inner, inner, places, to);
                }
                if (pieces > 1) {
                    System.arraycopy(best, 0, values, to, width);
                }
            }
        });
        if (pieces > 1) {
            A best = folds.allocate(1);
            for (int i = 0; i < out.length; i++) {
                int from = i / inner * pieces * inner + i % inner;
                folds.clear(identity(largest), best, 1);
                int piece = Math.max(0, folds.extreme(largest, values, from, inner, pieces, best, 0));
                out[i] = places[from + piece * inner];
            }
        }
    }

    private static Reduction identity(boolean largest) {
        return largest ? Reduction.MAX : Reduction.MIN;
    }

    /** For each element the index of the last extreme so far. */
    static void soFar(boolean largest, Object in, int outer, int length, int inner, long[] out) {
        if (inner == 1 && in instanceof float[] floats) {
            // Neighbours that need not be converted first.
            Threads.parallelFor(outer, Math.max(1, BLOCK / length), (first, last) -> {
                for (int line = first; line < last; line++) {
                    soFar(largest, floats, line * length, length, out);
                }
            });
            return;
        }
        soFar(Folds.of(in), largest, in, outer, length, inner, out);
    }

    private static void soFar(boolean largest, float[] a, int from, int length, long[] out) {
        int found = 0;
        for (int k = 0, end; k < length; k = end) {
            Interruption.poll("a scan");
            end = k + Math.min(Pieces.LENGTH, length - k);
            found = largest ? largestSoFar(a, from, k, end, found, out) : smallestSoFar(a, from, k, end, found, out);
        }
    }

    private static int largestSoFar(float[] a, int from, int start, int end, int found, long[] out) {
        float best = a[from + found];
        for (int k = start; k < end; k++) {
            float v = a[from + k];
            // NaN is neither, and stays the best.
            if (!(v < best) && (best == best || v != v)) {
                best = v;
                found = k;
            }
            out[from + k] = found;
        }
        return found;
    }

    private static int smallestSoFar(float[] a, int from, int start, int end, int found, long[] out) {
        float best = a[from + found];
        for (int k = start; k < end; k++) {
            float v = a[from + k];
            // NaN is neither, and stays the best.
            if (!(v > best) && (best == best || v != v)) {
                best = v;
                found = k;
            }
            out[from + k] = found;
        }
        return found;
    }

    private static <A> void soFar(Folds<A> folds, boolean largest, Object in, int outer, int length, int inner,
                                  long[] out) {
        int tile = Math.min(inner, TILE);
        int tiles = Math.ceilDiv(inner, tile);
        Threads.parallelFor(outer * tiles, Math.max(1, BLOCK / (length * tile)), (first, last) -> {
            A best = folds.allocate(tile);
            A chunk = folds.allocate(inner < WIDE ? CHUNK : tile);
            for (int unit = first; unit < last; unit++) {
                int column = unit % tiles * tile;
                int width = Math.min(tile, inner - column);
                int from = unit / tiles * length * inner + column;
                folds.clear(identity(largest), best, width);
                int together = inner < WIDE ? CHUNK / inner : 1;
                for (int k = 0; k < length; k += together) {
                    Interruption.poll("a scan");
                    int some = Math.min(together, length - k);
                    int at = from + k * inner;
                    folds.read(in, at, chunk, inner < WIDE ? some * inner : width);
                    if (inner >= WIDE) {
                        if (k > 0) {
                            System.arraycopy(out, at - inner, out, at, width);
                        }
                        folds.lastExtremeRow(largest, chunk, width, best, k, out, at);
                        continue;
                    }
                    for (int j = 0; j < inner; j++) {
                        folds.extremesSoFar(largest, chunk, j, inner, some, best, j, k, out, at + j);
                    }
                }
            }
        });
    }
}
