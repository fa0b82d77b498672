package jacobi.ops;

/** Bool tensors combined, and questions about special values. */
public interface Logic extends Operand {
}
