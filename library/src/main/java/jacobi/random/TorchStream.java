package jacobi.random;

import java.util.ArrayList;
import java.util.List;

/** The numbers of PyTorch's generator for the CPU. Some calls give other numbers in float32 than in float64. */
final class TorchStream extends RandomStream {
    /** From this many numbers on they are made in blocks. */
    private static final int BLOCK = 16;
    /** Whole numbers below this and larger bounds are made of 64 bits. */
    private static final long WIDE = 1L << 28;
    private static final long WIDE_V1 = 1L << 32;
    /** Where PyTorch's way to truncate has too few digits, and warns. */
    private static final double FAR = 2;

    private final TorchBuild build;
    private final MersenneTwister twister;
    private final KeptNormal kept;

    TorchStream(TorchBuild build, int seed) {
        this.build = build;
        twister = new MersenneTwister(seed);
        kept = new KeptNormal();
    }

    TorchStream(TorchBuild build, List<Long> saved) {
        this.build = build;
        twister = new MersenneTwister(saved);
        kept = new KeptNormal(saved.subList(MersenneTwister.SAVED, saved.size()));
    }

    @Override
    public Saved save() {
        List<Long> words = new ArrayList<>();
        twister.save(words);
        kept.save(words);
        return new Saved(build.stream(), words);
    }

    @Override
    public long nextLong() {
        return twister.nextLong();
    }

    /** Float64: the lower 53 of 64 bits. */
    @Override
    public double uniform() {
        return (twister.nextLong() & 0x1FFFFFFFFFFFFFL) * 0x1p-53;
    }

    /** Float32: the lower 24 of 32 bits. */
    private float uniformFloat() {
        return (twister.next() & 0xFFFFFF) * 0x1p-24f;
    }

    @Override
    public void uniform(double[] out, double low, double high) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = Math.fma(uniform(), high - low, low);
        }
    }

    @Override
    public void uniform(float[] out, double low, double high) {
        float from = (float) low;
        float width = (float) high - from;
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = Math.fma(uniformFloat(), width, from);
        }
    }

    /** One at a time: both numbers of a pair (Box and Muller), the cosine first; float64 whatever it is for. */
    @Override
    public double normal() {
        if (kept.isKept()) {
            return kept.take();
        }
        double angle = 2 * StrictMath.PI * uniform();
        double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-uniform()));
        kept.keep(radius * Turn.sin(angle));
        return radius * Turn.cos(angle);
    }

    @Override
    public void normal(double[] out, double mean, double deviation) {
        if (out.length < BLOCK) {
            super.normal(out, mean, deviation);
            return;
        }
        uniform(out, 0, 1);
        for (int i = 0; i <= out.length - BLOCK; i += BLOCK) {
            poll(i);
            pairs(out, i, mean, deviation);
        }
        if (out.length % BLOCK != 0) {
            int last = out.length - BLOCK;
            for (int i = last; i < out.length; i++) {
                out[i] = uniform();
            }
            pairs(out, last, mean, deviation);
        }
    }

    private static void pairs(double[] out, int from, double mean, double deviation) {
        for (int i = from; i < from + BLOCK / 2; i++) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - out[i]));
            double angle = 2 * StrictMath.PI * out[i + BLOCK / 2];
            out[i] = Math.fma(radius * Turn.cos(angle), deviation, mean);
            out[i + BLOCK / 2] = Math.fma(radius * Turn.sin(angle), deviation, mean);
        }
    }

    @Override
    public void normal(float[] out, double mean, double deviation) {
        if (out.length < BLOCK) {
            super.normal(out, mean, deviation);
            return;
        }
        uniform(out, 0, 1);
        for (int i = 0; i <= out.length - BLOCK; i += BLOCK) {
            poll(i);
            pairs(out, i, (float) mean, (float) deviation);
        }
        if (out.length % BLOCK != 0) {
            // The last 16 anew, some of them for the second time.
            int last = out.length - BLOCK;
            for (int i = last; i < out.length; i++) {
                out[i] = uniformFloat();
            }
            pairs(out, last, (float) mean, (float) deviation);
        }
    }

    private static void pairs(float[] out, int from, float mean, float deviation) {
        for (int i = from; i < from + BLOCK / 2; i++) {
            float radius = (float) Math.sqrt(-2 * Cephes.log(1 - out[i]));
            float angle = (float) (2 * Math.PI) * out[i + BLOCK / 2];
            out[i] = Math.fma(radius * Cephes.cos(angle), deviation, mean);
            out[i + BLOCK / 2] = Math.fma(radius * Cephes.sin(angle), deviation, mean);
        }
    }

    /** The remainder of 32 bits, or of 64 for bounds where that would favour some numbers visibly. */
    @Override
    public long integer(long bound) {
        long wide = build == TorchBuild.V1 ? WIDE_V1 : WIDE;
        return bound < wide ? twister.nextUnsigned() % bound : Long.remainderUnsigned(twister.nextLong(), bound);
    }

    @Override
    public boolean bernoulli(float p) {
        return uniformFloat() < p;
    }

    /** {@code randperm}: from the front. */
    @Override
    public int[] permutation(int n) {
        int[] order = range(n);
        for (int i = 0; i < n - 1; i++) {
            poll(i);
            swap(order, i, i + (int) (twister.nextUnsigned() % (n - i)));
        }
        return order;
    }

    /** A single draw is the same with and without replacement; version 2 takes the latter. */
    private boolean isRace(int count, boolean replacement) {
        return !replacement || count == 1 && build != TorchBuild.V1;
    }

    /** {@code multinomial}. */
    @Override
    public int[] choose(double[] weights, int count, boolean replacement) {
        if (isRace(count, replacement)) {
            return Choosing.byRace(this, weights, count);
        }
        double[] sums = Choosing.cumulated(weights);
        sums[sums.length - 1] = 1;
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            poll(i);
            chosen[i] = atLeast(sums, uniform());
        }
        return chosen;
    }

    @Override
    public int[] choose(float[] weights, int count, boolean replacement) {
        double[] numbers = new double[weights.length];
        if (isRace(count, replacement)) {
            float[] times = new float[weights.length];
            exponential(times);
            for (int i = 0; i < numbers.length; i++) {
                poll(i);
                numbers[i] = weights[i] / times[i];
            }
            return Choosing.largest(numbers, count);
        }
        float sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            poll(i);
            sum += weights[i];
            numbers[i] = sum;
        }
        for (int i = 0; i < numbers.length; i++) {
            poll(i);
            numbers[i] = (float) numbers[i] / sum;
        }
        numbers[numbers.length - 1] = 1;
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            poll(i);
            chosen[i] = atLeast(numbers, uniform());
        }
        return chosen;
    }

    /** {@return the first index whose number is not below this one} */
    private static int atLeast(double[] increasing, double number) {
        int low = 0;
        int high = increasing.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (increasing[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public double exponential() {
        return -StrictMath.log1p(-uniform());
    }

    @Override
    public void exponential(double[] out) {
        if (build != TorchBuild.V2_MKL) {
            super.exponential(out);
            return;
        }
        Mcg31 generator = new Mcg31(twister.nextLong());
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = generator.exponential();
        }
    }

    @Override
    public void exponential(float[] out) {
        if (build != TorchBuild.V2_MKL) {
            super.exponential(out);
            return;
        }
        Mcg31 generator = new Mcg31(twister.next());
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) generator.exponential();
        }
    }

    /** {@code nn.init.trunc_normal_}: uniform numbers in the type of the result, and the inverse error function. */
    @Override
    public void truncatedNormal(double[] out, double low, double high) {
        if (low > FAR || high < -FAR) {
            super.truncatedNormal(out, low, high);
            return;
        }
        uniform(out, 2 * TruncatedNormal.below(low) - 1, 2 * TruncatedNormal.below(high) - 1);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = quantile(out[i], low, high);
        }
    }

    @Override
    public void truncatedNormal(float[] out, double low, double high) {
        if (low > FAR || high < -FAR) {
            super.truncatedNormal(out, low, high);
            return;
        }
        uniform(out, 2 * TruncatedNormal.below(low) - 1, 2 * TruncatedNormal.below(high) - 1);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) quantile(out[i], low, high);
        }
    }

    private static double quantile(double x, double low, double high) {
        double p = Math.clamp((1 + x) / 2, Double.MIN_NORMAL, Math.nextDown(1.0));
        return Math.clamp(TruncatedNormal.quantile(p), low, high);
    }
}
