// The index of the largest or smallest element of each column: the first one among equals; NaN is beyond all numbers.
#include "lines.cuh"

struct Extreme {
    const void* in;
    const i64* places;   // where the elements were at first; null if their row says so
    void* values;        // of the pieces, if there are several
    i64* out;
    int op;
    Tile tile;
};

template <class T> struct Place {
    T value;
    i64 index;           // -1 for none
};

template <class T> inline bool beyond(int op, T a, T b) {
    return b == b && (a != a || (op == MAX ? a > b : a < b));
}

template <class T> inline Place<T> first(int op, Place<T> a, Place<T> b) {
    if (a.index < 0 || b.index < 0) {
        return a.index < 0 ? b : a;
    }
    return beyond(op, b.value, a.value) || b.index < a.index && !beyond(op, a.value, b.value) ? b : a;
}

template <class T> inline void extreme(const Extreme& a, T* values, i64* indices) {
    Part p(a.tile);
    Place<T> best;
    best.value = 0;
    best.index = -1;
    if (p.inside) {
        const T* in = (const T*) a.in;
        #pragma unroll 4
        for (int k = p.from + p.row; k < p.end; k += p.rows) {
            i64 at = p.base + k * p.step;
            Place<T> next;
            next.value = in[at];
            next.index = a.places ? a.places[at] : k;
            best = first(a.op, best, next);
        }
    }
    int at = p.row * p.width + p.column;
    values[at] = best.value;
    indices[at] = best.index;
    for (int half = p.rows / 2; half > 0; half /= 2) {
        __syncthreads();
        if (p.row < half) {
            Place<T> other;
            other.value = values[at + half * p.width];
            other.index = indices[at + half * p.width];
            best = first(a.op, best, other);
            values[at] = best.value;
            indices[at] = best.index;
        }
    }
    if (p.inside && p.row == 0) {
        a.out[p.to] = best.index < 0 ? 0 : best.index;
        if (a.values) {
            ((T*) a.values)[p.to] = best.value;
        }
    }
}

#define EXTREME(name, T) \
    KERNEL extreme_##name(Extreme a) { \
        __shared__ T values[THREADS]; \
        __shared__ i64 indices[THREADS]; \
        extreme<T>(a, values, indices); \
    }

EXTREME(bool, u8)
EXTREME(int32, int)
EXTREME(int64, i64)
EXTREME(float32, float)
EXTREME(float64, double)
