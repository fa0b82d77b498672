// Products of batches of matrices with any strides, where NVIDIA's library is not there. The result has no gaps.
#include "common.cuh"

struct Product {
    const void* a;
    const void* b;
    void* out;
    int m;
    int n;
    int k;
    int tilesDown;
    int tilesAcross;
    // Up to three axes of batches, the last one fastest; all strides in elements.
    int batch1;
    int batch2;
    int a0, a1, a2, aRow, aColumn;
    int b0, b1, b2, bRow, bColumn;
};

template <class T> struct Matrices {
    const T* a;
    const T* b;
    T* out;

    Matrices(const Product& p, i64 batch) {
        i64 rest = batch / p.batch2;
        i64 i2 = batch - rest * p.batch2;
        i64 i0 = rest / p.batch1;
        i64 i1 = rest - i0 * p.batch1;
        a = (const T*) p.a + (i0 * p.a0 + i1 * p.a1 + i2 * p.a2);
        b = (const T*) p.b + (i0 * p.b0 + i1 * p.b1 + i2 * p.b2);
        out = (T*) p.out + batch * p.m * p.n;
    }
};

// Size by size elements of the result for a block, DEPTH products at a time; each thread has SIZE / 16 squared of them.
#define DEPTH 16

template <class T, int SIZE> struct Shared {
    T a[DEPTH][SIZE + 1];
    T b[DEPTH][SIZE + 1];
};

template <class T, int SIZE> inline void multiply(const Product& p, Shared<T, SIZE>& s) {
    const int EACH = SIZE / 16;
    int id = threadIdx.x;
    int across = blockIdx.x % p.tilesAcross;
    int rest = blockIdx.x / p.tilesAcross;
    int down = rest % p.tilesDown;
    Matrices<T> at(p, rest / p.tilesDown);
    int top = down * SIZE;
    int left = across * SIZE;
    int x = id % 16;
    int y = id / 16;
    T sums[EACH][EACH];
    #pragma unroll
    for (int i = 0; i < EACH; i++) {
        #pragma unroll
        for (int j = 0; j < EACH; j++) {
            sums[i][j] = 0;
        }
    }
    // Neighbouring threads read what lies side by side.
    bool depthFirstA = abs(p.aColumn) <= abs(p.aRow);
    bool depthFirstB = abs(p.bRow) < abs(p.bColumn);
    for (int start = 0; start < p.k; start += DEPTH) {
        #pragma unroll
        for (int e = id; e < SIZE * DEPTH; e += THREADS) {
            int depth = depthFirstA ? e % DEPTH : e / SIZE;
            int row = depthFirstA ? e / DEPTH : e % SIZE;
            bool inside = top + row < p.m && start + depth < p.k;
            s.a[depth][row] = inside ? at.a[(i64) (top + row) * p.aRow + (i64) (start + depth) * p.aColumn] : (T) 0;
            depth = depthFirstB ? e % DEPTH : e / SIZE;
            int column = depthFirstB ? e / DEPTH : e % SIZE;
            inside = left + column < p.n && start + depth < p.k;
            s.b[depth][column] = inside ? at.b[(i64) (start + depth) * p.bRow + (i64) (left + column) * p.bColumn] : (T) 0;
        }
        __syncthreads();
        #pragma unroll
        for (int d = 0; d < DEPTH; d++) {
            T own[EACH];
            T other[EACH];
            #pragma unroll
            for (int i = 0; i < EACH; i++) {
                own[i] = s.a[d][y + 16 * i];
                other[i] = s.b[d][x + 16 * i];
            }
            #pragma unroll
            for (int i = 0; i < EACH; i++) {
                #pragma unroll
                for (int j = 0; j < EACH; j++) {
                    sums[i][j] += own[i] * other[j];
                }
            }
        }
        __syncthreads();
    }
    #pragma unroll
    for (int i = 0; i < EACH; i++) {
        #pragma unroll
        for (int j = 0; j < EACH; j++) {
            int row = top + y + 16 * i;
            int column = left + x + 16 * j;
            if (row < p.m && column < p.n) {
                at.out[(i64) row * p.n + column] = sums[i][j];
            }
        }
    }
}

// A block for each element of the result: for small results of long products.
template <class T, class W> inline void dot(const Product& p, W* parts) {
    int id = threadIdx.x;
    i64 size = (i64) p.m * p.n;
    i64 batch = blockIdx.x / size;
    i64 element = blockIdx.x - batch * size;
    i64 row = element / p.n;
    i64 column = element - row * p.n;
    Matrices<T> at(p, batch);
    const T* a = at.a + row * p.aRow;
    const T* b = at.b + column * p.bColumn;
    W total = 0;
    #pragma unroll 4
    for (i64 k = id; k < p.k; k += THREADS) {
        total += (W) a[k * p.aColumn] * (W) b[k * p.bRow];
    }
    parts[id] = total;
    for (int half = THREADS / 2; half > 0; half /= 2) {
        __syncthreads();
        if (id < half) {
            parts[id] = total += parts[id + half];
        }
    }
    if (id == 0) {
        at.out[element] = (T) total;
    }
}

#define MATMUL(name, T) \
    KERNEL matmul_16_##name(Product a) { \
        __shared__ Shared<T, 16> s; \
        multiply<T, 16>(a, s); \
    } \
    KERNEL matmul_dot_##name(Product a) { \
        __shared__ Wide<T>::type parts[THREADS]; \
        dot<T>(a, parts); \
    }

MATMUL(int32, int)
MATMUL(int64, i64)
MATMUL(float32, float)
MATMUL(float64, double)

KERNEL matmul_64_float32(Product a) {
    __shared__ Shared<float, 64> s;
    multiply<float, 64>(a, s);
}

KERNEL matmul_64_float64(Product a) {
    __shared__ Shared<double, 64> s;
    multiply<double, 64>(a, s);
}
