package jacobi.ops;

/** Systems of equations, and matrices as products of simpler ones. */
public interface Decompositions extends Operand {
}
