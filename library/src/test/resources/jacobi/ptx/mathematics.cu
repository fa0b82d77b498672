// Functions whose code has slow paths: tables, local memory, calls, carries, approximations that are refined.

struct Arguments {
    const void* x;
    const void* y;
    void* out;
    int n;
};

#define KERNEL(NAME, TYPE, VALUE)                                            \
    extern "C" __global__ void NAME(Arguments a) {                           \
        int i = blockIdx.x * blockDim.x + threadIdx.x;                       \
        if (i < a.n) {                                                       \
            TYPE x = ((const TYPE*) a.x)[i];                                 \
            [[maybe_unused]] TYPE y = ((const TYPE*) a.y)[i];                \
            ((TYPE*) a.out)[i] = VALUE;                                      \
        }                                                                    \
    }

KERNEL(exp_float, float, expf(x))
KERNEL(exp_double, double, exp(x))
KERNEL(log_float, float, logf(x))
KERNEL(log_double, double, log(x))
KERNEL(sin_float, float, sinf(x))
KERNEL(sin_double, double, sin(x))
KERNEL(atan2_double, double, atan2(x, y))
KERNEL(pow_float, float, powf(x, y))
KERNEL(fmod_float, float, fmodf(x, y))
KERNEL(fmod_double, double, fmod(x, y))
KERNEL(remainder_double, double, remainder(x, y))
KERNEL(tanh_double, double, tanh(x))
KERNEL(cbrt_float, float, cbrtf(x))
KERNEL(rsqrt_double, double, rsqrt(x))
KERNEL(next_float, float, nextafterf(x, y))
KERNEL(divide_long, long long, y == 0 || x == (1LL << 63) ? 7 : x / y)
KERNEL(high_unsigned, unsigned long long, __umul64hi(x, y))
