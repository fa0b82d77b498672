package jacobi.ops;

/** Order: sorted values, ranks, counts. */
public interface Sorting extends Operand {
}
