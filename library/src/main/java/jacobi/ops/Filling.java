package jacobi.ops;

import jacobi.DType;
import jacobi.Device;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.NDArray;
import jacobi.backend.cpu.Pieces;
import jacobi.backend.cpu.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Tensors of numbers that follow a rule. Users call all of this by {@link Tensors}. */
public final class Filling {
    /** Numbers that are worth a thread of their own. */
    private static final int GRAIN = 1 << 16;

    private Filling() {
    }

    /** What {@link Tensors#ones(DType, int...)} does. */
    public static Tensor ones(DType dtype, int... dims) {
        return full(dtype, 1, dims);
    }

    /** What {@link Tensors#full(DType, double, int...)} does. */
    public static Tensor full(DType dtype, double value, int... dims) {
        return Dims.number("full", Tensors.zeros(dtype), value).expand(Shape.of(dims)).copy();
    }

    /** What {@link Tensors#fullLike} does. */
    public static Tensor fullLike(Tensor tensor, double value) {
        return Dims.number("fullLike", tensor, value).expand(tensor.shape()).copy();
    }

    /** What {@link Tensors#arange(DType, double, double, double)} does. */
    public static Tensor arange(DType dtype, double start, double end, double step) {
        if (step == 0 || Double.isNaN(step)) {
            throw new IllegalArgumentException("arange: the step must not be " + step);
        }
        double count = Math.max(0, Math.ceil((end - start) / step));
        if (!(count <= Shape.MAX_SIZE)) {
            throw new IllegalArgumentException("arange: from " + start + " to " + end + " by " + step + " are " + count
                    + " numbers; a tensor holds at most " + Shape.MAX_SIZE);
        }
        if (dtype == DType.FLOAT32) {
            float[] values = new float[(int) count];
            if (start == (int) start && step == (int) step && Math.abs(end) < Integer.MAX_VALUE) {
                count(values, (int) start, (int) step);
            } else {
                progress("arange", values, 0, values.length, start, 0, step);
            }
            return adopted(values);
        }
        return filled("arange", dtype, (int) count, i -> start + i * step);
    }

    /** What {@link Tensors#linspace(DType, double, double, int)} does. */
    public static Tensor linspace(DType dtype, double start, double end, int count) {
        if (dtype == DType.FLOAT32 && count > 1) {
            float[] values = new float[count];
            double step = (end - start) / (count - 1);
            progress("linspace", values, 0, count / 2, start, 0, step);
            progress("linspace", values, count / 2, count, end, count - 1, step);
            return adopted(values);
        }
        return filled("linspace", dtype, counted("linspace", count), spaced(start, end, count));
    }

    /** What {@link Tensors#logspace(DType, double, double, int, double)} does. */
    public static Tensor logspace(DType dtype, double start, double end, int count, double base) {
        IntToDoubleFunction exponent = spaced(start, end, count);
        return filled("logspace", dtype, counted("logspace", count), i -> Math.pow(base, exponent.applyAsDouble(i)));
    }

    private static int counted(String op, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(op + ": the count must not be negative, but it is " + count);
        }
        return count;
    }

    /** From both ends to the middle, so that both are met exactly. */
    private static IntToDoubleFunction spaced(double start, double end, int count) {
        double step = (end - start) / (count - 1);
        return i -> count == 1 ? start : i < count / 2 ? start + i * step : end - (count - 1 - i) * step;
    }

    private static Tensor filled(String op, DType dtype, int count, IntToDoubleFunction rule) {
        double[] values = new double[count];
        Pieces.forEach(op, count, (from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = rule.applyAsDouble(i);
            }
        });
        return Tensors.tensor(dtype, values);
    }

    /** Numbers {@code step} apart, number {@code at} of which is {@code value}; the others are counted from there. */
    private static void progress(String op, float[] values, int from, int to, double value, int at, double step) {
        Threads.parallelFor(to - from, GRAIN, (first, last) -> {
            Interruption.poll(op);
            progress(values, from + first, from + last, value, at, step);
        });
    }

    private static void progress(float[] values, int from, int to, double value, int at, double step) {
        for (int i = from; i < to; i++) {
            values[i] = (float) (value + (i - at) * step);
        }
    }

    /** Whole numbers, which a loop of ints makes faster. */
    private static void count(float[] values, int first, int step) {
        Threads.parallelFor(values.length, GRAIN, (from, to) -> {
            Interruption.poll("arange");
            for (int i = from; i < to; i++) {
                values[i] = first + i * step;
            }
        });
    }

    private static Tensor adopted(float[] values) {
        return Tensor.of(Device.inUse().backend().adopt(values, Shape.of(values.length)));
    }

    /** What {@link Tensors#eye(DType, int, int)} does. */
    public static Tensor eye(DType dtype, int rows, int columns) {
        NDArray out = Tensors.zeros(dtype, rows, columns).array();
        NDArray diagonal = new Slicing.Diagonal(0, 0, 1).view(out);
        out.backend().copy(Tensors.scalar(1, dtype).array().broadcastTo(diagonal.shape()), diagonal);
        return Tensor.of(out);
    }

    /** What {@link Tensors#tri} does. */
    public static Tensor tri(int rows, int columns, int diagonal) {
        return Tensors.ones(rows, columns).tril(diagonal);
    }

    /** What {@link Tensors#trilIndices} does. */
    public static Tensor trilIndices(int rows, int columns, int offset) {
        return ones(DType.BOOL, rows, columns).tril(offset).nonzero().t().contiguous();
    }

    /** What {@link Tensors#triuIndices} does. */
    public static Tensor triuIndices(int rows, int columns, int offset) {
        return ones(DType.BOOL, rows, columns).triu(offset).nonzero().t().contiguous();
    }

    /** What {@link Tensors#vander(Tensor, int, boolean)} does. */
    public static Tensor vander(Tensor x, int columns, boolean increasing) {
        if (x.rank() != 1 || columns < 0) {
            throw new IllegalArgumentException("vander: it takes a tensor of one axis and a number of columns, "
                    + "not shape " + x.shape() + " and " + columns);
        }
        if (columns == 0) {
            return x.detach().unsqueeze(1).narrow(1, 0, 0);
        }
        List<Tensor> powers = new ArrayList<>(List.of(Tensors.onesLike(x)));
        while (powers.size() < columns) {
            powers.add(powers.getLast().mul(x));
        }
        if (!increasing) {
            Collections.reverse(powers);
        }
        return Tensors.stack(powers, 1);
    }
}
