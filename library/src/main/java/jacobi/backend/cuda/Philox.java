package jacobi.backend.cuda;

import jacobi.backend.NDArray;
import java.util.Locale;

/**
 * Random numbers made on the device: those of {@code new Rng(seed)}, to the last bit. The position is how many numbers of 64
 * bits have been drawn before; the caller moves on by what each method says.
 */
final class Philox {
    private Philox() {
    }

    /** Fills with 64 random bits each; one draw each. */
    static void words(Gpu gpu, long seed, long position, NDArray out) {
        fill(gpu, "words", seed, position, 0, 0, 0, null, out);
    }

    /** Fills with numbers in [low, high), float32 or float64; one draw each. */
    static void uniform(Gpu gpu, long seed, long position, double low, double high, NDArray out) {
        double last = Math.nextDown(high);
        if (out.dtype() == jacobi.DType.FLOAT32) {
            last = (float) high < high ? (float) high : Math.nextDown((float) high);
        }
        fill(gpu, typed("uniform", out), seed, position, low, high - low, last, null, out);
    }

    /** Fills with numbers of the normal distribution, float32 or float64; two draws each. */
    static void normal(Gpu gpu, long seed, long position, double mean, double deviation, NDArray out) {
        fill(gpu, typed("normal", out), seed, position, mean, deviation, 0, null, out);
    }

    /** Fills with 1 where an event of the given probability takes place, else 0; one draw each. */
    static void bernoulli(Gpu gpu, long seed, long position, NDArray probabilities, NDArray out) {
        NDArray given = Layouts.contiguous(probabilities);
        fill(gpu, typed("bernoulli", out), seed, position, 0, 0, 0, given, out);
    }

    private static String typed(String name, NDArray out) {
        return name + "_" + out.dtype().name().toLowerCase(Locale.ROOT);
    }

    private static void fill(Gpu gpu, String kernel, long seed, long position, double first, double second, double last,
                             NDArray given, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        NDArray target = Layouts.target(out);
        gpu.launch("random", "philox_" + kernel, Gpu.blocks(out.size()), Gpu.BLOCK, 0, arguments -> arguments
                .add(CudaBuffer.address(target)).add(position).add(first).add(second).add(last)
                .add(given == null ? 0L : CudaBuffer.address(given)).add((int) seed).add((int) (seed >>> 32)).add(out.size()));
        Layouts.finish(target, out);
    }
}
