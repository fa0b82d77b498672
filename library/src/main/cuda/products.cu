// out += a * b, where elements of out may be the same. Of the axes, some give each thread an element of its own; along the
// others it sums, so that each element has one owner and its sum one order.
#include "common.cuh"

#define AXES 8

struct Axes {
    int count;
    int length[AXES];
    int x[AXES];
    int y[AXES];
    int z[AXES];
};

struct Products {
    const void* a;
    const void* b;
    void* out;
    void* parts;       // of the pieces of sums; null if there is one
    int outputs;
    int sums;          // products that are summed for an output
    int pieces;
    int pieceLength;
    int logWidth;      // outputs of a block; as many threads as remain share an output
    int sumsFirst;     // whether neighbouring threads share an output
    int byPlace;       // whether outputs are places in memory, of which products are found that belong there
    Axes own;          // by falling stride in out
    Axes other;
};

// Where things are, relative to the first elements.
struct At {
    i64 x;
    i64 y;
    i64 z;

    // The element of a number in row-major order.
    At(const Axes& axes, int number) {
        x = y = z = 0;
        #pragma unroll
        for (int axis = AXES - 1; axis >= 0; axis--) {
            if (axis < axes.count) {
                int rest = number / axes.length[axis];
                i64 i = number - rest * axes.length[axis];
                number = rest;
                x += i * axes.x[axis];
                y += i * axes.y[axis];
                z += i * axes.z[axis];
            }
        }
    }
};

// The element at a place in out, if there is one: each stride is beyond the reach of those that follow.
inline bool find(const Axes& axes, i64 place, i64& x, i64& y) {
    bool found = place >= 0;
    #pragma unroll
    for (int axis = 0; axis < AXES; axis++) {
        if (axis < axes.count) {
            i64 i = place / axes.z[axis];
            place -= i * axes.z[axis];
            found = found && i < axes.length[axis];
            x += i * axes.x[axis];
            y += i * axes.y[axis];
        }
    }
    return found && place == 0;
}

template <class T> inline void products(const Products& p, T* parts) {
    int id = threadIdx.x;
    int width = 1 << p.logWidth;
    int rows = THREADS >> p.logWidth;
    int column = p.sumsFirst ? id / rows : id & (width - 1);
    int row = p.sumsFirst ? id & (rows - 1) : id >> p.logWidth;
    int piece = blockIdx.x % p.pieces;
    i64 output = (i64) (blockIdx.x / p.pieces) * width + column;
    bool inside = output < p.outputs;
    At own(p.own, inside && !p.byPlace ? (int) output : 0);
    i64 place = p.byPlace ? output : own.z;
    T total = 0;
    bool any = !p.byPlace;
    int end = inside ? min(p.sums, (piece + 1) * p.pieceLength) : 0;
    for (int s = piece * p.pieceLength + row; s < end; s += rows) {
        At at(p.other, s);
        i64 x = own.x + at.x;
        i64 y = own.y + at.y;
        if (!p.byPlace || find(p.own, place - at.z, x, y)) {
            total += ((const T*) p.a)[x] * ((const T*) p.b)[y];
            any = true;
        }
    }
    int at = row * width + column;
    parts[at] = total;
    for (int half = rows / 2; half > 0; half /= 2) {
        __syncthreads();
        if (row < half) {
            parts[at] = total += parts[at + half * width];
        }
    }
    if (inside && row == 0 && any) {
        if (p.parts) {
            ((T*) p.parts)[(i64) piece * p.outputs + output] = total;
        } else {
            ((T*) p.out)[place] += total;
        }
    }
}

template <class T> inline void addPieces(const Products& p) {
    i64 output = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (output >= p.outputs) {
        return;
    }
    At own(p.own, (int) output);
    T total = 0;
    for (int piece = 0; piece < p.pieces; piece++) {
        total += ((const T*) p.parts)[(i64) piece * p.outputs + output];
    }
    ((T*) p.out)[own.z] += total;
}

#define PRODUCTS(name, T) \
    KERNEL products_##name(Products a) { \
        __shared__ T parts[THREADS]; \
        products<T>(a, parts); \
    } \
    KERNEL products_pieces_##name(Products a) { addPieces<T>(a); }

PRODUCTS(float32, float)
PRODUCTS(float64, double)
