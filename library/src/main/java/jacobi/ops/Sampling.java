package jacobi.ops;

import jacobi.DType;
import jacobi.Device;
import jacobi.Interruption;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.Backend;
import jacobi.backend.Draws;
import jacobi.backend.NDArray;
import jacobi.backend.cpu.Threads;
import jacobi.random.Saved;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * Tensors of random numbers. Each has its place in the generator's sequence, in row-major order, so that a seed gives
 * the same numbers wherever and with however many threads the program runs.
 */
public final class Sampling {
    /** To be filled, so that a generator checks what it is asked for. */
    private static final float[] NONE = {};
    /** Numbers that are worth a thread of their own. */
    private static final int GRAIN = 1 << 15;
    /** Numbers drawn at a time by such a thread: they stay in its cache until they are copied to their place. */
    private static final int PIECE = 1 << 11;

    private Sampling() {
    }

    /** How a device fills an array with random numbers. */
    private interface Filling {
        void fill(Draws draws, long seed, long position, NDArray out);
    }

    /** Whether the device in use makes this generator's numbers; then these need not travel. */
    private static boolean isMadeByDevice(Rng rng) {
        return Device.inUse().backend().draws() != null && rng.skip(0).isPresent();
    }

    private static Tensor made(Rng rng, int drawsEach, DType dtype, Shape shape, Filling filling) {
        Interruption.poll("random numbers");
        Backend backend = Device.inUse().backend();
        NDArray out = backend.empty(dtype, shape);
        List<Long> from = rng.skip((long) drawsEach * shape.size()).orElseThrow().words();
        filling.fill(backend.draws(), from.get(0), from.get(1), out);
        return Tensor.of(out);
    }

    /** {@return the array, filled} By several threads if it is large and the sequence can be entered anywhere. */
    private static <A> A filled(Rng rng, int drawsEach, A out, BiConsumer<Rng, A> fill) {
        int n = Array.getLength(out);
        if (n <= GRAIN || rng.skip(0).isEmpty()) {
            fill.accept(rng, out);
            return out;
        }
        // Nothing is drawn if the generator refuses what it is asked for.
        fill.accept(rng, like(out, 0));
        Saved start = rng.skip((long) drawsEach * n).orElseThrow();
        Threads.parallelFor(n, GRAIN, (from, to) -> {
            Rng there = new Rng(0).restore(start);
            there.skip((long) drawsEach * from);
            A piece = like(out, PIECE);
            for (int at = from, count; at < to; at += count) {
                count = Math.min(PIECE, to - at);
                piece = count < PIECE ? like(out, count) : piece;
                fill.accept(there, piece);
                System.arraycopy(piece, 0, out, at, count);
            }
        });
        return out;
    }

    @SuppressWarnings("unchecked")
    private static <A> A like(A array, int length) {
        return (A) Array.newInstance(array.getClass().componentType(), length);
    }

    /** Numbers uniform in [low, high), float32 or float64. */
    public static Tensor uniform(Rng rng, DType dtype, double low, double high, Shape shape) {
        requireFloating("uniform", dtype);
        if (isMadeByDevice(rng)) {
            rng.fillUniform(NONE, low, high);
            return made(rng, 1, dtype, shape,
                    (draws, seed, position, out) -> draws.uniform(seed, position, low, high, out));
        }
        if (dtype == DType.FLOAT64) {
            double[] values = new double[shape.size()];
            return float64(filled(rng, 1, values, (from, out) -> from.fillUniform(out, low, high)), shape);
        }
        float[] values = new float[shape.size()];
        return adopted(filled(rng, 1, values, (from, out) -> from.fillUniform(out, low, high)), shape);
    }

    /** Numbers of the normal distribution, float32 or float64. */
    public static Tensor normal(Rng rng, DType dtype, double mean, double deviation, Shape shape) {
        requireFloating("normal", dtype);
        if (isMadeByDevice(rng)) {
            rng.fillNormal(NONE, mean, deviation);
            return made(rng, 2, dtype, shape,
                    (draws, seed, position, out) -> draws.normal(seed, position, mean, deviation, out));
        }
        if (dtype == DType.FLOAT64) {
            double[] values = new double[shape.size()];
            return float64(filled(rng, 2, values, (from, out) -> from.fillNormal(out, mean, deviation)), shape);
        }
        float[] values = new float[shape.size()];
        return adopted(filled(rng, 2, values, (from, out) -> from.fillNormal(out, mean, deviation)), shape);
    }

    /** Numbers of the normal distribution that lie in [low, high], float32 or float64. */
    public static Tensor truncatedNormal(Rng rng, DType dtype, double mean, double deviation, double low, double high,
            Shape shape) {
        requireFloating("truncatedNormal", dtype);
        requirePositive("truncatedNormal", "standard deviation", deviation);
        double from = (low - mean) / deviation;
        double to = (high - mean) / deviation;
        if (dtype == DType.FLOAT64) {
            double[] values = new double[shape.size()];
            rng.fillTruncatedNormal(values, from, to);
            for (int i = 0; i < values.length; i++) {
                poll(i);
                values[i] = Math.clamp(mean + deviation * values[i], low, high);
            }
            return float64(values, shape);
        }
        float[] values = new float[shape.size()];
        rng.fillTruncatedNormal(values, from, to);
        for (int i = 0; i < values.length; i++) {
            poll(i);
            values[i] = (float) Math.clamp(mean + deviation * values[i], low, high);
        }
        return adopted(values, shape);
    }

    /** What {@link Tensors#randint} does. */
    public static Tensor randint(Rng rng, long low, long high, int... dims) {
        long[] values = new long[Shape.of(dims).size()];
        if (values.length > 0) {
            rng.fillIntegers(values, low, high);
        }
        return adopted(values, Shape.of(dims));
    }

    /** What {@link Tensors#randperm} does. */
    public static Tensor randperm(Rng rng, int n) {
        int[] order = rng.permutation(n);
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            poll(i);
            values[i] = order[i];
        }
        return adopted(values, Shape.of(n));
    }

    /** What {@link Tensors#bernoulli} does. */
    public static Tensor bernoulli(Rng rng, Tensor probabilities) {
        requireFloating("bernoulli", probabilities.dtype());
        if (isMadeByDevice(rng) && probabilities.array().backend() == Device.inUse().backend()) {
            return bernoulliByDevice(rng, probabilities.detach());
        }
        if (probabilities.dtype() == DType.FLOAT32) {
            return bernoulliOfFloats(rng, probabilities);
        }
        double[] p = probabilities.toDoubles();
        for (int i = 0; i < p.length; i++) {
            requireProbability(i, p[i]);
        }
        return mapped(probabilities, p, x -> rng.bernoulli(x) ? 1 : 0);
    }

    private static Tensor bernoulliByDevice(Rng rng, Tensor probabilities) {
        // Only if one is none do they travel, for the message.
        if (probabilities.ge(0).logicalAnd(probabilities.le(1)).all().item() == 0) {
            double[] p = probabilities.toDoubles();
            for (int i = 0; i < p.length; i++) {
                requireProbability(i, p[i]);
            }
        }
        return made(rng, 1, probabilities.dtype(), probabilities.shape(),
                (draws, seed, position, out) -> draws.bernoulli(seed, position, probabilities.array(), out));
    }

    private static Tensor bernoulliOfFloats(Rng rng, Tensor probabilities) {
        float[] p = (float[]) probabilities.array().backend().peek(probabilities.array());
        float[] values = new float[probabilities.size()];
        // The generator checks them too, but does not say which one it is.
        for (int i = 0; i < values.length; i++) {
            requireProbability(i, p[i]);
        }
        rng.fillBernoulli(p, values);
        return adopted(values, probabilities.shape());
    }

    private static void requireProbability(int i, double p) {
        poll(i);
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("bernoulli: element " + i + " of the probabilities is " + p
                    + "; they are between 0 and 1");
        }
    }

    /** What {@link Tensors#poisson} does. */
    public static Tensor poisson(Rng rng, Tensor means) {
        requireFloating("poisson", means.dtype());
        double[] values = means.toDoubles();
        for (int i = 0; i < values.length; i++) {
            poll(i);
            if (!(values[i] >= 0 && values[i] <= 1e15)) {
                throw new IllegalArgumentException("poisson: element " + i + " of the means is " + values[i]
                        + "; they are between 0 and 1e15");
            }
        }
        return mapped(means, values, rng::poisson);
    }

    private static Tensor mapped(Tensor like, double[] values, DoubleUnaryOperator draw) {
        for (int i = 0; i < values.length; i++) {
            poll(i);
            values[i] = draw.applyAsDouble(values[i]);
        }
        return float64(values, like.shape()).to(like.dtype());
    }

    /** What {@link Tensors#multinomial} does. */
    public static Tensor multinomial(Rng rng, Tensor weights, int count, boolean replacement) {
        requireFloating("multinomial", weights.dtype());
        Shape shape = weights.shape();
        if (shape.rank() != 1 && shape.rank() != 2) {
            throw new IllegalArgumentException("multinomial: the weights have shape " + shape
                    + "; they must be [n], or [rows, n] for draws of each row");
        }
        if (count < 1) {
            throw new IllegalArgumentException("multinomial: there must be at least 1 draw, not " + count);
        }
        int n = shape.dim(-1);
        int rows = shape.rank() == 1 ? 1 : shape.dim(0);
        int[][] chosen = new int[rows][];
        float[] floats = weights.dtype() == DType.FLOAT32 ? weights.toFloats() : null;
        double[] doubles = floats == null ? weights.toDoubles() : null;
        requireWeights(weights, rows, n, count, replacement);
        for (int row = 0; row < rows; row++) {
            Interruption.poll("multinomial");
            chosen[row] = floats != null
                    ? rng.choice(Arrays.copyOfRange(floats, row * n, (row + 1) * n), count, replacement)
                    : rng.choice(Arrays.copyOfRange(doubles, row * n, (row + 1) * n), count, replacement);
        }
        long[] values = new long[rows * count];
        for (int i = 0; i < values.length; i++) {
            poll(i);
            values[i] = chosen[i / count][i % count];
        }
        return shape.rank() == 1 ? Tensors.tensor(values) : Tensors.tensor(values, rows, count);
    }

    private static void requireWeights(Tensor weights, int rows, int n, int count, boolean replacement) {
        double[] values = weights.toDoubles();
        for (int row = 0; row < rows; row++) {
            int positive = 0;
            for (int i = row * n; i < (row + 1) * n; i++) {
                poll(i);
                if (!(values[i] >= 0 && values[i] <= Double.MAX_VALUE)) {
                    throw new IllegalArgumentException("multinomial: weight " + (i - row * n) + " of row " + row
                            + " is " + values[i] + "; weights are finite and not negative, such as softmax gives");
                }
                positive += values[i] > 0 ? 1 : 0;
            }
            if (positive == 0 || !replacement && positive < count) {
                throw new IllegalArgumentException("multinomial: of the " + n + " weights of row " + row + ", "
                        + positive + " are above 0, too few for " + count + (count == 1 ? " draw" : " draws")
                        + (replacement ? "" : " without replacement"));
            }
        }
    }

    /** What {@link Tensors#exponential} does. */
    public static Tensor exponential(Rng rng, double rate, int... dims) {
        requirePositive("exponential", "rate", rate);
        float[] values = filled(rng, 1, new float[Shape.of(dims).size()], Rng::fillExponential);
        float divisor = (float) rate;
        for (int i = 0; divisor != 1 && i < values.length; i++) {
            poll(i);
            values[i] /= divisor;
        }
        return adopted(values, Shape.of(dims));
    }

    /** What {@link Tensors#gamma} does. */
    public static Tensor gamma(Rng rng, double shape, double scale, int... dims) {
        requirePositive("gamma", "shape", shape);
        requirePositive("gamma", "scale", scale);
        return drawn(() -> rng.gamma(shape) * scale, dims);
    }

    /** What {@link Tensors#beta} does. */
    public static Tensor beta(Rng rng, double a, double b, int... dims) {
        requirePositive("beta", "first parameter", a);
        requirePositive("beta", "second parameter", b);
        return drawn(() -> rng.beta(a, b), dims);
    }

    /** What {@link Tensors#dirichlet} does. */
    public static Tensor dirichlet(Rng rng, double[] concentrations, int... dims) {
        int k = concentrations.length;
        int[] all = Arrays.copyOf(dims, dims.length + 1);
        all[dims.length] = k;
        float[] values = new float[Shape.of(all).size()];
        if (k == 0) {
            rng.dirichlet(concentrations);
        }
        for (int from = 0; from < values.length; from += k) {
            poll(from / k);
            double[] one = rng.dirichlet(concentrations);
            for (int i = 0; i < k; i++) {
                values[from + i] = (float) one[i];
            }
        }
        return Tensors.tensor(values, all);
    }

    private static Tensor drawn(DoubleSupplier source, int... dims) {
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            poll(i);
            values[i] = (float) source.getAsDouble();
        }
        return Tensors.tensor(values, dims);
    }

    private static Tensor adopted(Object values, Shape shape) {
        return Tensor.of(Device.inUse().backend().adopt(values, shape));
    }

    private static Tensor float64(double[] values, Shape shape) {
        return Tensors.tensor(DType.FLOAT64, values).reshape(shape);
    }

    private static void poll(int i) {
        if ((i & 0xFFFF) == 0) {
            Interruption.poll("random numbers");
        }
    }

    private static void requireFloating(String op, DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException(op + ": it works with float32 and float64, not " + dtype
                    + "; convert with to(DType.FLOAT32)");
        }
    }

    private static void requirePositive(String op, String name, double value) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(op + ": the " + name + " must be positive and finite, not " + value);
        }
    }
}
