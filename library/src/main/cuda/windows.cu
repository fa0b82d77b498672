// The place of the largest element of each window: the first one among equals; NaN is beyond all numbers.
#include "common.cuh"

struct Windows {
    const void* in;
    i64* out;
    const int* ranges;   // for each of three axes all beginnings, then all ends
    int size;            // planes * count0 * count1 * count2
    int count0;
    int count1;
    int count2;
    int step0;
    int step1;
    int step2;
    int depth;           // of a plane
    int height;
    int width;
};

template <class T> inline void windowMaximum(const Windows& a) {
    i64 e = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (e >= a.size) {
        return;
    }
    int rest = (int) e;
    int x = rest % a.count2;
    rest /= a.count2;
    int y = rest % a.count1;
    rest /= a.count1;
    int z = rest % a.count0;
    i64 plane = rest / a.count0;
    const T* in = (const T*) a.in + plane * a.depth * a.height * a.width;
    const int* rows = a.ranges + 2 * a.count0;
    const int* columns = rows + 2 * a.count1;
    int place = (a.ranges[z] * a.height + rows[y]) * a.width + columns[x];
    T best = in[place];
    for (int i = a.ranges[z]; i < a.ranges[a.count0 + z]; i += a.step0) {
        for (int j = rows[y]; j < rows[a.count1 + y]; j += a.step1) {
            int row = (i * a.height + j) * a.width;
            for (int k = row + columns[x]; k < row + columns[a.count2 + x]; k += a.step2) {
                T value = in[k];
                if (value > best || value != value && best == best) {
                    best = value;
                    place = k;
                }
            }
        }
    }
    a.out[e] = place;
}

KERNEL window_maxima_float32(Windows a) { windowMaximum<float>(a); }
KERNEL window_maxima_float64(Windows a) { windowMaximum<double>(a); }
