// What threads do together: shared memory, barriers, shuffles, votes, atomics; and calls, tables and vectors.

struct Arguments {
    const void* x;
    const void* y;
    void* out;
    long long n;
};

extern "C" __global__ void sum(Arguments a) {
    __shared__ double part[256];
    double total = 0;
    for (long long i = blockIdx.x * 256LL + threadIdx.x; i < a.n; i += gridDim.x * 256LL) {
        total += ((const float*) a.x)[i];
    }
    part[threadIdx.x] = total;
    __syncthreads();
    for (int half = 128; half > 0; half >>= 1) {
        if (threadIdx.x < half) {
            part[threadIdx.x] += part[threadIdx.x + half];
        }
        __syncthreads();
    }
    if (threadIdx.x == 0) {
        ((double*) a.out)[blockIdx.x] = part[0];
    }
}

// The sum of a warp's numbers, how many are positive, and how many in the block are.
extern "C" __global__ void warps(Arguments a) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    int x = ((const int*) a.x)[i];
    int sum = x;
    for (int by = 16; by > 0; by >>= 1) {
        sum += __shfl_xor_sync(0xffffffff, sum, by);
    }
    int positive = __popc(__ballot_sync(0xffffffff, x > 0));
    ((int3*) a.out)[i] = make_int3(sum, positive, __syncthreads_count(x > 0));
}

// A tile of a matrix product: 64 x n times n x 64.
extern "C" __global__ void product(Arguments a) {
    __shared__ float left[64][17];
    extern __shared__ float4 right[];
    const float* x = (const float*) a.x;
    const float4* y = (const float4*) a.y;
    int t = threadIdx.x;
    float4 sums[4] = {};
    for (int start = 0; start < a.n; start += 16) {
        for (int e = t; e < 1024; e += 256) {
            left[e / 16][e % 16] = x[e / 16 * a.n + start + e % 16];
        }
        right[t] = __ldg(&y[(start + t / 16) * 16 + t % 16]);
        __syncthreads();
        for (int k = 0; k < 16; k++) {
            float4 row = right[k * 16 + t % 16];
            for (int r = 0; r < 4; r++) {
                float factor = left[t / 16 * 4 + r][k];
                sums[r].x += factor * row.x;
                sums[r].y += factor * row.y;
                sums[r].z += factor * row.z;
                sums[r].w += factor * row.w;
            }
        }
        __syncthreads();
    }
    for (int r = 0; r < 4; r++) {
        ((float4*) a.out)[(t / 16 * 4 + r) * 16 + t % 16] = sums[r];
    }
}

extern "C" __global__ void histogram(Arguments a) {
    __shared__ int counts[16];
    if (threadIdx.x < 16) {
        counts[threadIdx.x] = 0;
    }
    __syncthreads();
    for (int i = threadIdx.x; i < a.n; i += blockDim.x) {
        atomicAdd(&counts[((const int*) a.x)[i] & 15], 1);
    }
    __syncthreads();
    if (threadIdx.x < 16) {
        atomicAdd((int*) a.out + threadIdx.x, counts[threadIdx.x]);
    }
}

__constant__ int PRIMES[8] = {2, 3, 5, 7, 11, 13, 17, 19};
__device__ const char* const TEXT = "jacobi";

struct Pair {
    double a;
    int b;
};

__device__ __noinline__ Pair pair(double x, int n) {
    Pair p;
    p.a = x * 2;
    p.b = PRIMES[n & 7] + TEXT[n % 6];
    return p;
}

extern "C" __global__ void calls(Arguments a) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= a.n) {
        return;
    }
    Pair p = pair(i, i);
    double value;
    switch (i % 7) {
        case 0: value = p.a + 1; break;
        case 1: value = p.a * p.a; break;
        case 2: value = p.b; break;
        case 3: value = -p.a; break;
        case 4: value = sqrt(p.a); break;
        default: value = p.a + p.b;
    }
    ((double*) a.out)[i] = value;
}
