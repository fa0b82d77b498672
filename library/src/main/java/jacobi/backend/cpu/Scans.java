package jacobi.backend.cpu;

import jacobi.Interruption;
import jacobi.backend.Reduction;

/**
 * Running reductions of a row-major array seen as {@code [outer, length, inner]} along the middle axis. Floats are
 * combined in double, integers in long.
 */
final class Scans {
    /** Elements worth a thread of their own. */
    private static final int BLOCK = 1 << 15;
    /** Elements converted at a time. */
    private static final int CHUNK = 1024;
    /** Columns that are scanned together. */
    private static final int TILE = 128;
    /** Columns from which on that is faster than to go down each of them. */
    private static final int WIDE = 8;

    private Scans() {
    }

    static void scan(Reduction reduction, boolean backwards, Object in, int outer, int length, int inner, Object out) {
        scan(Folds.of(in), reduction, backwards, in, outer, length, inner, out);
    }

    private static <A> void scan(Folds<A> folds, Reduction reduction, boolean backwards, Object in, int outer, int length,
                                 int inner, Object out) {
        int tile = Math.min(inner, TILE);
        int tiles = Math.ceilDiv(inner, tile);
        Threads.parallelFor(outer * tiles, Math.max(1, BLOCK / (length * tile)), (first, last) -> {
            A totals = folds.allocate(tile);
            A chunk = folds.allocate(inner < WIDE ? CHUNK : tile);
            for (int unit = first; unit < last; unit++) {
                int column = unit % tiles * tile;
                int width = Math.min(tile, inner - column);
                int from = unit / tiles * length * inner + column;
                folds.clear(reduction, totals, width);
                if (inner == 1 && !backwards && scanAtOnce(folds, reduction, in, from, length, totals, out)) {
                    continue;
                }
                if (inner < WIDE) {
                    along(folds, reduction, backwards, in, from, length, inner, chunk, totals, out);
                    continue;
                }
                for (int k = 0; k < length; k++) {
                    Pieces.poll("a scan", k, width);
                    int at = from + (backwards ? length - 1 - k : k) * inner;
                    folds.foldRow(reduction, totals, in, at, width, chunk);
                    folds.write(totals, out, at, width);
                }
            }
        });
    }

    private static <A> boolean scanAtOnce(Folds<A> folds, Reduction reduction, Object in, int from, int length, A totals,
                                          Object out) {
        for (int k = 0, count; k < length; k += count) {
            Interruption.poll("a scan");
            count = Math.min(Pieces.LENGTH, length - k);
            if (!folds.scanAtOnce(reduction, in, from + k, count, totals, 0, out)) {
                return false;
            }
        }
        return true;
    }

    /** A few columns, one after the other. */
    private static <A> void along(Folds<A> folds, Reduction reduction, boolean backwards, Object in, int base, int length,
                                  int inner, A chunk, A totals, Object out) {
        int together = CHUNK / inner;
        for (int done = 0; done < length; done += together) {
            Interruption.poll("a scan");
            int some = Math.min(together, length - done);
            int from = base + (backwards ? length - done - some : done) * inner;
            folds.read(in, from, chunk, some * inner);
            for (int j = 0; j < inner; j++) {
                int first = backwards ? (some - 1) * inner + j : j;
                folds.scan(reduction, chunk, first, backwards ? -inner : inner, some, totals, j);
            }
            folds.write(chunk, out, from, some * inner);
        }
    }
}
