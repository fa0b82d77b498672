package jacobi;

import jacobi.backend.NDArray;
import java.util.Locale;

/** Prints tensors as NumPy does, under a line with type and shape. */
final class TensorFormat {
    /** Elements beyond which only the ends of each axis are shown. */
    private static final int SHORTEN_ABOVE = 1000;
    /** How many of each end; one where three of each would still be more than that. */
    private static final int ENDS = 3;
    /** Digits after the point at most. */
    private static final int DIGITS = 4;

    private final NumberAt values;
    private final WholeAt wholes;
    private final DType dtype;
    private final Shape shape;
    private final boolean shortened;
    private final int ends;
    private boolean scientific;
    private int digits;
    private int width;

    private TensorFormat(Tensor tensor) {
        dtype = tensor.dtype();
        shape = tensor.shape();
        shortened = shape.size() > SHORTEN_ABOVE;
        NDArray array = tensor.array();
        if (shortened) {                    // of a big tensor nothing is copied but what is shown
            values = dtype.isFloating() ? index -> array.backend().item(array, index) : null;
            wholes = dtype.isFloating() ? null : index -> whole(array, index);
        } else {
            double[] doubles = dtype.isFloating() ? tensor.toDoubles() : null;
            long[] longs = dtype.isFloating() ? null : tensor.toLongs();
            values = doubles == null ? null : index -> doubles[index];
            wholes = longs == null ? null : index -> longs[index];
        }
        ends = Math.pow(2 * ENDS, shape.rank()) > SHORTEN_ABOVE ? 1 : ENDS;
        chooseNotation();
        forShown(0, 0, index -> width = Math.max(width, number(index).length()));
    }

    static String format(Tensor tensor) {
        TensorFormat format = new TensorFormat(tensor);
        StringBuilder out = new StringBuilder("Tensor ").append(tensor.dtype()).append(' ').append(tensor.shape());
        if (tensor.device() != Device.CPU) {
            out.append(' ').append(tensor.device());
        }
        if (tensor.node() != null) {
            out.append(" from ").append(tensor.node().op().name());
        } else if (tensor.requiresGrad()) {
            out.append(" requires grad");
        }
        if (tensor.rank() == 0) {
            return out.append(": ").append(format.number(0)).toString();
        }
        format.append(out.append('\n'), 0, 0);
        return out.toString();
    }

    private interface NumberAt {
        double get(int index);
    }

    private interface WholeAt {
        long get(int index);
    }

    /** One element at its place in row-major order; not by a double, which does not hold every long. */
    private static long whole(NDArray array, int index) {
        int offset = array.offset();
        int[] strides = array.strides();
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            int length = array.shape().dim(axis);
            offset += index % length * strides[axis];
            index /= length;
        }
        return Tensor.of(array.view(Shape.of(), new int[0], offset)).toLongs()[0];
    }

    private interface IndexAction {
        void at(int index);
    }

    /** Visits the elements that will be shown. */
    private void forShown(int axis, int start, IndexAction action) {
        if (axis == shape.rank()) {
            if (shape.size() > 0) {
                action.at(start);
            }
            return;
        }
        int length = shape.dim(axis);
        for (int i = 0; i < length; i++) {
            if (shortened && length > 2 * ends && i == ends) {
                i = length - ends;
            }
            forShown(axis + 1, start + i * shape.rowMajorStrides()[axis], action);
        }
    }

    private void chooseNotation() {
        if (!dtype.isFloating()) {
            return;
        }
        double[] range = {Double.POSITIVE_INFINITY, 0};
        int[] needed = {1};
        forShown(0, 0, index -> {
            double size = Math.abs(values.get(index));
            if (size > 0 && !Double.isInfinite(size) && !Double.isNaN(size)) {
                range[0] = Math.min(range[0], size);
                range[1] = Math.max(range[1], size);
                needed[0] = Math.max(needed[0], fractionDigits(size));
            }
        });
        scientific = range[1] >= 1e8 || range[1] > 0 && (range[0] < 1e-4 || range[1] / range[0] > 1e6);
        digits = scientific ? DIGITS : needed[0];
    }

    /** How many digits after the point the number needs, up to the limit. */
    private static int fractionDigits(double value) {
        String text = String.format(Locale.ROOT, "%." + DIGITS + "f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return end - 1 - text.indexOf('.');
    }

    private String number(int index) {
        if (dtype == DType.BOOL) {
            return String.valueOf(wholes.get(index) != 0);
        }
        if (wholes != null) {
            return String.valueOf(wholes.get(index));
        }
        double value = values.get(index);
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return String.format(Locale.ROOT, "%." + digits + (scientific ? "e" : "f"), value);
    }

    private void append(StringBuilder out, int axis, int start) {
        if (axis == shape.rank()) {
            String number = number(start);
            out.append(" ".repeat(width - number.length())).append(number);
            return;
        }
        boolean innermost = axis == shape.rank() - 1;
        int length = shape.dim(axis);
        out.append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                out.append(',');
                out.append(innermost ? " " : "\n".repeat(shape.rank() - 1 - axis) + " ".repeat(axis + 1));
            }
            if (shortened && length > 2 * ends && i == ends) {
                out.append("..., ".substring(0, innermost ? 5 : 4));
                if (!innermost) {
                    out.append("\n".repeat(shape.rank() - 1 - axis)).append(" ".repeat(axis + 1));
                }
                i = length - ends;
            }
            append(out, axis + 1, start + i * shape.rowMajorStrides()[axis]);
        }
        out.append(']');
    }
}
