package jacobi.data;

import jacobi.Tensor;

/**
 * Some examples of a {@link Dataset}, for one step of training.
 *
 * @param x     the inputs: {@code [size, features...]}
 * @param y     the targets, in the same order: {@code [size]} for class labels
 * @param epoch which pass over the data this is, from 0
 * @param index which batch of its epoch this is, from 0
 * @param count how many batches an epoch has
 */
public record Batch(Tensor x, Tensor y, int epoch, int index, int count) {
    /** {@return the number of examples} The last batch of an epoch can have fewer than the others. */
    public int size() {
        return y.size(0);
    }

    /** {@return which batch this is since the beginning, over all epochs, from 0} */
    public long step() {
        return (long) epoch * count + index;
    }

    /** {@return whether its epoch is over with this batch: a good moment to evaluate the model} */
    public boolean last() {
        return index == count - 1;
    }

    /** {@return one line: the epoch, which batch of how many, and the shapes} */
    @Override
    public String toString() {
        return "batch " + (index + 1) + " of " + count + " in epoch " + (epoch + 1) + ": x " + x.shape() + " "
                + x.dtype() + ", y " + y.shape() + " " + y.dtype();
    }
}
