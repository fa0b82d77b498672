// A row-major array seen as [outer, length, inner], combined along the middle axis. A block of threads works on a tile of
// some columns (pairs of an outer and an inner index) by some rows; long columns are cut into pieces for several blocks.
#include "common.cuh"

struct Tile {
    int columns;      // outer * inner
    int length;
    int inner;
    int pieces;
    int pieceLength;
    int logWidth;     // columns of a tile; as many rows as threads remain
    int rowsFirst;    // whether neighbouring threads are neighbouring rows, rather than columns
    int backwards;
};

// What one thread has to do.
struct Part {
    int column;       // in the tile
    int row;          // in the tile
    int rows;
    int width;
    bool inside;
    i64 base;         // of the first element of the column
    i64 step;
    int from;
    int end;
    i64 to;           // of the result of this piece

    Part(const Tile& t) {
        int id = threadIdx.x;
        width = 1 << t.logWidth;
        rows = THREADS >> t.logWidth;
        column = t.rowsFirst ? id / rows : id & (width - 1);
        row = t.rowsFirst ? id & (rows - 1) : id >> t.logWidth;
        int piece = blockIdx.x % t.pieces;
        i64 c = (i64) (blockIdx.x / t.pieces) * width + column;
        inside = c < t.columns;
        i64 o = c / t.inner;
        i64 i = c - o * t.inner;
        base = o * t.length * t.inner + i;
        step = t.inner;
        if (t.backwards) {
            base += (i64) (t.length - 1) * t.inner;
            step = -step;
        }
        from = piece * t.pieceLength;
        end = min(t.length, from + t.pieceLength);
        to = (o * t.pieces + piece) * t.inner + i;
    }
};
