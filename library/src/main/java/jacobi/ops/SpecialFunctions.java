package jacobi.ops;

/** Functions of probability and combinatorics, element by element. */
public interface SpecialFunctions extends Operand {
}
