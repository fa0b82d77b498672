package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.backend.Draws;
import jacobi.backend.NDArray;
import java.util.Locale;

/** Random numbers made on the device by kernels that are {@link jacobi.random.PhiloxStream} again. */
final class Philox implements Draws {
    private final Gpu gpu;

    Philox(Gpu gpu) {
        this.gpu = gpu;
    }

    /** Fills with 64 random bits each; one draw each. */
    void words(long seed, long position, NDArray out) {
        fill("words", seed, position, 0, 0, 0, null, out);
    }

    @Override
    public void uniform(long seed, long position, double low, double high, NDArray out) {
        double last = Math.nextDown(high);
        if (out.dtype() == DType.FLOAT32) {
            last = (float) high < high ? (float) high : Math.nextDown((float) high);
        }
        fill(typed("uniform", out), seed, position, low, high - low, last, null, out);
    }

    @Override
    public void normal(long seed, long position, double mean, double deviation, NDArray out) {
        fill(typed("normal", out), seed, position, mean, deviation, 0, null, out);
    }

    @Override
    public void bernoulli(long seed, long position, NDArray probabilities, NDArray out) {
        NDArray given = Layouts.contiguous(probabilities);
        fill(typed("bernoulli", out), seed, position, 0, 0, 0, given, out);
    }

    private static String typed(String name, NDArray out) {
        return name + "_" + out.dtype().name().toLowerCase(Locale.ROOT);
    }

    private void fill(String kernel, long seed, long position, double first, double second, double last, NDArray given,
                      NDArray out) {
        if (out.size() == 0) {
            return;
        }
        // They are a function of the seed and the position, which noted work would have again.
        gpu.staging.requireNew();
        NDArray target = Layouts.target(out);
        gpu.launch("random", "philox_" + kernel, Gpu.blocks(out.size()), Gpu.BLOCK, 0, arguments -> arguments
                .add(CudaBuffer.address(target)).add(position).add(first).add(second).add(last)
                .add(given == null ? 0L : CudaBuffer.address(given)).add((int) seed).add((int) (seed >>> 32)).add(out.size()));
        Layouts.finish(target, out);
    }
}
