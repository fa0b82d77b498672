package jacobi;

import jacobi.autograd.ForwardMode;
import jacobi.autograd.GradCheck;
import jacobi.autograd.GradMode;
import jacobi.autograd.Gradient;
import jacobi.autograd.Gradient.ValueAndGrad;
import jacobi.autograd.Jacobians;
import jacobi.backend.Backend;
import jacobi.backend.NDArray;
import jacobi.backend.cpu.CpuBackend;
import jacobi.ops.Einsum;
import jacobi.ops.Filling;
import jacobi.ops.Joining;
import jacobi.ops.MatrixChain;
import jacobi.ops.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes tensors, and switches recording. Meant for static import: {@code import static jacobi.Tensors.*;}.
 *
 * <p>Random tensors come from a generator that {@link #manualSeed} sets; it starts with seed 0, so that programs give
 * the same numbers every time unless they ask for others.
 */
public final class Tensors {
    private static Rng generator = new Rng(0);

    private Tensors() {
    }

    private static Backend backend() {
        return CpuBackend.INSTANCE;
    }

    // From numbers

    /** {@return a float32 scalar} */
    public static Tensor tensor(double value) {
        return scalar(value, DType.FLOAT32);
    }

    /**
     * A float32 tensor of one axis: {@code tensor(1, 2.5, 3)}. Java's doubles are taken as number literals, as PyTorch
     * takes Python's floats; for float64 say so, with {@link #tensor(DType, double...)}.
     */
    public static Tensor tensor(double... values) {
        return tensor(DType.FLOAT32, values);
    }

    /** {@return a scalar of this type} */
    public static Tensor tensor(DType dtype, double value) {
        return scalar(value, dtype);
    }

    /** {@return a tensor of one axis, of this type} */
    public static Tensor tensor(DType dtype, double... values) {
        return Tensor.of(backend().fromHost(values, Shape.of(values.length))).to(dtype);
    }

    /**
     * A float32 matrix: {@code tensor(new double[][] {{1, 2}, {3, 4}})}.
     *
     * @throws IllegalArgumentException if the rows differ in length
     */
    public static Tensor tensor(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[Shape.of(rows.length, columns).size()];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("tensor: row " + i + " has " + rows[i].length + " numbers, row 0 has "
                        + columns + "; the rows of a matrix are equally long");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return tensor(values, rows.length, columns);
    }

    /** {@return a float32 tensor of one axis} */
    public static Tensor tensor(float[] values) {
        return host(values, values.length, values.length);
    }

    /** {@return a float32 tensor of this shape, the values in row-major order} */
    public static Tensor tensor(float[] values, int... dims) {
        return host(values, values.length, dims);
    }

    /** {@return a float32 tensor of this shape, the values in row-major order} */
    public static Tensor tensor(double[] values, int... dims) {
        return host(values, values.length, dims).to(DType.FLOAT32);
    }

    /** {@return an int32 tensor of one axis} */
    public static Tensor tensor(int[] values) {
        return host(values, values.length, values.length);
    }

    /** {@return an int32 tensor of this shape, the values in row-major order} */
    public static Tensor tensor(int[] values, int... dims) {
        return host(values, values.length, dims);
    }

    /** {@return an int64 tensor of one axis} */
    public static Tensor tensor(long[] values) {
        return host(values, values.length, values.length);
    }

    /** {@return an int64 tensor of this shape, the values in row-major order} */
    public static Tensor tensor(long[] values, int... dims) {
        return host(values, values.length, dims);
    }

    /** {@return a bool tensor of one axis} */
    public static Tensor tensor(boolean[] values) {
        return host(values, values.length, values.length);
    }

    /** {@return a bool tensor of this shape, the values in row-major order} */
    public static Tensor tensor(boolean[] values, int... dims) {
        return host(values, values.length, dims);
    }

    private static Tensor host(Object values, int count, int... dims) {
        Shape shape = Shape.of(dims);
        if (shape.size() != count) {
            throw new IllegalArgumentException("tensor: " + count + " numbers do not fill shape " + shape + ", which takes "
                    + shape.size());
        }
        return Tensor.of(backend().fromHost(values, shape));
    }

    /** {@return a tensor without axes, of this type} */
    public static Tensor scalar(double value, DType dtype) {
        return Tensor.of(scalar(backend(), value, dtype));
    }

    /**
     * A number as an op takes it beside a tensor: on the tensor's device, and of its type, unless that is whole and the
     * number is not.
     */
    public static Tensor scalarLike(Tensor tensor, double value) {
        DType dtype = tensor.dtype();
        if (!dtype.isFloating()) {
            boolean whole = value == (long) value;
            dtype = !whole ? DType.FLOAT32 : dtype == DType.BOOL ? DType.INT64 : dtype;
        }
        return Tensor.of(scalar(tensor.array().backend(), value, dtype));
    }

    private static NDArray scalar(Backend backend, double value, DType dtype) {
        return backend.fromHost(switch (dtype) {
            case FLOAT32 -> new float[] {(float) value};
            case FLOAT64 -> new double[] {value};
            case INT32 -> new int[] {(int) value};
            case INT64 -> new long[] {(long) value};
            case BOOL -> new boolean[] {value != 0};
        }, Shape.SCALAR);
    }

    // Filled

    /** {@return float32 zeros} */
    public static Tensor zeros(int... dims) {
        return zeros(DType.FLOAT32, dims);
    }

    /** {@return zeros of this type} */
    public static Tensor zeros(DType dtype, int... dims) {
        return Tensor.of(backend().allocate(dtype, Shape.of(dims)));
    }

    /** {@return float32 ones} */
    public static Tensor ones(int... dims) {
        return full(1, Shape.of(dims));
    }

    /** {@return ones of this type} */
    public static Tensor ones(DType dtype, int... dims) {
        return Filling.ones(dtype, dims);
    }

    /** {@return a float32 tensor of one value everywhere} */
    public static Tensor full(double value, int... dims) {
        return full(value, Shape.of(dims));
    }

    /** {@return a float32 tensor of one value everywhere} */
    public static Tensor full(double value, Shape shape) {
        return Filling.full(DType.FLOAT32, value, shape.dims());
    }

    /** {@return a tensor of this type and of one value everywhere} */
    public static Tensor full(DType dtype, double value, int... dims) {
        return Filling.full(dtype, value, dims);
    }

    /** {@return zeros of this tensor's shape, type and device} */
    public static Tensor zerosLike(Tensor tensor) {
        return Tensor.of(tensor.array().backend().allocate(tensor.dtype(), tensor.shape()));
    }

    /** {@return ones of this tensor's shape, type and device} */
    public static Tensor onesLike(Tensor tensor) {
        return Filling.fullLike(tensor, 1);
    }

    /** {@return one value everywhere, in this tensor's shape, type and device} */
    public static Tensor fullLike(Tensor tensor, double value) {
        return Filling.fullLike(tensor, value);
    }

    /** {@return the float32 numbers 0, 1, ... end - 1} */
    public static Tensor arange(int end) {
        return arange(0, end, 1);
    }

    /** {@return the float32 numbers from {@code start}, 1 apart, before {@code end}} */
    public static Tensor arange(double start, double end) {
        return arange(start, end, 1);
    }

    /**
     * The float32 numbers from {@code start}, {@code step} apart, before {@code end} (NumPy's arange).
     *
     * @throws IllegalArgumentException if the step is 0
     */
    public static Tensor arange(double start, double end, double step) {
        return Filling.arange(DType.FLOAT32, start, end, step);
    }

    /** {@return the numbers of this type from {@code start}, {@code step} apart, before {@code end}} */
    public static Tensor arange(DType dtype, double start, double end, double step) {
        return Filling.arange(dtype, start, end, step);
    }

    /**
     * Evenly spaced float32 numbers, both ends included.
     *
     * @param count how many, at least 1
     */
    public static Tensor linspace(double start, double end, int count) {
        return Filling.linspace(DType.FLOAT32, start, end, count);
    }

    /** {@return evenly spaced numbers of this type, both ends included} */
    public static Tensor linspace(DType dtype, double start, double end, int count) {
        return Filling.linspace(dtype, start, end, count);
    }

    /**
     * Float32 numbers from 10 to the power {@code start} to 10 to the power {@code end}, both included, each the same
     * multiple of the one before.
     *
     * @param count how many, at least 1
     */
    public static Tensor logspace(double start, double end, int count) {
        return Filling.logspace(DType.FLOAT32, start, end, count, 10);
    }

    /** {@return the base to the power of evenly spaced exponents, as numbers of this type} */
    public static Tensor logspace(DType dtype, double start, double end, int count, double base) {
        return Filling.logspace(dtype, start, end, count, base);
    }

    /** {@return the float32 identity matrix of n rows} */
    public static Tensor eye(int n) {
        return eye(n, n);
    }

    /** {@return a float32 matrix with ones on the main diagonal and zeros elsewhere} */
    public static Tensor eye(int rows, int columns) {
        return Filling.eye(DType.FLOAT32, rows, columns);
    }

    /** {@return a matrix of this type with ones on the main diagonal and zeros elsewhere} */
    public static Tensor eye(DType dtype, int rows, int columns) {
        return Filling.eye(dtype, rows, columns);
    }

    /** {@return a float32 matrix with ones on and below a diagonal, zeros above (NumPy's tri); see {@link Tensor#tril(int)}} */
    public static Tensor tri(int rows, int columns, int diagonal) {
        return Filling.tri(rows, columns, diagonal);
    }

    /** {@return the indices of a lower triangle, int64 [2, n]: rows, then columns; see {@link Tensor#tril(int)}} */
    public static Tensor trilIndices(int rows, int columns, int offset) {
        return Filling.trilIndices(rows, columns, offset);
    }

    /** {@return the indices of an upper triangle, int64 [2, n]: rows, then columns; see {@link Tensor#triu(int)}} */
    public static Tensor triuIndices(int rows, int columns, int offset) {
        return Filling.triuIndices(rows, columns, offset);
    }

    /** {@return the powers of each number of one axis as a row, from the power n - 1 down to 1} */
    public static Tensor vander(Tensor x) {
        return vander(x, x.size(), false);
    }

    /**
     * The powers of each number of one axis as a row (a Vandermonde matrix).
     *
     * @param columns    how many powers, at least 1, the lowest being 0
     * @param increasing whether the powers go up from 0, or down to it
     */
    public static Tensor vander(Tensor x, int columns, boolean increasing) {
        return Filling.vander(x, columns, increasing);
    }

    // Joined

    /**
     * Tensors one after the other along an axis.
     *
     * @param axis along which they may differ in length; negative ones count from the end
     * @throws IllegalArgumentException if there are none, or their other lengths or their types differ
     */
    public static Tensor cat(List<Tensor> tensors, int axis) {
        return Joining.cat(tensors, axis);
    }

    /**
     * Tensors of one shape side by side along a new axis.
     *
     * @param axis where the new axis goes; negative ones count from the end of the result
     * @throws IllegalArgumentException if there are none, or their shapes or types differ
     */
    public static Tensor stack(List<Tensor> tensors, int axis) {
        return Joining.stack(tensors, axis);
    }

    /** {@return tensors one after the other along their rows: {@link #cat(List, int)} along axis 0} */
    public static Tensor cat(List<Tensor> tensors) {
        return Joining.cat(tensors);
    }

    /** {@return tensors of one shape side by side along a new first axis} */
    public static Tensor stack(List<Tensor> tensors) {
        return Joining.stack(tensors);
    }

    /** {@return tensors side by side: joined along axis 1, or along axis 0 if they have only one} */
    public static Tensor hstack(List<Tensor> tensors) {
        return Joining.hstack(tensors);
    }

    /** {@return tensors one below the other: joined along axis 0; one axis counts as a row} */
    public static Tensor vstack(List<Tensor> tensors) {
        return Joining.vstack(tensors);
    }

    /** {@return tensors one behind the other: joined along axis 2, which they get if they lack it} */
    public static Tensor dstack(List<Tensor> tensors) {
        return Joining.dstack(tensors);
    }

    /** {@return tensors side by side: joined along axis 1; one axis counts as a column} */
    public static Tensor columnStack(List<Tensor> tensors) {
        return Joining.columnStack(tensors);
    }

    /** {@return matrices along the diagonal of a large one that is 0 elsewhere; one axis counts as a row} */
    public static Tensor blockDiag(Tensor... blocks) {
        return Joining.blockDiag(blocks);
    }

    /** {@return views of the tensors, stretched to the shape in which they meet} */
    public static List<Tensor> broadcastTensors(Tensor... tensors) {
        return Joining.broadcastTensors(tensors);
    }

    /** {@return the coordinates of the points of a grid; see {@link #meshgrid(String, Tensor...)} with "ij"} */
    public static List<Tensor> meshgrid(Tensor... axes) {
        return Joining.meshgrid(axes);
    }

    /**
     * The coordinates of the points of a grid, as views: for each axis a tensor of the grid's shape.
     *
     * @param indexing {@code "ij"}: the first tensor runs along axis 0; {@code "xy"}: it runs along axis 1, and the second
     *                 one along axis 0, as pictures have it
     * @param axes     the numbers along each axis
     */
    public static List<Tensor> meshgrid(String indexing, Tensor... axes) {
        return Joining.meshgrid(indexing, axes);
    }

    /** {@return all ways to take a number of each tensor, one in a row; the last tensor's numbers change fastest} */
    public static Tensor cartesianProd(Tensor... tensors) {
        return Joining.cartesianProd(tensors);
    }

    // Multiplied

    /**
     * Sums of products in Einstein's notation: a letter for each axis, a term for each operand, and after the arrow the axes
     * of the result. What is missing there is summed over; a letter twice in a term is a diagonal; an ellipsis stands for
     * axes without letters, which stretch. Without an arrow the result has the letters that occur once.
     *
     * {@snippet :
     * einsum("ik,kj->ij", a, b);                  // the matrix product
     * einsum("bhqd,bhkd->bhqk", queries, keys);   // scores of attention
     * einsum("ii", a);                            // the trace
     * }
     *
     * @param equation letters a to z and A to Z; spaces don't matter
     * @param operands of one type; a length of 1 stretches
     * @throws IllegalArgumentException if the equation is not one, or does not fit the shapes
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.einsum(equation, operands);
    }

    /**
     * The product of matrices in the order that takes the fewest multiplications (PyTorch's linalg.multi_dot). The first
     * and the last may be vectors, a row and a column.
     *
     * @throws IllegalArgumentException if there are none, or two neighbours do not fit
     */
    public static Tensor chainMatmul(Tensor... matrices) {
        return MatrixChain.chainMatmul(matrices);
    }

    // Random

    /** Starts the common generator anew: what follows depends on the seed alone. */
    public static synchronized void manualSeed(long seed) {
        generator = new Rng(seed);
    }

    /** {@return the common generator} */
    public static synchronized Rng generator() {
        return generator;
    }

    /** {@return float32 numbers, uniform in [0, 1), from the common generator} */
    public static Tensor rand(int... dims) {
        return rand(generator(), dims);
    }

    /** {@return float32 numbers, uniform in [0, 1)} */
    public static Tensor rand(Rng rng, int... dims) {
        return Sampling.uniform(rng, DType.FLOAT32, 0, 1, Shape.of(dims));
    }

    /** {@return numbers of this type, float32 or float64, uniform in [0, 1), from the common generator} */
    public static Tensor rand(DType dtype, int... dims) {
        return rand(generator(), dtype, dims);
    }

    /** {@return numbers of this type, float32 or float64, uniform in [0, 1)} */
    public static Tensor rand(Rng rng, DType dtype, int... dims) {
        return Sampling.uniform(rng, dtype, 0, 1, Shape.of(dims));
    }

    /** {@return float32 numbers of the standard normal distribution, from the common generator} */
    public static Tensor randn(int... dims) {
        return randn(generator(), dims);
    }

    /** {@return float32 numbers of the standard normal distribution} */
    public static Tensor randn(Rng rng, int... dims) {
        return Sampling.normal(rng, DType.FLOAT32, 0, 1, Shape.of(dims));
    }

    /**
     * {@return numbers of this type, float32 or float64, of the standard normal distribution, from the common
     * generator}
     */
    public static Tensor randn(DType dtype, int... dims) {
        return randn(generator(), dtype, dims);
    }

    /** {@return numbers of this type, float32 or float64, of the standard normal distribution} */
    public static Tensor randn(Rng rng, DType dtype, int... dims) {
        return Sampling.normal(rng, dtype, 0, 1, Shape.of(dims));
    }

    /** {@return float32 numbers, uniform in [low, high), from the common generator} */
    public static Tensor uniform(double low, double high, int... dims) {
        return uniform(generator(), low, high, dims);
    }

    /** {@return float32 numbers, uniform in [low, high)} */
    public static Tensor uniform(Rng rng, double low, double high, int... dims) {
        return Sampling.uniform(rng, DType.FLOAT32, low, high, Shape.of(dims));
    }

    /**
     * {@return float32 numbers of the normal distribution of this mean and standard deviation, from the common
     * generator}
     */
    public static Tensor normal(double mean, double deviation, int... dims) {
        return normal(generator(), mean, deviation, dims);
    }

    /** {@return float32 numbers of the normal distribution of this mean and standard deviation} */
    public static Tensor normal(Rng rng, double mean, double deviation, int... dims) {
        return Sampling.normal(rng, DType.FLOAT32, mean, deviation, Shape.of(dims));
    }

    /** {@return whole numbers (int64), uniform in [low, high), from the common generator} */
    public static Tensor randint(long low, long high, int... dims) {
        return randint(generator(), low, high, dims);
    }

    /** {@return whole numbers (int64), uniform in [low, high)} */
    public static Tensor randint(Rng rng, long low, long high, int... dims) {
        return Sampling.randint(rng, low, high, dims);
    }

    /** {@return the int64 numbers 0 to n-1 in random order, from the common generator} */
    public static Tensor randperm(int n) {
        return randperm(generator(), n);
    }

    /** {@return the int64 numbers 0 to n-1 in random order} */
    public static Tensor randperm(Rng rng, int n) {
        return Sampling.randperm(rng, n);
    }

    /**
     * {@return 1 with the probability that stands there, else 0, in the shape and type of the probabilities, from the
     * common generator}
     */
    public static Tensor bernoulli(Tensor probabilities) {
        return bernoulli(generator(), probabilities);
    }

    /** {@return 1 with the probability that stands there, else 0, in the shape and type of the probabilities} */
    public static Tensor bernoulli(Rng rng, Tensor probabilities) {
        return Sampling.bernoulli(rng, probabilities);
    }

    /**
     * {@return whole numbers of the Poisson distributions of these means, in their shape and type, from the common
     * generator}
     */
    public static Tensor poisson(Tensor means) {
        return poisson(generator(), means);
    }

    /** {@return whole numbers of the Poisson distributions of these means, in their shape and type} */
    public static Tensor poisson(Rng rng, Tensor means) {
        return Sampling.poisson(rng, means);
    }

    /** {@return float32 numbers of the exponential distribution with mean 1 / rate, from the common generator} */
    public static Tensor exponential(double rate, int... dims) {
        return exponential(generator(), rate, dims);
    }

    /** {@return float32 numbers of the exponential distribution with mean 1 / rate} */
    public static Tensor exponential(Rng rng, double rate, int... dims) {
        return Sampling.exponential(rng, rate, dims);
    }

    /** {@return float32 numbers of the gamma distribution, whose mean is shape * scale, from the common generator} */
    public static Tensor gamma(double shape, double scale, int... dims) {
        return gamma(generator(), shape, scale, dims);
    }

    /** {@return float32 numbers of the gamma distribution, whose mean is shape * scale} */
    public static Tensor gamma(Rng rng, double shape, double scale, int... dims) {
        return Sampling.gamma(rng, shape, scale, dims);
    }

    /** {@return float32 numbers of the beta distribution, whose mean is a / (a + b), from the common generator} */
    public static Tensor beta(double a, double b, int... dims) {
        return beta(generator(), a, b, dims);
    }

    /** {@return float32 numbers of the beta distribution, whose mean is a / (a + b)} */
    public static Tensor beta(Rng rng, double a, double b, int... dims) {
        return Sampling.beta(rng, a, b, dims);
    }

    /** Float32 numbers of the normal distribution that lie in [low, high]; see the other method of this name. */
    public static Tensor truncatedNormal(double mean, double deviation, double low, double high, int... dims) {
        return truncatedNormal(generator(), mean, deviation, low, high, dims);
    }

    /**
     * Float32 numbers of the normal distribution of this mean and standard deviation, those that lie in [low, high]
     * (PyTorch's nn.init.trunc_normal_: the bounds are numbers, not multiples of the deviation).
     */
    public static Tensor truncatedNormal(Rng rng, double mean, double deviation, double low, double high, int... dims) {
        return Sampling.truncatedNormal(rng, DType.FLOAT32, mean, deviation, low, high, Shape.of(dims));
    }

    /** Positive float32 numbers, those along the last axis adding up to 1; see the other method of this name. */
    public static Tensor dirichlet(double[] concentrations, int... dims) {
        return dirichlet(generator(), concentrations, dims);
    }

    /**
     * Positive float32 numbers, those along the last axis adding up to 1: the Dirichlet distribution.
     *
     * @param concentrations k positive numbers; the means are in proportion to them
     * @param dims           without the last axis, which has length k
     */
    public static Tensor dirichlet(Rng rng, double[] concentrations, int... dims) {
        return Sampling.dirichlet(rng, concentrations, dims);
    }

    /** Indices drawn with probabilities in proportion to weights; see the other method of this name. */
    public static Tensor multinomial(Tensor weights, int count, boolean replacement) {
        return multinomial(generator(), weights, count, replacement);
    }

    /**
     * Indices (int64) drawn with probabilities in proportion to weights.
     *
     * {@snippet :
     * int next = (int) multinomial(rng, logits.softmax(0), 1, true).item();
     * }
     *
     * @param weights     {@code [n]}, or {@code [rows, n]} for draws of each row; not negative
     * @param count       how many; the result is {@code [count]} or {@code [rows, count]}
     * @param replacement whether an index can come more than once in a row
     */
    public static Tensor multinomial(Rng rng, Tensor weights, int count, boolean replacement) {
        return Sampling.multinomial(rng, weights, count, replacement);
    }

    /** {@return numbers uniform in [0, 1) of this floating-point tensor's shape and type, from the common generator} */
    public static Tensor randLike(Tensor tensor) {
        return rand(tensor.dtype(), floating("randLike", tensor));
    }

    /** {@return numbers of the standard normal distribution of this floating-point tensor's shape and type} */
    public static Tensor randnLike(Tensor tensor) {
        return randn(tensor.dtype(), floating("randnLike", tensor));
    }

    private static int[] floating(String name, Tensor tensor) {
        if (!tensor.dtype().isFloating()) {
            throw new IllegalArgumentException(name + ": such numbers are floating-point, not " + tensor.dtype()
                    + "; convert the tensor with to(DType.FLOAT32) first");
        }
        return tensor.shape().dims();
    }

    // Differentiation

    /** Runs {@code body} without recording: for evaluation, and for changing parameters. */
    public static void noGrad(Runnable body) {
        GradMode.with(false, () -> {
            body.run();
            return null;
        });
    }

    /** {@return what {@code body} computes, without recording it} */
    public static <T> T noGrad(Supplier<T> body) {
        return GradMode.with(false, body);
    }

    /**
     * The derivative of a function as a function.
     *
     * {@snippet :
     * grad(x -> x.square().sum()).at(tensor(1, 2, 3));        // [2, 4, 6]
     * }
     *
     * @param f gives a single number
     */
    public static Gradient grad(UnaryOperator<Tensor> f) {
        return new Gradient(f);
    }

    /** The value and the gradient of a function together; see {@link Gradient#valueAndGrad}. */
    public static ValueAndGrad valueAndGrad(UnaryOperator<Tensor> f, Tensor x) {
        return new Gradient(f).valueAndGrad(x);
    }

    /** Jacobian times vector, by forward mode; see {@link ForwardMode#jvp}. */
    public static ForwardMode.Jvp jvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        return ForwardMode.jvp(f, x, v);
    }

    /** Vector times Jacobian, by reverse mode; see {@link Jacobians#vjp}. */
    public static Tensor vjp(UnaryOperator<Tensor> f, Tensor x, Tensor u) {
        return Jacobians.vjp(f, x, u);
    }

    /** All partial derivatives of all results; see {@link Jacobians#jacobian}. */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
        return Jacobians.jacobian(f, x);
    }

    /** All second derivatives of a number; see {@link Jacobians#hessian}. */
    public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
        return Jacobians.hessian(f, x);
    }

    /** Holds a gradient against central differences; see {@link GradCheck}. */
    public static GradCheck gradCheck(Function<Tensor[], Tensor> f, Tensor... inputs) {
        return GradCheck.of(f, inputs);
    }

    /**
     * Applies a function to each part along the first axis, and stacks the results (PyTorch's {@code func.vmap}, as a loop:
     * it saves writing, not time).
     *
     * @param f gives the same shape for each part
     */
    public static Tensor vmap(UnaryOperator<Tensor> f, Tensor x) {
        if (x.rank() == 0 || x.size(0) == 0) {
            throw new IllegalArgumentException("vmap: shape " + x.shape() + " has no parts along a first axis");
        }
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < x.size(0); i++) {
            parts.add(f.apply(x.get(i)));
        }
        return stack(parts, 0);
    }

    /** Hessian times vector; see {@link Jacobians#hvp}. */
    public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        return Jacobians.hvp(f, x, v);
    }
}
