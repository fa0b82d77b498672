package jacobi.ops;

/** Features brought to a common scale, and dropout. */
public interface Normalizations extends Operand {
}
