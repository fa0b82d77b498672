// Functions of formulas in float: those whose error stays near one unit in the last place. The names end in _f32.
// Every operation is one that IEEE 754 defines, so that results are the same on every GPU: the instructions that GPUs have
// for 2^x, 1/x and the like are not, and are not used. How large errors are, is in jacobi.backend.cuda.SinglePrecision.

#define SINGLE(name, value) \
    extern "C" __device__ __noinline__ float jacobi_##name##_f32(float x) { return value; }

// Those of CUDA's library that use no such instructions.
SINGLE(log, logf(x))
SINGLE(log1p, log1pf(x))
SINGLE(log2, log2f(x))
SINGLE(log10, log10f(x))
SINGLE(asin, asinf(x))
SINGLE(acos, acosf(x))
SINGLE(atan, atanf(x))
SINGLE(acosh, acoshf(x))

// 2^k for k from -126 to 127.
static __device__ float powerOf2(int k) {
    return __int_as_float((k + 127) << 23);
}

// A number times 2^k for k from -252 to 254, rounded once.
static __device__ float scaled(float x, int k) {
    int half = k >> 1;
    return x * powerOf2(half) * powerOf2(k - half);
}

// Added to a number it rounds it to a whole one, which is then found in the lowest bits.
#define ROUNDING 12582912.0f

static __device__ int wholePart(float rounded) {
    return __float_as_int(rounded) - 0x4b400000;
}

// v 2^k f, rounded twice, and in between neither too large nor too small for a float unless it is in the end.
static __device__ float product(float v, int k, float f) {
    int shift = fabsf(f) < 0x1p-60f ? 100 : fabsf(f) > 0x1p60f ? -100 : 0;
    return scaled(v * (f * powerOf2(shift)), min(max(k - shift, -252), 254));
}

// e^x = 2^k (1 + t), for x from -300 to 300; k = 0 and x to 0.5, or t from -0.3 to 0.42.
struct Exponential {
    int k;
    float t;

    __device__ Exponential(float x) : Exponential(x, fmaf(x, 1.44269504f, ROUNDING)) {}

    __device__ Exponential(float x, float rounded) {
        k = wholePart(rounded);
        float j = rounded - ROUNDING;
        // The logarithm of 2 in two parts; the product with the first one is exact.
        float r = fmaf(j, -0x1.62e43p-1f, x);
        r = fmaf(j, 0x1.05c61p-29f, r);
        float q = 0x1.a3a00ep-13f;
        q = fmaf(q, r, 0x1.6f2a62p-10f);
        q = fmaf(q, r, 0x1.110e54p-7f);
        q = fmaf(q, r, 0x1.5551ecp-5f);
        q = fmaf(q, r, 0x1.555558p-3f);
        q = fmaf(q, r, 0x1.000002p-1f);
        t = fmaf(r * r, q, r);
    }

    // 1 + t, and what is lost by rounding.
    __device__ float high() const { return 1 + t; }
    __device__ float low() const { return (1 - high()) + t; }
};

// NaN stays in these.
static __device__ float atMost(float x, float limit) { return x > limit ? limit : x; }
static __device__ float atLeast(float x, float limit) { return x < limit ? limit : x; }

#define INFINITE __int_as_float(0x7f800000)

// Whether a product with f is found in the same way for all numbers but 0 and infinities.
static __device__ bool isOrdinary(float f) { return f != 0 && fabsf(f) < INFINITE; }

static __device__ float scaledExp(float x) {
    Exponential e(atLeast(atMost(x, 89), -104));
    return scaled(e.high(), e.k);
}

SINGLE(exp, scaledExp(x))

// Functions whose values may be beyond the range of floats where a product with f is not are there as that product too,
// as if the product were one of doubles.
#define SINGLE_TIMES(name, value) \
    extern "C" __device__ __noinline__ float jacobi_##name##_times_f32(float x, float f) { return value; }

static __device__ float expTimes(float x, float f) {
    if (!isOrdinary(f)) {
        return f * (x < -745.14f ? 0 : x > 709.79f ? INFINITE : x != x ? x : 1);
    }
    Exponential e(atLeast(atMost(x, 300), -300));
    return product(e.high(), e.k, f);
}

SINGLE_TIMES(exp, expTimes(x, f))

static __device__ float lessOne(float x) {
    float limited = atLeast(atMost(x, 89), -20);
    Exponential e(limited, fabsf(x) < 0.5f ? ROUNDING : fmaf(limited, 1.44269504f, ROUNDING));
    // By halves, as 2^k may be beyond the range where the result is not.
    float half = powerOf2(e.k - 1);
    float less = half - 0.5f;
    float y = 2 * (less + fmaf(half, e.t, (half - less) - 0.5f));
    return e.k == 0 ? x == 0 ? x : e.t : y;
}

SINGLE(expm1, lessOne(x))
SINGLE_TIMES(expm1, x > 60 ? expTimes(x, f) : lessOne(x) * f)

// (n + m) / (d + e) with small m and e; n of at most d, and d from 1 to 2.
static __device__ float quotient(float n, float m, float d, float e) {
    float inverse = 1 / d;
    float q = n * inverse;
    float rest = fmaf(-q, e, fmaf(-q, d, n)) + m;
    return fmaf(rest, inverse, q);
}

// 1 / (1 + e^-|x|), or e^-|x| as many times: a number from 0.5 to 1, to be multiplied by a power of 2.
struct Sigmoid {
    int k;
    float value;

    __device__ Sigmoid(float x) {
        Exponential e(atLeast(-fabsf(x), -300));
        float high = e.high(), low = e.low();
        float power = powerOf2(max(e.k, -60));
        float part = high * power;
        float d = 1 + part;
        k = x < 0 ? e.k : 0;
        value = quotient(x < 0 ? high : 1, x < 0 ? low : 0, d, ((1 - d) + part) + low * power);
    }
};

extern "C" __device__ __noinline__ float jacobi_sigmoid_f32(float x) {
    Sigmoid s(x);
    return scaled(s.value, max(s.k, -252));
}

extern "C" __device__ __noinline__ float jacobi_sigmoid_times_f32(float x, float f) {
    if (!isOrdinary(f)) {
        return f * (x < -745.14f ? 0 : x != x ? x : 1);
    }
    Sigmoid s(x);
    return product(s.value, s.k, f);
}

extern "C" __device__ __noinline__ float jacobi_tanh_f32(float x) {
    float a = fabsf(x);
    if (a < 0.55f) {
        float s = x * x;
        float p = -0x1.97781ap-8f;
        p = fmaf(p, s, 0x1.58a54cp-6f);
        p = fmaf(p, s, -0x1.b91882p-5f);
        p = fmaf(p, s, 0x1.110cd8p-3f);
        p = fmaf(p, s, -0x1.55554ap-2f);
        return fmaf(s * p, x, x);
    }
    // (1 - e^-2a) / (1 + e^-2a)
    Exponential e(-2 * atMost(a, 20));
    float power = powerOf2(e.k);
    float part = e.high() * power, low = e.low() * power;
    float n = 1 - part;
    float d = 1 + part;
    return copysignf(quotient(n, ((1 - n) - part) - low, d, ((1 - d) + part) + low), x);
}

// max(x, 0) + log(1 + u), where u = e^-|x|.
extern "C" __device__ __noinline__ float jacobi_softplus_f32(float x) {
    Exponential e(atLeast(-fabsf(x), -104));
    float u = scaled(e.high(), e.k);
    float low = scaled(e.low(), e.k);
    // 1 + u is 1 + f or 2 (1 + f).
    bool large = u > 0.5f;
    float f = large ? 0.5f * (u - 1) : u;
    float p = 0x1.3d538ep-5f;
    p = fmaf(p, f, -0x1.7aabeep-4f);
    p = fmaf(p, f, 0x1.e0a752p-4f);
    p = fmaf(p, f, -0x1.046be4p-3f);
    p = fmaf(p, f, 0x1.24443p-3f);
    p = fmaf(p, f, -0x1.551adap-3f);
    p = fmaf(p, f, 0x1.9998b4p-3f);
    p = fmaf(p, f, -0x1.00007p-2f);
    p = fmaf(p, f, 0x1.555558p-2f);
    p = fmaf(p, f, -0.5f);
    // What is lost of u changes the logarithm by 1 / (1 + u) of it.
    float slope = fmaf(fmaf(0x1.5e6ab4p-2f, u, -0x1.a7a0aap-1f), u, 0x1.fc2308p-1f);
    float log = fmaf(f * f, p, low * slope) + f;
    return (x < 0 ? 0 : x) + (large ? 0x1.62e43p-1f + log : log);
}

// x = n pi / 2 + r + low, with r to 0.8; then sines and cosines of r + low.
struct Angle {
    int n;
    float r;
    float low;
    float square;

    __device__ Angle(float x) {
        float rounded = fmaf(x, 0x1.45f306p-1f, ROUNDING);
        n = wholePart(rounded);
        float j = rounded - ROUNDING;
        // Half of pi in three parts; the first difference is exact.
        float first = fmaf(j, -0x1.921fb4p+0f, x);
        float second = j * 0x1.4442d2p-24f;
        r = first - second;
        float moved = r - first;
        float lost = (first - (r - moved)) - (second + moved);
        low = fmaf(j, 0x1.ee59dap-50f, lost - fmaf(j, 0x1.4442d2p-24f, -second));
        square = r * r;
    }

    __device__ float sine() const {
        float p = -0x1.9956bp-13f;
        p = fmaf(p, square, 0x1.11077ep-7f);
        p = fmaf(p, square, -0x1.555546p-3f);
        return r + fmaf(r * square, p, low * fmaf(-0.5f, square, 1));
    }

    __device__ float cosine() const {
        float p = 0x1.99e9fp-16f;
        p = fmaf(p, square, -0x1.6c0c2cp-10f);
        p = fmaf(p, square, 0x1.55554ap-5f);
        float high = fmaf(-0.5f, square, 1);
        float rest = fmaf(-0.5f, square, 1 - high);
        return high + (fmaf(square * square, p, rest) - r * low);
    }

    // The sine of x + quarters pi / 2.
    __device__ float value(int quarters) const {
        int m = n + quarters;
        float y = (m & 1) != 0 ? cosine() : sine();
        return (m & 2) != 0 ? -y : y;
    }
};

extern "C" __device__ __noinline__ float jacobi_sin_f32(float x) {
    if (!(fabsf(x) < 1e5f)) {
        return (float) jacobi_sin(x);
    }
    return x == 0 ? x : Angle(x).value(0);
}

extern "C" __device__ __noinline__ float jacobi_cos_f32(float x) {
    if (!(fabsf(x) < 1e5f)) {
        return (float) jacobi_cos(x);
    }
    return Angle(x).value(1);
}

// erf(x) / x - 1 for |x| to 1, by the square of x.
static __device__ float erfSmall(float s) {
    float p = 0x1.48ee8ep-14f;
    p = fmaf(p, s, -0x1.a3c98p-11f);
    p = fmaf(p, s, 0x1.53ff94p-8f);
    p = fmaf(p, s, -0x1.b7f858p-6f);
    p = fmaf(p, s, 0x1.ce2cfp-4f);
    p = fmaf(p, s, -0x1.81273ep-2f);
    return fmaf(p, s, 0x1.06eba8p-3f);
}

// erfc(x) / 2^k for x from 0.46: e^-x^2 times w / (x + 1), where w is a polynomial of 1 / (x + 1). Each factor is corrected
// by what it lost in rounding.
static __device__ float erfcLarge(float x, int& k) {
    float square = x * x;
    Exponential e(-square);
    k = e.k;
    float high = e.high();
    float low = fmaf(-high, fmaf(x, x, -square), e.low());
    float y = x + 1;
    float lost = x > 1 ? 1 - (y - x) : x - (y - 1);
    float q = 1 / y;
    float v = q - 0.375f;
    float p = 0x1.ac119ap+0f;
    p = fmaf(p, v, -0x1.c3b46ep+0f);
    p = fmaf(p, v, 0x1.8414a8p-5f);
    p = fmaf(p, v, 0x1.fc1ea6p-1f);
    p = fmaf(p, v, -0x1.83b63cp-1f);
    p = fmaf(p, v, -0x1.9ea7d2p-6f);
    p = fmaf(p, v, 0x1.129b56p-1f);
    p = fmaf(p, v, -0x1.6a85c8p-2f);
    p = fmaf(p, v, -0x1.3039d4p-2f);
    p = fmaf(p, v, 0x1.1fd6ap-1f);
    p = fmaf(p, v, 0x1.657e92p-26f);
    float w = p + 0x1.9487fap-1f;
    float wLow = (0x1.9487fap-1f - w) + p;
    float product = high * w;
    float productLow = fmaf(high, w, -product) + fmaf(high, wLow, low * w);
    // How far q is from 1 / (x + 1), relatively; w changes with it.
    float error = fmaf(-q, lost, fmaf(-q, y, 1));
    float result = product * q;
    float correction = fmaf(product, q, -result) + fmaf(productLow, q, result * error * fmaf(0.8f, q, 1));
    return result + correction;
}

extern "C" __device__ __noinline__ float jacobi_erf_f32(float x) {
    float a = fabsf(x);
    if (a < 1) {
        return fmaf(erfSmall(x * x), x, x);
    }
    int k;
    float tail = erfcLarge(atMost(a, 5), k);
    return copysignf(1 - tail * powerOf2(k), x);
}

// erfc(x) / 2^k
static __device__ float erfcParts(float x, int& k) {
    k = 0;
    if (fabsf(x) < 0.46f) {
        return 1 - fmaf(erfSmall(x * x), x, x);
    }
    float tail = erfcLarge(atMost(fabsf(x), 14), k);
    if (x < 0) {
        tail = 2 - scaled(tail, max(k, -252));
        k = 0;
    }
    return tail;
}

extern "C" __device__ __noinline__ float jacobi_erfc_f32(float x) {
    int k;
    float y = erfcParts(x, k);
    return scaled(y, max(k, -252));
}

extern "C" __device__ __noinline__ float jacobi_erfc_times_f32(float x, float f) {
    if (!isOrdinary(f)) {
        return f * (x > 27.23f ? 0 : x != x ? x : 1);
    }
    int k;
    float y = erfcParts(x, k);
    return product(y, k, f);
}
