package jacobi.ops;

/** Elements repeated, turned, moved and padded. */
public interface Arranging extends Operand {
}
