package jacobi.data;

/**
 * Several passes over a {@link Dataset}. If the data was shuffled, each pass has an order of its own; see
 * {@link Dataset#epochs}.
 */
public final class Epochs {
    private final Dataset data;
    private final int count;

    Epochs(Dataset data, int count) {
        this.data = data;
        this.count = count;
    }

    /**
     * All passes in batches, one loop: {@link Batch#epoch} tells them apart. The last batch of each pass can be
     * smaller.
     *
     * @param size the number of examples in a batch, at least 1
     */
    public Batches batches(int size) {
        return new Batches(data, Dataset.checkedBatchSize(size), count, false);
    }

    /** {@return one line: the number of passes, and the data} */
    @Override
    public String toString() {
        return count + " epochs of " + data;
    }
}
