package jacobi.ops;

/** Windows that become one number each. */
public interface Pooling extends Operand {
}
