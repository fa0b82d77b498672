// Each element combined with all before it along the columns. A column is cut into pieces if there are few: a first
// launch finds what each piece comes to, a second one begins with what the pieces before come to.
#include "lines.cuh"

struct Scan {
    const void* in;
    void* pieces;        // the states at the ends of pieces; null if there is one
    void* out;
    int op;
    int outType;
    int ends;            // whether only the pieces are wanted
    Tile tile;
};

// Sums, products, extremes.
template <class T> struct Running {
    typedef typename Wide<T>::type State;

    static State none(const Scan& a) { return identity(a.op, (State) 0); }
    static State read(T value, int) { return (State) value; }
    static State join(const Scan& a, State x, State y) { return combine(a.op, x, y); }
    static void write(const Scan& a, i64 at, State s) { store(a.out, a.outType, at, s); }
};

// Where the extreme so far is: the last one of equals, and the last NaN.
template <class T> struct Where {
    struct State {
        T value;
        int index;
    };

    static State none(const Scan&) { return state(0, -1); }
    static State read(T value, int index) { return state(value, index); }
    static State join(const Scan& a, State x, State y) {
        bool later = y.value != y.value || x.value == x.value && (a.op == MAX ? y.value >= x.value : y.value <= x.value);
        return y.index >= 0 && (x.index < 0 || later) ? y : x;
    }
    static void write(const Scan& a, i64 at, State s) { ((i64*) a.out)[at] = s.index; }
    static State state(T value, int index) {
        State s;
        s.value = value;
        s.index = index;
        return s;
    }
};

template <class R> inline typename R::State before(const Scan& a, const Part& p) {
    typename R::State total = R::none(a);
    if (!a.ends) {
        const typename R::State* state = (const typename R::State*) a.pieces + (p.to - (i64) (p.from / a.tile.pieceLength) * a.tile.inner);
        #pragma unroll 1
        for (int from = 0; from < p.from; from += a.tile.pieceLength, state += a.tile.inner) {
            total = R::join(a, total, *state);
        }
    }
    return total;
}

// Each thread goes down a column, or a piece of one.
template <class T, class R> inline void scanColumns(const Scan& a) {
    Part p(a.tile);
    if (!p.inside) {
        return;
    }
    typename R::State total = before<R>(a, p);
    const T* in = (const T*) a.in;
    #pragma unroll 1
    for (int k = p.from; k < p.end; k++) {
        i64 at = p.base + k * p.step;
        total = R::join(a, total, R::read(in[at], k));
        if (!a.ends) {
            R::write(a, at, total);
        }
    }
    if (a.ends) {
        ((typename R::State*) a.pieces)[p.to] = total;
    }
}

#define EACH 4

// Loops are not unrolled here: what they do depends on the operation and the type of the result, so that copies would be
// long, and take the driver long to compile.

// A block goes down a column, or a piece of one, some elements for each thread at a time.
template <class T, class R> inline void scanTogether(const Scan& a, typename R::State* sums) {
    typedef typename R::State State;
    Part p(a.tile);
    State carried = before<R>(a, p);
    const T* in = (const T*) a.in;
    int id = threadIdx.x;
    for (int start = p.from; start < p.end; start += THREADS * EACH) {
        State total = R::none(a);
        int first = start + id * EACH;
        int last = min(first + EACH, p.end);
        #pragma unroll 1
        for (int k = first; k < last; k++) {
            total = R::join(a, total, R::read(in[p.base + k * p.step], k));
        }
        __syncthreads();
        sums[id] = total;
        #pragma unroll 1
        for (int distance = 1; distance < THREADS; distance *= 2) {
            __syncthreads();
            State earlier = id >= distance ? sums[id - distance] : R::none(a);
            __syncthreads();
            sums[id] = total = R::join(a, earlier, total);
        }
        __syncthreads();
        if (!a.ends) {
            total = id > 0 ? R::join(a, carried, sums[id - 1]) : carried;
            #pragma unroll 1
            for (int k = first; k < last; k++) {
                i64 at = p.base + k * p.step;
                total = R::join(a, total, R::read(in[at], k));
                R::write(a, at, total);
            }
        }
        carried = R::join(a, carried, sums[THREADS - 1]);
    }
    if (a.ends && id == 0) {
        ((State*) a.pieces)[p.to] = carried;
    }
}

#define SCAN(prefix, name, T, R) \
    KERNEL prefix##_columns_##name(Scan a) { scanColumns<T, R<T>>(a); } \
    KERNEL prefix##_together_##name(Scan a) { \
        __shared__ R<T>::State sums[THREADS]; \
        scanTogether<T, R<T>>(a, sums); \
    }
#define SCANS(name, T) SCAN(scan, name, T, Running) SCAN(arg_scan, name, T, Where)

SCANS(bool, u8)
SCANS(int32, int)
SCANS(int64, i64)
SCANS(float32, float)
SCANS(float64, double)
