package jacobi.backend.cpu;

import jacobi.backend.Reduction;

/**
 * The loops of reductions and scans, over numbers in the type in which they are combined: floats as {@code double[]},
 * whole numbers and bools as {@code long[]}. Each loop is a method of its own, for one reduction and one type, because a
 * loop that chooses inside is as slow as the JIT compiler's worst guess.
 *
 * @param <A> {@code double[]} or {@code long[]}
 */
sealed interface Folds<A> permits DoubleFolds, LongFolds {
    /** The loops for the elements of an array. */
    static Folds<?> of(Object array) {
        return array instanceof float[] || array instanceof double[] ? DoubleFolds.INSTANCE : LongFolds.INSTANCE;
    }

    A allocate(int length);

    /** Sets the first numbers to what no elements combine to. */
    void clear(Reduction reduction, A numbers, int count);

    /** Reads {@code count} elements from an index on. */
    void read(Object in, int from, A numbers, int count);

    /** Writes the first {@code count} numbers to {@code out} from {@code to} on. */
    void write(A numbers, Object out, int to, int count);

    /** Combines {@code total[at]} with {@code count} numbers that are {@code step} apart. */
    void fold(Reduction reduction, A numbers, int from, int step, int count, A total, int at);

    /** Combines {@code total[j]} with {@code in[from + j]}, for {@code width} elements; {@code row} is scratch. */
    void foldRow(Reduction reduction, A total, Object in, int from, int width, A row);

    /**
     * Combines {@code total[j]} with the elements of the first of some rows, in order, {@code inner} apart.
     *
     * @return how many of the rows it did, several at a time; 0 if it has no way to do that
     */
    int foldRows(Reduction reduction, A total, Object in, int from, int inner, int rows, int width);

    /** Combines {@code total[at]} with {@code count} elements, if there is a short way to do that. */
    boolean foldAtOnce(Reduction reduction, Object in, int from, int count, A total, int at);

    /** Replaces each of {@code count} numbers, {@code step} apart, by what {@code total[at]} and all up to it combine to. */
    void scan(Reduction reduction, A numbers, int from, int step, int count, A total, int at);

    /**
     * Writes what {@code total[at]} and all elements up to each combine to, for neighbours, to the same places of
     * {@code out}, if there is a short way to do that; else {@return false}
     */
    boolean scanAtOnce(Reduction reduction, Object in, int from, int count, A total, int at, Object out);

    /**
     * {@return which of {@code count} numbers, {@code step} apart, is the first extreme, if it is beyond
     * {@code best[at]}, which it then becomes; else -1}
     */
    int extreme(boolean largest, A numbers, int from, int step, int count, A best, int at);

    /** Where {@code group[j]} is beyond {@code best[j]}, it takes its place, and {@code index} that of its index. */
    void extremeGroup(boolean largest, A group, int width, A best, int index, long[] indices, int at);

    /**
     * Moves {@code indices[at + j]} on to the first row that has {@code best[j]}: element {@code from + row * inner + j}
     * of the array.
     */
    void firstRows(A best, int width, Object in, int from, int inner, long[] indices, int at);

    /** Where {@code row[j]} is as good as {@code best[j]}, it takes its place, and {@code index} that of its index. */
    void lastExtremeRow(boolean largest, A row, int width, A best, int index, long[] indices, int at);

    /**
     * Writes, for each of {@code count} numbers that are {@code step} apart, the index of the last extreme so far:
     * {@code best[at]} is the one of those before, whose index was written last.
     *
     * @param index the index of the first number
     */
    void extremesSoFar(boolean largest, A numbers, int from, int step, int count, A best, int at, int index,
                       long[] indices, int to);
}
