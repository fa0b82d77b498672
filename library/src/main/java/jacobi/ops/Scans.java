package jacobi.ops;

/** Running sums, products and extremes along an axis. */
public interface Scans extends Operand {
}
