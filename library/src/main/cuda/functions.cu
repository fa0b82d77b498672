// The functions of formulas that PTX has no instruction for, in double, with the special cases of jacobi.expr.Exact.
// Kernels made from formulas call them. Names are jacobi_ and the name in a formula; _s32 and _s64 are those on whole
// numbers, _f32 those in float.
// Nothing here calls them:
// options: --relocatable-device-code=true
// Nothing is fused but by fma:
// options: --fmad=false

#define UNARY(name, value) \
    extern "C" __device__ __noinline__ double jacobi_##name(double x) { return value; }
#define BINARY(name, value) \
    extern "C" __device__ __noinline__ double jacobi_##name(double a, double b) { return value; }

UNARY(exp, exp(x))
UNARY(expm1, expm1(x))
UNARY(log, log(x))
UNARY(log1p, log1p(x))
UNARY(log10, log10(x))
UNARY(sin, sin(x))
UNARY(cos, cos(x))
UNARY(tan, tan(x))
UNARY(asin, asin(x))
UNARY(acos, acos(x))
UNARY(atan, atan(x))
UNARY(sinh, sinh(x))
UNARY(cosh, cosh(x))
UNARY(tanh, tanh(x))
UNARY(asinh, asinh(x))
UNARY(acosh, acosh(x))
UNARY(atanh, atanh(x))
UNARY(erf, erf(x))
UNARY(erfc, erfc(x))
UNARY(erfinv, erfinv(x))
UNARY(lgamma, lgamma(x))
BINARY(atan2, atan2(a, b))
BINARY(hypot, hypot(a, b))
BINARY(fmod, fmod(a, b))

#include "singles.cuh"

// Exact for powers of 2.
extern "C" __device__ __noinline__ double jacobi_log2(double x) {
    int e;
    double m = frexp(x, &e);
    return m == 0.5 ? e - 1 : log2(x);
}

extern "C" __device__ __noinline__ double jacobi_sigmoid(double x) {
    double e = exp(-fabs(x));
    return (x < 0 ? e : 1) / (1 + e);
}

extern "C" __device__ __noinline__ double jacobi_softplus(double x) {
    double r = log1p(exp(-fabs(x)));
    return x != x ? x : fmax(x, 0.0) + r;
}

extern "C" __device__ __noinline__ double jacobi_logaddexp(double a, double b) {
    if (a == b) {
        return a + 0.6931471805599453;
    }
    return a != a || b != b ? a + b : fmax(a, b) + log1p(exp(-fabs(a - b)));
}

// C's pow: 1 for a = 1, and for a = -1 and an infinite b.
BINARY(pow, pow(a, b))

extern "C" __device__ __noinline__ double jacobi_floorDivide(double a, double b) {
    if (b == 0) {
        return a / b;
    }
    double rest = fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        quotient -= 1;
    }
    return rint(quotient);
}

// Whole numbers. Division by 0 gives what Java's conversion of an infinity or NaN gives.

extern "C" __device__ __noinline__ int jacobi_fmod_s32(int a, int b) {
    return b == 0 || b == -1 ? 0 : a % b;
}

extern "C" __device__ __noinline__ long long jacobi_fmod_s64(long long a, long long b) {
    return b == 0 || b == -1 ? 0 : a % b;
}

extern "C" __device__ __noinline__ int jacobi_floorDivide_s32(int a, int b) {
    if (b == 0) {
        return a == 0 ? 0 : a > 0 ? 2147483647 : -2147483647 - 1;
    }
    if (b == -1) {
        return (int) (0u - (unsigned) a);
    }
    int q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

extern "C" __device__ __noinline__ long long jacobi_floorDivide_s64(long long a, long long b) {
    if (b == 0) {
        return a == 0 ? 0 : a > 0 ? 9223372036854775807LL : -9223372036854775807LL - 1;
    }
    if (b == -1) {
        return (long long) (0ull - (unsigned long long) a);
    }
    long long q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

extern "C" __device__ __noinline__ long long jacobi_pow_s64(long long a, long long b) {
    // A power of whole numbers is whole, or below 1 and cut off; pow may miss it by a little.
    double near = rint(pow((double) a, (double) b));
    if (!(fabs(near) > 9007199254740992.0 && fabs(near) < 9223372036854775808.0)) {
        return near != near ? 0 : near >= 9223372036854775808.0 ? 9223372036854775807LL
                : near <= -9223372036854775808.0 ? -9223372036854775807LL - 1 : (long long) near;
    }
    long long power = 1;
    for (long long i = 0; i < b; i++) {
        power *= a;
    }
    return power;
}

// The gamma function's relatives, as jacobi.expr.GammaFunctions has them.

__device__ const double DIGAMMA[22] = {0.951055876031833, -0.21181371064073026, 0.06013562106019355,
    -0.018550615381738605, 0.005936795278433826, -0.0019350666647832667, 0.000636888028319074,
    -0.00021074841215733007, 6.995020484160625e-05, -2.325823828431376e-05, 7.741156881253708e-06,
    -2.578107848270217e-06, 8.591324222417666e-07, -2.8628755280038686e-07, 9.500926192924096e-08,
    -3.166618072027162e-08, 1.10370884388543e-08, -3.6788868183645545e-09, 8.668257373761658e-10,
    -2.889363639216111e-10, 2.4765474440031764e-10, -8.25512972008104e-11};

__device__ const double BERNOULLI[10] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6,
    -3617.0 / 510, 43867.0 / 798, -174611.0 / 330};

// digamma from 1 to 2.
static __device__ double onUnit(double x) {
    double t = 2 * x - 3;
    double sum = DIGAMMA[21];
    for (int i = 20; i >= 0; i--) {
        sum = fma(sum, t, DIGAMMA[i]);
    }
    return (x - 1.4616321449683622 - 9.549995429965697e-17) * sum;
}

static __device__ double digammaPositive(double x) {
    if (x < 1) {
        return onUnit(x + 1) - 1 / x;
    }
    if (x < 10) {
        double sum = 0;
        double y = x;
        while (y > 2) {
            y -= 1;
            sum += 1 / y;
        }
        return onUnit(y) + sum;
    }
    double r = 1 / (x * x);
    double series = 0;
    for (int k = 8; k >= 1; k--) {
        series = series * r + BERNOULLI[k - 1] / (2 * k);
    }
    return log(x) - 0.5 / x - series * r;
}

extern "C" __device__ __noinline__ double jacobi_digamma(double x) {
    if (x == 0 || x != x) {
        return -1 / x;
    }
    if (x < 0) {
        double part = x - rint(x);
        return part == 0 ? nan("") : digammaPositive(1 - x) - 3.141592653589793 / tan(3.141592653589793 * part);
    }
    return digammaPositive(x);
}

static __device__ double factorial(int n) {
    double product = 1;
    for (int i = 2; i <= n; i++) {
        product *= i;
    }
    return product;
}

// The sum of (x + k)^-s over k from 0 on, by Euler and Maclaurin.
static __device__ double zeta(int s, double x) {
    double sum = 0;
    double a = x;
    for (; a < 10 + s; a += 1) {
        sum += pow(a, (double) -s);
    }
    double power = pow(a, (double) -s);
    sum += power * (a / (s - 1) + 0.5);
    double factor = power * s / a;
    for (int k = 1; k <= 10; k++) {
        sum += BERNOULLI[k - 1] / factorial(2 * k) * factor;
        factor *= (s + 2 * k - 1) * (s + 2.0 * k) / (a * a);
    }
    return sum;
}

static __device__ double polygammaPositive(int n, double x) {
    double sign = n % 2 == 0 ? -1 : 1;
    return isinf(x) ? 0 : sign * factorial(n) * zeta(n + 1, x);
}

extern "C" __device__ __noinline__ double jacobi_polygamma(double order, double x) {
    if (!(order >= 0) || order != rint(order) || x != x) {
        return nan("");
    }
    if (order == 0) {
        return jacobi_digamma(x);
    }
    if (order > 170) {
        return nan("");
    }
    int n = (int) order;
    if (x > 0) {
        return polygammaPositive(n, x);
    }
    double part = x - rint(x);
    if (part == 0) {
        return n % 2 == 0 ? nan("") : 1.0 / 0.0;
    }
    // The n-th derivative of cot(pi x): with c the cotangent it is a polynomial, as c' = -pi (1 + c^2).
    double p[173];
    double next[173];
    for (int i = 0; i < 173; i++) {
        p[i] = 0;
    }
    p[1] = 1;
    int length = 2;
    for (int k = 0; k < n; k++) {
        for (int i = 0; i <= length; i++) {
            next[i] = 0;
        }
        for (int i = 1; i < length; i++) {
            next[i - 1] -= 3.141592653589793 * i * p[i];
            next[i + 1] -= 3.141592653589793 * i * p[i];
        }
        length++;
        for (int i = 0; i < length; i++) {
            p[i] = next[i];
        }
    }
    double c = 1 / tan(3.141592653589793 * part);
    double sum = p[length - 1];
    for (int i = length - 2; i >= 0; i--) {
        sum = fma(sum, c, p[i]);
    }
    double sign = n % 2 == 0 ? -1 : 1;
    return -sign * polygammaPositive(n, 1 - x) - 3.141592653589793 * sum;
}
