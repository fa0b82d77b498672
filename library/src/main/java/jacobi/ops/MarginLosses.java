package jacobi.ops;

/** Scores and distances that are to keep a margin. */
public interface MarginLosses extends Operand {
}
