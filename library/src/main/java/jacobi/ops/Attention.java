package jacobi.ops;

/** Rows looked up and mixed by similarity. */
public interface Attention extends Operand {
}
