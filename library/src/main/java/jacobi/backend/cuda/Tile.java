package jacobi.backend.cuda;

/**
 * How the work on an array seen as {@code [outer, length, inner]}, along its middle axis, is cut into blocks of threads;
 * {@code lines.cuh} has the other side. The shape alone decides, so that sums are the same on every GPU.
 *
 * @param width  columns of a block; as many rows as threads remain
 * @param pieces how many blocks share a column
 */
record Tile(int outer, int length, int inner, int width, int pieces, boolean backwards) {
    /** Blocks that keep a large GPU busy. */
    private static final int ENOUGH = 512;
    /** Rows that a thread should have at least before a column is cut. */
    private static final int WORTH = 16;

    /** @param inOrder whether a thread should have a whole column, if that is not too long */
    static Tile of(int outer, int length, int inner, boolean inOrder, boolean backwards) {
        int columns = outer * inner;
        int rows = inner == 1 ? power(length / 2, Gpu.BLOCK) : power(length / 4, 8);
        if (inOrder && length <= 1024) {
            rows = 1;
        } else if (inner > 1) {
            rows = Math.max(rows, Gpu.BLOCK / Math.max(1, Integer.highestOneBit(2 * Math.min(columns, Gpu.BLOCK) - 1)));
        }
        int width = Gpu.BLOCK / rows;
        int tiles = Math.ceilDiv(columns, width);
        int pieces = Math.clamp(ENOUGH / Math.max(tiles, 1), 1, Math.max(1, length / (rows * WORTH)));
        return new Tile(outer, length, inner, width, rows == 1 && inOrder ? 1 : pieces, backwards).tight();
    }

    /** {@return work that is cut as the caller says, into at least one piece} */
    static Tile cut(int[] split, int width, int pieces, boolean backwards) {
        return new Tile(split[0], split[1], split[2], width, Math.max(1, pieces), backwards).tight();
    }

    /** The largest power of two up to a number, from 1 to a limit. */
    private static int power(int n, int limit) {
        return Math.clamp(Integer.highestOneBit(n), 1, limit);
    }

    /** Without pieces of nothing. */
    private Tile tight() {
        return new Tile(outer, length, inner, width, Math.max(1, Math.ceilDiv(length, pieceLength())), backwards);
    }

    int pieceLength() {
        return Math.max(1, Math.ceilDiv(length, pieces));
    }

    long blocks() {
        return (long) Math.ceilDiv(outer * inner, width) * pieces;
    }

    void write(Arguments arguments) {
        arguments.add(outer * inner).add(length).add(inner).add(pieces).add(pieceLength())
                .add(Integer.numberOfTrailingZeros(width)).add(inner == 1 ? 1 : 0).add(backwards ? 1 : 0);
    }
}
