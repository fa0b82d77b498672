package jacobi.ops;

/** From numbers to whole numbers, element by element. */
public interface Rounding extends Operand {
}
