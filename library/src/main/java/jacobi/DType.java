package jacobi;

/**
 * The type of a tensor's elements. {@link #FLOAT32} is the default for numbers, {@link #INT64} for labels and
 * indices, {@link #BOOL} for masks. The names are those of PyTorch and NumPy.
 */
public enum DType {
    /** True or false, one byte each. */
    BOOL("bool", 1),
    /** 32-bit signed integer. */
    INT32("int32", 4),
    /** 64-bit signed integer: class labels, indices, counts. */
    INT64("int64", 8),
    /** IEEE single precision: the default. */
    FLOAT32("float32", 4),
    /** IEEE double precision: for gradient checks and for exact work. */
    FLOAT64("float64", 8);

    private final String label;
    private final int bytes;

    DType(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** {@return the size of one element in bytes} */
    public int bytes() {
        return bytes;
    }

    /** {@return whether this is a floating-point type; only such tensors can require gradients} */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** {@return whether this is an integer type} */
    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    /**
     * The type of a result that mixes two types: the later one in the order bool, int32, int64, float32, float64,
     * as in PyTorch's {@code promote_types}.
     *
     * @return the wider of the two types
     */
    public static DType promote(DType a, DType b) {
        return a.ordinal() >= b.ordinal() ? a : b;
    }

    /** {@return the name as NumPy and PyTorch print it, such as {@code float32}} */
    @Override
    public String toString() {
        return label;
    }

    /** {@return the type that a number takes beside a tensor of this type: the same, unless that is whole and the number not} */
    public static DType besideNumber(DType type, double value) {
        if (type.isFloating()) {
            return type;
        }
        return value != (long) value ? FLOAT32 : type == BOOL ? INT64 : type;
    }
}
