// What windows see: all of it combined, or the place of the largest element.
#include "common.cuh"

struct Windows {
    const void* in;
    void* out;
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

// One window.
template <class T> struct Window {
    const T* in;         // its plane
    int from0, to0, from1, to1, from2, to2;

    Window(const Windows& a, int e) {
        int x = e % a.count2;
        e /= a.count2;
        int y = e % a.count1;
        e /= a.count1;
        int z = e % a.count0;
        i64 plane = e / a.count0;
        in = (const T*) a.in + plane * a.depth * a.height * a.width;
        const int* rows = a.ranges + 2 * a.count0;
        const int* columns = rows + 2 * a.count1;
        from0 = a.ranges[z];
        to0 = a.ranges[a.count0 + z];
        from1 = rows[y];
        to1 = rows[a.count1 + y];
        from2 = columns[x];
        to2 = columns[a.count2 + x];
    }

    // Calls f with each place in the plane, in row-major order.
    template <class F> void each(const Windows& a, F f) const {
        for (int i = from0; i < to0; i += a.step0) {
            for (int j = from1; j < to1; j += a.step1) {
                int row = (i * a.height + j) * a.width;
                for (int k = row + from2; k < row + to2; k += a.step2) {
                    f(k);
                }
            }
        }
    }
};

// The first one among equals; NaN is beyond all numbers.
template <class T> inline void windowMaximum(const Windows& a) {
    i64 e = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (e >= a.size) {
        return;
    }
    Window<T> window(a, (int) e);
    int place = (window.from0 * a.height + window.from1) * a.width + window.from2;
    T best = window.in[place];
    window.each(a, [&](int k) {
        T value = window.in[k];
        if (value > best || value != value && best == best) {
            best = value;
            place = k;
        }
    });
    ((i64*) a.out)[e] = place;
}

// Sums and products are made in double.
template <class T, int OP> inline void windowFold(const Windows& a) {
    i64 e = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (e >= a.size) {
        return;
    }
    Window<T> window(a, (int) e);
    double total = identity(OP, 0.0);
    window.each(a, [&](int k) { total = combine<OP>(total, (double) window.in[k]); });
    ((T*) a.out)[e] = (T) total;
}

// Of floats the extremes need no double.
template <bool LARGEST> inline void windowExtreme(const Windows& a) {
    i64 e = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (e >= a.size) {
        return;
    }
    Window<float> window(a, (int) e);
    float best = __int_as_float(LARGEST ? 0xff800000 : 0x7f800000);
    window.each(a, [&](int k) {
        float value = window.in[k];
        if (value == best) {
            int x = __float_as_int(value), y = __float_as_int(best);
            best = __int_as_float(LARGEST ? x & y : x | y);
        } else if (best == best && (value != value || (LARGEST ? value > best : value < best))) {
            best = value;
        }
    });
    ((float*) a.out)[e] = best;
}

KERNEL window_maxima_float32(Windows a) { windowMaximum<float>(a); }
KERNEL window_maxima_float64(Windows a) { windowMaximum<double>(a); }
KERNEL window_sum_float32(Windows a) { windowFold<float, SUM>(a); }
KERNEL window_sum_float64(Windows a) { windowFold<double, SUM>(a); }
KERNEL window_prod_float32(Windows a) { windowFold<float, PROD>(a); }
KERNEL window_prod_float64(Windows a) { windowFold<double, PROD>(a); }
KERNEL window_max_float32(Windows a) { windowExtreme<true>(a); }
KERNEL window_max_float64(Windows a) { windowFold<double, MAX>(a); }
KERNEL window_min_float32(Windows a) { windowExtreme<false>(a); }
KERNEL window_min_float64(Windows a) { windowFold<double, MIN>(a); }
