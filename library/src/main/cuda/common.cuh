// What the kernels share: element types, and how numbers become others, as in Java.

typedef long long i64;
typedef unsigned long long u64;
typedef unsigned char u8;
typedef unsigned int u32;

// Codes of element types: the ordinals of jacobi.DType.
enum { BOOL = 0, INT32 = 1, INT64 = 2, FLOAT32 = 3, FLOAT64 = 4 };

#define THREADS 256
#define KERNEL extern "C" __global__ void __launch_bounds__(THREADS)

// Java's conversion of a float to a whole number: what is beyond the range becomes its end, NaN becomes 0.
inline int toInt(double v) {
    return v != v ? 0 : v >= 2147483647.0 ? 2147483647 : v <= -2147483648.0 ? -2147483647 - 1 : (int) v;
}

inline i64 toLong(double v) {
    return v != v ? 0
            : v >= 9223372036854775807.0 ? 0x7fffffffffffffffLL
            : v <= -9223372036854775808.0 ? (i64) 0x8000000000000000ULL : (i64) v;
}

inline void store(void* out, int type, i64 at, double v) {
    switch (type) {
        case BOOL: ((u8*) out)[at] = v != 0; break;
        case INT32: ((int*) out)[at] = toInt(v); break;
        case INT64: ((i64*) out)[at] = toLong(v); break;
        case FLOAT32: ((float*) out)[at] = (float) v; break;
        default: ((double*) out)[at] = v;
    }
}

inline void store(void* out, int type, i64 at, i64 v) {
    switch (type) {
        case BOOL: ((u8*) out)[at] = v != 0; break;
        case INT32: ((int*) out)[at] = (int) v; break;
        case INT64: ((i64*) out)[at] = v; break;
        case FLOAT32: ((float*) out)[at] = (float) v; break;
        default: ((double*) out)[at] = (double) v;
    }
}

// The type in which elements are combined.
template <class T> struct Wide { typedef i64 type; };
template <> struct Wide<float> { typedef double type; };
template <> struct Wide<double> { typedef double type; };

enum { SUM = 0, PROD = 1, MAX = 2, MIN = 3 };

inline double identity(int op, double) {
    return op == SUM ? 0.0 : op == PROD ? 1.0 : __longlong_as_double(op == MAX ? 0xfff0000000000000LL : 0x7ff0000000000000LL);
}

inline i64 identity(int op, i64) {
    return op == SUM ? 0 : op == PROD ? 1 : op == MAX ? (i64) 0x8000000000000000ULL : 0x7fffffffffffffffLL;
}

// As Math.max and Math.min: NaN stays, and 0 is larger than -0.
template <int OP> inline double combine(double a, double b) {
    if (OP == SUM) return a + b;
    if (OP == PROD) return a * b;
    if (a == b) {
        i64 x = __double_as_longlong(a), y = __double_as_longlong(b);
        return __longlong_as_double(OP == MAX ? x & y : x | y);
    }
    if (a != a) return a;
    if (b != b) return b;
    return (OP == MAX ? b > a : b < a) ? b : a;
}

template <int OP> inline i64 combine(i64 a, i64 b) {
    if (OP == SUM) return a + b;
    if (OP == PROD) return a * b;
    return (OP == MAX ? b > a : b < a) ? b : a;
}

template <class W> inline W combine(int op, W a, W b) {
    switch (op) {
        case SUM: return combine<SUM>(a, b);
        case PROD: return combine<PROD>(a, b);
        case MAX: return combine<MAX>(a, b);
        default: return combine<MIN>(a, b);
    }
}

// Notes the first index that is out of range, for the program to report when it next waits for the device.
inline bool within(i64 index, i64 length, int* errors, int op) {
    if (index >= 0 && index < length) {
        return true;
    }
    if (atomicCAS(errors, 0, op) == 0) {
        errors[1] = (int) index;
        errors[2] = (int) (index >> 32);
        errors[3] = (int) length;
    }
    return false;
}
