package jacobi.ops;

/** How far predicted numbers are from the right ones. */
public interface RegressionLosses extends Operand {
}
