package jacobi.ops;

/** Windows that slide over signals and images. */
public interface Convolutions extends Operand {
}
