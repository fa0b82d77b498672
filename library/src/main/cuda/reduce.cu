// Sums, products and extremes. Whole numbers are combined as 64 bits, floats in double.
#include "lines.cuh"

struct Reduce {
    const void* in;
    void* out;
    int op;
    int outType;
    Tile tile;
};

template <int OP, class T, class W> inline W fold(const T* in, const Part& p, W total) {
    #pragma unroll 4
    for (int k = p.from + p.row; k < p.end; k += p.rows) {
        total = combine<OP>(total, (W) in[p.base + k * p.step]);
    }
    return total;
}

template <class T, class W> inline void reduce(const Reduce& a, W* parts) {
    Part p(a.tile);
    W total = identity(a.op, (W) 0);
    if (p.inside) {
        const T* in = (const T*) a.in;
        switch (a.op) {
            case SUM: total = fold<SUM>(in, p, total); break;
            case PROD: total = fold<PROD>(in, p, total); break;
            case MAX: total = fold<MAX>(in, p, total); break;
            default: total = fold<MIN>(in, p, total);
        }
    }
    int at = p.row * p.width + p.column;
    parts[at] = total;
    for (int half = p.rows / 2; half > 0; half /= 2) {
        __syncthreads();
        if (p.row < half) {
            parts[at] = total = combine(a.op, total, parts[at + half * p.width]);
        }
    }
    if (p.inside && p.row == 0) {
        store(a.out, a.outType, p.to, total);
    }
}

#define REDUCE(name, T) \
    KERNEL reduce_##name(Reduce a) { \
        __shared__ Wide<T>::type parts[THREADS]; \
        reduce<T>(a, parts); \
    }

REDUCE(bool, u8)
REDUCE(int32, int)
REDUCE(int64, i64)
REDUCE(float32, float)
REDUCE(float64, double)
