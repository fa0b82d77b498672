package jacobi.data;

/**
 * Data to learn from, and data that was kept apart to judge what was learnt.
 *
 * @param train       the examples to learn from
 * @param test        the examples to judge by
 * @param description one sentence on where they come from
 */
public record Split(Dataset train, Dataset test, String description) {
    /** {@return the description, and one line each for both parts} */
    @Override
    public String toString() {
        return description + "\n  train: " + train + "\n  test:  " + test;
    }
}
