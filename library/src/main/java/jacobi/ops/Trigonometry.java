package jacobi.ops;

/** Trigonometric and hyperbolic functions and their inverses, element by element; angles are in radians. */
public interface Trigonometry extends Operand {
}
