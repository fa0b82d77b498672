// Elements and slices that an index names. Arrays are seen as [outer, length, inner] around the axis of the index; what is
// moved or added is [outer, count, inner]. An index out of range is noted, and its element left out.
#include "common.cuh"

struct Take {
    const void* in;
    const i64* index;
    void* out;
    int* errors;
    int size;         // outer * count * inner
    int length;
    int count;
    int inner;
    int ofElements;   // whether each element has an index, rather than each slice
    int op;
};

template <class T> inline void take(const Take& a) {
    i64 e = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (e >= a.size) {
        return;
    }
    i64 q = e / a.inner;
    i64 i = e - q * a.inner;
    i64 o = q / a.count;
    i64 index = a.index[a.ofElements ? e : q - o * a.count];
    if (within(index, a.length, a.errors, a.op)) {
        ((T*) a.out)[e] = ((const T*) a.in)[(o * a.length + index) * a.inner + i];
    }
}

KERNEL take_1(Take a) { take<u8>(a); }
KERNEL take_4(Take a) { take<u32>(a); }
KERNEL take_8(Take a) { take<u64>(a); }
KERNEL take_16(Take a) { take<uint4>(a); }

struct Add {
    const void* in;
    const i64* index;
    void* out;
    int* errors;
    int columns;      // outer * inner
    int length;
    int count;
    int inner;
    int ofElements;
    int op;
    int logWidth;     // of a block's tile: columns; as many rows of the result as threads remain
    int tiles;        // beside each other
    int rowTiles;     // below each other
};

// Each thread adds up a column. For many columns, or few indices.
template <class T> inline void addColumns(const Add& a) {
    i64 c = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (c >= a.columns) {
        return;
    }
    i64 o = c / a.inner;
    i64 i = c - o * a.inner;
    const T* in = (const T*) a.in;
    T* out = (T*) a.out + o * a.length * a.inner + i;
    i64 from = o * a.count * a.inner + i;
    for (int r = 0; r < a.count; r++, from += a.inner) {
        i64 index = a.index[a.ofElements ? from : r];
        if (within(index, a.length, a.errors, a.op)) {
            out[index * a.inner] += in[from];
        }
    }
}

// Each thread owns one element of the result, and finds what belongs to it among all indices, in order. A block looks
// through the indices together, some at a time.
#define CHUNK 1024

template <class T> inline void addToRows(const Add& a, int* rows, u32* hits) {
    int id = threadIdx.x;
    int width = 1 << a.logWidth;
    int height = THREADS >> a.logWidth;
    int tile = blockIdx.x % a.tiles;
    int rest = blockIdx.x / a.tiles;
    int first = rest % a.rowTiles * height;
    int problem = rest / a.rowTiles;
    int column = tile * width + (id & (width - 1));
    int row = first + (id >> a.logWidth);
    bool active = row < a.length;
    // Indices of elements: each column is a problem of its own.
    i64 o = problem;
    i64 step = 1;
    i64 list = 0;
    if (a.ofElements) {
        o = problem / a.inner;
        active = active && column == 0;
        column = problem - (int) o * a.inner;
        step = a.inner;
        list = o * a.count * a.inner + column;
    } else {
        active = active && column < a.inner;
    }
    const T* in = (const T*) a.in + o * a.count * a.inner + column;
    T* out = (T*) a.out + (o * a.length + row) * a.inner + column;
    T sum = active ? *out : (T) 0;
    for (int start = 0; start < a.count; start += CHUNK) {
        __syncthreads();
        if (id < CHUNK / 32) {
            hits[id] = 0;
        }
        __syncthreads();
        for (int j = id; j < CHUNK && start + j < a.count; j += THREADS) {
            i64 index = a.index[list + (start + j) * step];
            if (within(index, a.length, a.errors, a.op) && index >= first && index < first + height) {
                rows[j] = (int) index;
                atomicOr(&hits[j / 32], 1u << (j % 32));
            }
        }
        __syncthreads();
        for (int word = 0; word < CHUNK / 32 && active; word++) {
            for (u32 m = hits[word]; m != 0; m &= m - 1) {
                int j = word * 32 + __popc((m & (0 - m)) - 1);
                if (rows[j] == row) {
                    sum += in[(i64) (start + j) * a.inner];
                }
            }
        }
    }
    if (active) {
        *out = sum;
    }
}

#define ADD(name, T) \
    KERNEL add_columns_##name(Add a) { addColumns<T>(a); } \
    KERNEL add_to_rows_##name(Add a) { \
        __shared__ int rows[CHUNK]; \
        __shared__ u32 hits[CHUNK / 32]; \
        addToRows<T>(a, rows, hits); \
    }

ADD(int32, int)
ADD(int64, i64)
ADD(float32, float)
ADD(float64, double)
