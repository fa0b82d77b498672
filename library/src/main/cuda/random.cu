// The numbers of jacobi.random.PhiloxStream, to the last bit: each draw is a function of the seed and its position.
// Nothing is fused, as Java does not fuse:
// options: --fmad=false
//
// log, cosine and sine are those of FDLIBM, which Java's StrictMath has, for the numbers that come here:
//   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
//   Developed at SunSoft, a Sun Microsystems, Inc. business.
//   Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
#include "common.cuh"

struct Random {
    void* out;
    i64 position;
    double first;        // the lower bound, or the mean
    double second;       // the width of the range, or the standard deviation
    double last;         // the largest number to be given
    const void* given;   // probabilities
    u32 key0;
    u32 key1;
    int size;
};

// Half of the block of a counter: 64 bits.
inline u64 draw(const Random& a, i64 number) {
    u64 position = (u64) a.position + (u64) number;
    u64 counter = position >> 1;
    u32 c0 = (u32) counter, c1 = (u32) (counter >> 32), c2 = 0, c3 = 0;
    u32 key0 = a.key0, key1 = a.key1;
    #pragma unroll
    for (int round = 0; round < 10; round++) {
        u64 p0 = (u64) c0 * 0xD2511F53u;
        u64 p1 = (u64) c2 * 0xCD9E8D57u;
        c0 = (u32) (p1 >> 32) ^ c1 ^ key0;
        c2 = (u32) (p0 >> 32) ^ c3 ^ key1;
        c1 = (u32) p1;
        c3 = (u32) p0;
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
    return position & 1 ? (u64) c3 << 32 | c2 : (u64) c1 << 32 | c0;
}

inline double uniform(const Random& a, i64 number) {
    return (double) (i64) (draw(a, number) >> 11) * 0x1p-53;
}

inline int high(double x) {
    return (int) (__double_as_longlong(x) >> 32);
}

inline double withHigh(double x, int high) {
    return __longlong_as_double((i64) high << 32 | __double_as_longlong(x) & 0xffffffffLL);
}

// Of a normal number in (0, 1].
inline double logarithm(double x) {
    const double ln2High = 6.93147180369123816490e-01, ln2Low = 1.90821492927058770002e-10;
    const double lg1 = 6.666666666666735130e-01, lg2 = 3.999999999940941908e-01, lg3 = 2.857142874366239149e-01,
            lg4 = 2.222219843214978396e-01, lg5 = 1.818357216161805012e-01, lg6 = 1.531383769920937332e-01,
            lg7 = 1.479819860511658591e-01;
    int hx = high(x);
    int exponent = (hx >> 20) - 1023;
    hx &= 0x000fffff;
    int i = (hx + 0x95f64) & 0x100000;
    x = withHigh(x, hx | (i ^ 0x3ff00000));
    exponent += i >> 20;
    double k = exponent;
    double f = x - 1.0;
    if ((0x000fffff & (2 + hx)) < 3) {
        if (f == 0) {
            return exponent == 0 ? 0.0 : k * ln2High + k * ln2Low;
        }
        double r = f * f * (0.5 - 0.33333333333333333 * f);
        return exponent == 0 ? f - r : k * ln2High - ((r - k * ln2Low) - f);
    }
    double s = f / (2.0 + f);
    double z = s * s;
    double w = z * z;
    double t1 = w * (lg2 + w * (lg4 + w * lg6));
    double t2 = z * (lg1 + w * (lg3 + w * (lg5 + w * lg7)));
    double r = t2 + t1;
    if (((hx - 0x6147a) | (0x6b851 - hx)) > 0) {
        double half = 0.5 * f * f;
        return exponent == 0 ? f - (half - s * (half + r)) : k * ln2High - ((half - (s * (half + r) + k * ln2Low)) - f);
    }
    return exponent == 0 ? f - s * (f - r) : k * ln2High - ((s * (f - r) - k * ln2Low) - f);
}

// Of x + y with |x| up to pi / 4.
inline double cosineNear0(double x, double y) {
    const double c1 = 4.16666666666666019037e-02, c2 = -1.38888888888741095749e-03, c3 = 2.48015872894767294178e-05,
            c4 = -2.75573143513906633035e-07, c5 = 2.08757232129817482790e-09, c6 = -1.13596475577881948265e-11;
    int ix = high(x) & 0x7fffffff;
    if (ix < 0x3e400000) {
        return 1.0;
    }
    double z = x * x;
    double r = z * (c1 + z * (c2 + z * (c3 + z * (c4 + z * (c5 + z * c6)))));
    if (ix < 0x3fd33333) {
        return 1.0 - (0.5 * z - (z * r - x * y));
    }
    double q = ix > 0x3fe90000 ? 0.28125 : __longlong_as_double((i64) (ix - 0x00200000) << 32);
    double half = 0.5 * z - q;
    return (1.0 - q) - (half - (z * r - x * y));
}

inline double sineNear0(double x, double y) {
    const double s1 = -1.66666666666666324348e-01, s2 = 8.33333333332248946124e-03, s3 = -1.98412698298579493134e-04,
            s4 = 2.75573137070700676789e-06, s5 = -2.50507602534068634195e-08, s6 = 1.58969099521155010221e-10;
    if ((high(x) & 0x7fffffff) < 0x3e400000) {
        return x;
    }
    double z = x * x;
    double v = z * x;
    double r = s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)));
    return x - ((z * (0.5 * y - v * r) - y) - v * s1);
}

// Of a number in [0, 2 pi].
inline double cosine(double x) {
    const double inverse = 6.36619772367581382433e-01;
    const double part1 = 1.57079632673412561417e+00, rest1 = 6.07710050650619224932e-11;
    const double part2 = 6.07710050630396597660e-11, rest2 = 2.02226624879595063154e-21;
    const double part3 = 2.02226624871116645580e-21, rest3 = 8.47842766036889956997e-32;
    int ix = high(x);
    if (ix <= 0x3fe921fb) {
        return cosineNear0(x, 0.0);
    }
    int n;
    double y0, y1;
    if (ix < 0x4002d97c) {
        n = 1;
        double z = x - part1;
        if (ix != 0x3ff921fb) {
            y0 = z - rest1;
            y1 = (z - y0) - rest1;
        } else {
            z -= part2;
            y0 = z - rest2;
            y1 = (z - y0) - rest2;
        }
    } else {
        n = (int) (x * inverse + 0.5);
        double fn = n;
        double r = x - fn * part1;
        double w = fn * rest1;
        y0 = r - w;
        int multiple = n == 1 ? 0x3ff921fb : n == 2 ? 0x400921fb : n == 3 ? 0x4012d97c : 0x401921fb;
        if (ix == multiple) {
            int j = ix >> 20;
            if (j - ((high(y0) >> 20) & 0x7ff) > 16) {
                double t = r;
                w = fn * part2;
                r = t - w;
                w = fn * rest2 - ((t - r) - w);
                y0 = r - w;
                if (j - ((high(y0) >> 20) & 0x7ff) > 49) {
                    t = r;
                    w = fn * part3;
                    r = t - w;
                    w = fn * rest3 - ((t - r) - w);
                    y0 = r - w;
                }
            }
        }
        y1 = (r - y0) - w;
    }
    switch (n & 3) {
        case 0: return cosineNear0(y0, y1);
        case 1: return -sineNear0(y0, y1);
        case 2: return -cosineNear0(y0, y1);
        default: return sineNear0(y0, y1);
    }
}

inline double normal(const Random& a, i64 number) {
    double radius = sqrt(-2 * logarithm(1 - uniform(a, 2 * number)));
    return a.first + a.second * (radius * cosine(6.283185307179586 * uniform(a, 2 * number + 1)));
}

#define EACH_NUMBER(i) \
    i64 i = (i64) blockIdx.x * THREADS + threadIdx.x; \
    if (i >= a.size) { \
        return; \
    }

KERNEL philox_words(Random a) {
    EACH_NUMBER(i)
    ((u64*) a.out)[i] = draw(a, i);
}

KERNEL philox_uniform_float32(Random a) {
    EACH_NUMBER(i)
    float v = (float) (a.first + a.second * ((double) (i64) (draw(a, i) >> 40) * 0x1p-24));
    float last = (float) a.last;
    ((float*) a.out)[i] = v < last ? v : last;
}

KERNEL philox_uniform_float64(Random a) {
    EACH_NUMBER(i)
    double v = a.first + a.second * uniform(a, i);
    ((double*) a.out)[i] = v < a.last ? v : a.last;
}

KERNEL philox_normal_float32(Random a) {
    EACH_NUMBER(i)
    ((float*) a.out)[i] = (float) normal(a, i);
}

KERNEL philox_normal_float64(Random a) {
    EACH_NUMBER(i)
    ((double*) a.out)[i] = normal(a, i);
}

KERNEL philox_bernoulli_float32(Random a) {
    EACH_NUMBER(i)
    ((float*) a.out)[i] = uniform(a, i) < ((const float*) a.given)[i];
}

KERNEL philox_bernoulli_float64(Random a) {
    EACH_NUMBER(i)
    ((double*) a.out)[i] = uniform(a, i) < ((const double*) a.given)[i];
}
