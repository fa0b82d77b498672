package jacobi.data;

import static jacobi.Tensors.tensor;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import java.util.Arrays;

/**
 * Examples to learn from: inputs {@code x} and targets {@code y}, one row each for every example. Immutable; shuffling
 * and taking parts gives new data sets that share the numbers.
 *
 * {@snippet :
 * var train = Datasets.mnist().train();
 * for (int epoch = 0; epoch < 5; epoch++) {
 *     for (var batch : train.shuffle(epoch).batches(64)) { ... }
 * }
 * for (var batch : train.shuffle(0).epochs(5).batches(64)) { ... }      // the same batches in one loop
 *
 * var mine = Dataset.of(tensor(heights, n, 1), tensor(weights, n, 1));  // your own numbers
 * var xor = Dataset.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new int[] {0, 1, 1, 0});
 * }
 */
public final class Dataset {
    private final String name;
    private final Rows x;
    private final Rows y;
    /** Which rows of x and y these are, in this order; null for all of them in theirs. */
    private final int[] order;
    private final int classes;
    /** What {@link #shuffle} was called on, with its seed; null if this has not just been shuffled. */
    private final Dataset unshuffled;
    private final long seed;

    private Dataset(String name, Rows x, Rows y, int[] order, int classes, Dataset unshuffled, long seed) {
        this.name = name;
        this.x = x;
        this.y = y;
        this.order = order;
        this.classes = classes;
        this.unshuffled = unshuffled;
        this.seed = seed;
    }

    /**
     * A data set of your own numbers, named "data".
     *
     * @param x the inputs: {@code [n, features...]}, float32 for the layers of a model
     * @param y the targets, {@code [n, ...]}: int64 class labels {@code [n]}, or numbers to be approximated
     * @throws IllegalArgumentException if the numbers of examples differ, or there are none
     */
    public static Dataset of(Tensor x, Tensor y) {
        return of("data", x, y);
    }

    /**
     * A data set of your own numbers with a name, which progress bars and messages show.
     *
     * @param x the inputs: {@code [n, features...]}
     * @param y the targets: {@code [n, ...]}
     * @throws IllegalArgumentException if the numbers of examples differ, or there are none
     */
    public static Dataset of(String name, Tensor x, Tensor y) {
        if (x.rank() == 0 || y.rank() == 0) {
            throw new IllegalArgumentException("Dataset.of: x of shape " + x.shape() + " and y of shape " + y.shape()
                    + " need a first axis that counts the examples; reshape a single number to [1]");
        }
        if (x.size(0) != y.size(0)) {
            throw new IllegalArgumentException("Dataset.of: x of shape " + x.shape() + " has " + x.size(0)
                    + " examples, y of shape " + y.shape() + " has " + y.size(0)
                    + "; both need one row for each example, along the first axis");
        }
        if (x.size(0) == 0) {
            throw new IllegalArgumentException("Dataset.of: x of shape " + x.shape() + " and y of shape " + y.shape()
                    + " hold no examples; there must be at least one");
        }
        return of(name, new TensorRows(x), y);
    }

    /** A data set of rows that have been checked: as many as there are targets, and at least one. */
    static Dataset of(String name, Rows x, Tensor y) {
        return new Dataset(name, x, new TensorRows(y), null, countClasses(y), null, 0);
    }

    /**
     * A data set of your own numbers with class labels, named "data".
     *
     * @param x      the inputs, one row for each example: {@code [n, features]}, float32
     * @param labels the class of each example, from 0: {@code [n]}, int64
     * @throws IllegalArgumentException if the numbers of examples differ, or there are none
     */
    public static Dataset of(double[][] x, int[] labels) {
        return of(tensor(x), tensor(labels).to(DType.INT64));
    }

    /**
     * A data set of your own numbers with numbers to be approximated, named "data".
     *
     * @param x the inputs, one row for each example: {@code [n, features]}, float32
     * @param y the targets, one row for each example, as a model gives them: {@code [n, outputs]}, float32
     * @throws IllegalArgumentException if the numbers of examples differ, or there are none
     */
    public static Dataset of(double[][] x, double[][] y) {
        return of(tensor(x), tensor(y));
    }

    /** One more than the highest label; 0 where the targets are not labels. */
    private static int countClasses(Tensor y) {
        if (y.rank() != 1 || !y.dtype().isInteger()) {
            return 0;
        }
        long highest = -1;
        for (long label : y.toLongs()) {
            if (label < 0) {
                return 0;
            }
            highest = Math.max(highest, label);
        }
        return (int) Math.min(highest + 1, Integer.MAX_VALUE);
    }

    /** {@return the name, which progress bars and messages show} */
    public String name() {
        return name;
    }

    /** {@return the number of examples} */
    public int size() {
        return order == null ? y.shape().dim(0) : order.length;
    }

    /**
     * {@return the number of classes: one more than the highest label; 0 if the targets are not labels, which are whole
     * numbers from 0 along one axis} A part of a data set counts the classes of the whole.
     */
    public int classes() {
        return classes;
    }

    /** {@return the inputs of all examples: {@code [size, features...]}} Of shuffled data, a copy made at each call. */
    public Tensor x() {
        return order == null ? x.all() : x.reader().select(order).get();
    }

    /** {@return the targets of all examples: {@code [size]} for labels} Of shuffled data, a copy made at each call. */
    public Tensor y() {
        return order == null ? y.all() : y.reader().select(order).get();
    }

    /**
     * The same examples in random order: {@code new Rng(seed).permutation(size)}. The same seed gives the same order,
     * in every loop; for another order in each epoch use another seed, such as {@code shuffle(seed + epoch)}, or
     * {@link #epochs}.
     */
    public Dataset shuffle(long seed) {
        return new Dataset(name, x, y, reordered(seed), classes, this, seed);
    }

    private int[] reordered(long seed) {
        int[] rows = new Rng(seed).permutation(size());
        if (order != null) {
            for (int i = 0; i < rows.length; i++) {
                rows[i] = order[rows[i]];
            }
        }
        return rows;
    }

    /**
     * The first examples.
     *
     * @param n how many, from 1 to the size
     * @throws IllegalArgumentException if there are not as many
     */
    public Dataset take(int n) {
        if (n < 1 || n > size()) {
            throw new IllegalArgumentException("take: " + n + " examples of " + name + " were asked for, which has "
                    + size() + "; ask for 1 to " + size());
        }
        return part(name, 0, n);
    }

    /**
     * The examples {@code from} (included) to {@code to} (excluded), counted from 0.
     *
     * @throws IllegalArgumentException if there are no such examples
     */
    public Dataset slice(int from, int to) {
        if (from < 0 || from >= to || to > size()) {
            throw new IllegalArgumentException("slice: the examples " + from + " to " + to + " (excluded) of " + name
                    + " were asked for; from must be less than to, and both between 0 and its size, " + size());
        }
        return part(name, from, to);
    }

    private Dataset part(String partName, int from, int to) {
        return order == null
                ? new Dataset(partName, x.part(from, to), y.part(from, to), null, classes, null, 0)
                : new Dataset(partName, x, y, Arrays.copyOfRange(order, from, to), classes, null, 0);
    }

    /**
     * Two parts at random, without a common example: to learn from the one and to judge by the other.
     *
     * @param fraction the share of {@link Split#train}, between 0 and 1; the rest is {@link Split#test}
     * @param seed     the same seed gives the same parts
     * @throws IllegalArgumentException if a part would be empty
     */
    public Split split(double fraction, long seed) {
        long n = Math.round(fraction * size());
        if (!(fraction > 0 && fraction < 1) || n == 0 || n == size()) {
            throw new IllegalArgumentException("split: the fraction " + fraction + " of the " + size() + " examples of "
                    + name + " leaves a part empty; it must be between 0 and 1, and each part must get an example");
        }
        Dataset shuffled = shuffle(seed);
        return new Split(shuffled.part(name + " (part)", 0, (int) n), shuffled.part(name + " (rest)", (int) n, size()),
                name + ", " + n + " and " + (size() - n) + " examples chosen at random with seed " + seed);
    }

    /**
     * One pass over the examples in batches, the last of which can be smaller.
     *
     * @param size the number of examples in a batch, at least 1
     * @throws IllegalArgumentException if the size is not positive
     */
    public Batches batches(int size) {
        return new Batches(this, checkedBatchSize(size), 1, false);
    }

    static int checkedBatchSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("batches: a batch of " + size + " examples was asked for; ask for 1 or "
                    + "more, such as 64");
        }
        return size;
    }

    /**
     * Several passes over the examples. Directly after {@code shuffle(seed)}, each has an order of its own: that of
     * {@code shuffle(seed + epoch)}, the epochs counted from 0. Otherwise all have the same.
     *
     * @param count how many, at least 1
     * @throws IllegalArgumentException if the number is not positive
     */
    public Epochs epochs(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("epochs: " + count + " passes over the data were asked for; "
                    + "ask for 1 or more");
        }
        return new Epochs(this, count);
    }

    /** The rows in the order of an epoch; null for all rows in theirs. */
    int[] order(int epoch) {
        return epoch == 0 || unshuffled == null ? order : unshuffled.reordered(seed + epoch);
    }

    /** All rows of inputs, to which {@link #order} refers. */
    Rows rowsOfX() {
        return x;
    }

    /** All rows of targets, to which {@link #order} refers. */
    Rows rowsOfY() {
        return y;
    }

    /** {@return one line: the name, the number of examples, shapes and element types, and the number of classes} */
    @Override
    public String toString() {
        return name + ": " + size() + " examples, x " + x.shape().withDim(0, size()) + " " + x.dtype() + ", y "
                + y.shape().withDim(0, size()) + " " + y.dtype() + (classes > 0 ? ", " + classes + " classes" : "");
    }
}
