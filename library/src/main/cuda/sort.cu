// Where the elements of lines go when they are sorted. Elements become keys whose order as whole numbers is the one wanted;
// equals stay in order. Tiles are sorted in shared memory, then merged two by two.
#include "common.cuh"

struct Sort {
    const void* in;
    u64* keys;
    int* places;
    u64* newKeys;        // where merged runs go
    int* newPlaces;
    i64* out;
    int lines;           // outer * inner
    int length;
    int inner;
    int logTile;
    int tiles;           // of a line
    int run;             // elements of a sorted run
    int count;           // of each line, how many are wanted
    int descending;
};

// As unsigned numbers: negative ones come first, NaN last, and -0 is 0.
inline u64 key(u8 v) { return v; }
inline u64 key(int v) { return (u64) (i64) v ^ 0x8000000000000000ULL; }
inline u64 key(i64 v) { return (u64) v ^ 0x8000000000000000ULL; }
inline u64 key(double v) {
    if (v != v) {
        return 0xffffffffffffffffULL;
    }
    i64 bits = __double_as_longlong(v == 0 ? 0.0 : v);
    return bits < 0 ? ~(u64) bits : (u64) bits ^ 0x8000000000000000ULL;
}
inline u64 key(float v) { return key((double) v); }

#define TILE 1024

template <class T> inline void sortTiles(const Sort& a, u64* keys, int* places) {
    int id = threadIdx.x;
    int tile = 1 << a.logTile;
    i64 first = (i64) blockIdx.x * (TILE >> a.logTile);
    for (int e = id; e < TILE; e += THREADS) {
        i64 number = first + (e >> a.logTile);
        i64 line = number / a.tiles;
        i64 k = (number - line * a.tiles) * tile + (e & (tile - 1));
        keys[e] = 0xffffffffffffffffULL;
        places[e] = 0x7fffffff;
        if (line < a.lines && k < a.length) {
            i64 o = line / a.inner;
            u64 own = key(((const T*) a.in)[(o * a.length + k) * a.inner + (line - o * a.inner)]);
            keys[e] = a.descending ? ~own : own;
            places[e] = (int) k;
        }
    }
    // Batcher's bitonic sort; as places differ, no two elements are equal.
    for (int size = 2; size <= tile; size *= 2) {
        for (int distance = size / 2; distance > 0; distance /= 2) {
            __syncthreads();
            for (int pair = id; pair < TILE / 2; pair += THREADS) {
                int low = 2 * pair - (pair & (distance - 1));
                int high = low + distance;
                bool rising = (low & (tile - 1) & size) == 0;
                u64 x = keys[low], y = keys[high];
                int px = places[low], py = places[high];
                bool wrong = x > y || x == y && px > py;
                if (wrong == rising) {
                    keys[low] = y;
                    keys[high] = x;
                    places[low] = py;
                    places[high] = px;
                }
            }
        }
    }
    __syncthreads();
    for (int e = id; e < TILE; e += THREADS) {
        i64 number = first + (e >> a.logTile);
        i64 line = number / a.tiles;
        i64 k = (number - line * a.tiles) * tile + (e & (tile - 1));
        if (line < a.lines && k < a.length) {
            a.keys[line * a.length + k] = keys[e];
            a.places[line * a.length + k] = places[e];
        }
    }
}

#define SORT_TILES(name, T) \
    KERNEL sort_tiles_##name(Sort a) { \
        __shared__ u64 keys[TILE]; \
        __shared__ int places[TILE]; \
        sortTiles<T>(a, keys, places); \
    }

SORT_TILES(bool, u8)
SORT_TILES(int32, int)
SORT_TILES(int64, i64)
SORT_TILES(float32, float)
SORT_TILES(float64, double)

// Each element finds how many of the neighbouring run come before it.
KERNEL sort_merge(Sort a) {
    i64 e = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (e >= (i64) a.lines * a.length) {
        return;
    }
    i64 line = e / a.length;
    i64 base = line * a.length;
    i64 k = e - base;
    i64 pair = k / (2 * (i64) a.run) * (2 * (i64) a.run);
    bool left = k - pair < a.run;
    i64 start = left ? pair + a.run : pair;
    i64 end = start + a.run;
    start = start < a.length ? start : a.length;
    end = end < a.length ? end : a.length;
    u64 own = a.keys[e];
    i64 low = start, high = end;
    while (low < high) {
        i64 middle = (low + high) / 2;
        u64 other = a.keys[base + middle];
        // Equals of the left run come first.
        if (left ? other < own : other <= own) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    i64 to = left ? k + (low - start) : pair + (k - pair - a.run) + (low - start);
    a.newKeys[base + to] = own;
    a.newPlaces[base + to] = a.places[e];
}

KERNEL sort_places(Sort a) {
    i64 e = (i64) blockIdx.x * THREADS + threadIdx.x;
    if (e >= (i64) a.lines * a.count) {
        return;
    }
    i64 q = e / a.inner;
    i64 i = e - q * a.inner;
    i64 o = q / a.count;
    i64 k = q - o * a.count;
    a.out[e] = a.places[(o * a.inner + i) * a.length + k];
}
