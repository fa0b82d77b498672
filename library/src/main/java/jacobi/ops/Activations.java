package jacobi.ops;

/** What networks put between their layers, element by element. */
public interface Activations extends Operand {
}
