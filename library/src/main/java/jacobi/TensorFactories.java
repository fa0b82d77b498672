package jacobi;

import jacobi.backend.Backend;
import jacobi.backend.NDArray;
import jacobi.ops.Filling;
import java.lang.reflect.Array;

/**
 * The part of {@link Tensors} that makes tensors of given numbers. Public for the sake of JShell and notebooks, which offer
 * and explain no methods of hidden classes.
 */
public sealed class TensorFactories permits RandomTensors {
    TensorFactories() {
    }

    private static Backend backend() {
        return Device.backendInUse();
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
        return tensor((double[]) joined(rows, double.class), rows.length, columns(rows));
    }

    /** {@return a float32 matrix; see {@link #tensor(double[][])}} */
    public static Tensor tensor(float[][] rows) {
        return tensor((float[]) joined(rows, float.class), rows.length, columns(rows));
    }

    /** {@return an int32 matrix; see {@link #tensor(double[][])}} */
    public static Tensor tensor(int[][] rows) {
        return tensor((int[]) joined(rows, int.class), rows.length, columns(rows));
    }

    /** {@return an int64 matrix; see {@link #tensor(double[][])}} */
    public static Tensor tensor(long[][] rows) {
        return tensor((long[]) joined(rows, long.class), rows.length, columns(rows));
    }

    /** {@return a bool matrix; see {@link #tensor(double[][])}} */
    public static Tensor tensor(boolean[][] rows) {
        return tensor((boolean[]) joined(rows, boolean.class), rows.length, columns(rows));
    }

    private static int columns(Object[] rows) {
        return rows.length == 0 ? 0 : Array.getLength(rows[0]);
    }

    private static Object joined(Object[] rows, Class<?> type) {
        int columns = columns(rows);
        Object values = Array.newInstance(type, Shape.of(rows.length, columns).size());
        for (int i = 0; i < rows.length; i++) {
            if (Array.getLength(rows[i]) != columns) {
                throw new IllegalArgumentException("tensor: row " + i + " has " + Array.getLength(rows[i])
                        + " numbers, row 0 has " + columns + "; the rows of a matrix are equally long");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return values;
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
        return Tensor.of(scalar(tensor.array().backend(), value, DType.besideNumber(tensor.dtype(), value)));
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
     * @param count how many, 0 for none
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
     * @param count how many, 0 for none
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
     * @param columns    how many powers, the lowest being 0
     * @param increasing whether the powers go up from 0, or down to it
     */
    public static Tensor vander(Tensor x, int columns, boolean increasing) {
        return Filling.vander(x, columns, increasing);
    }
}
