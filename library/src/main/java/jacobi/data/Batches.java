package jacobi.data;

import jacobi.Interruption;
import jacobi.Tensor;
import jacobi.autograd.Watch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A {@link Dataset} in portions, to loop over. Every example comes exactly once an epoch; the last batch of an epoch is
 * smaller where the numbers ask for it. Each loop over the same {@code Batches} gives the same batches in the same
 * order.
 *
 * {@snippet :
 * for (var batch : mnist.train().shuffle(1).batches(64)) {
 *     var loss = model.apply(batch.x()).crossEntropy(batch.y());
 *     loss.backward();
 *     sgd.step();
 * }
 * }
 *
 * <p>Each step ends the loop with an {@link jacobi.OperationInterruptedException} if its thread was interrupted, and
 * reports to {@link Progress}, which also says what happens to a loop that is left early. Making a batch of 64 digits
 * takes some 20 microseconds.
 */
public final class Batches implements Iterable<Batch> {
    private final Dataset data;
    private final int size;
    private final int epochs;
    private final boolean dropLast;

    Batches(Dataset data, int size, int epochs, boolean dropLast) {
        this.data = data;
        this.size = size;
        this.epochs = epochs;
        this.dropLast = dropLast;
    }

    /**
     * The same without the last batch of each epoch where that would be smaller than the others.
     *
     * @return the whole batches only
     * @throws IllegalArgumentException if that leaves none
     */
    public Batches dropLast() {
        if (data.size() < size) {
            throw new IllegalArgumentException("dropLast: " + data.size() + " examples do not fill one batch of " + size
                    + "; take smaller batches, or keep the last one");
        }
        return new Batches(data, size, epochs, true);
    }

    /** {@return the number of batches in an epoch} */
    public int count() {
        return dropLast ? data.size() / size : Math.ceilDiv(data.size(), size);
    }

    /** {@return the number of examples in a batch, but perhaps in the last} */
    public int size() {
        return size;
    }

    /** {@return the number of passes over the data} */
    public int epochs() {
        return epochs;
    }

    @Override
    public Iterator<Batch> iterator() {
        return new Cursor();
    }

    /** {@return one line: the number and size of the batches, and the data} */
    @Override
    public String toString() {
        return (epochs == 1 ? "" : epochs + " epochs of ") + count() + " batches of " + size + " of " + data;
    }

    private final class Cursor implements Iterator<Batch> {
        private final int count = count();
        private final long total = (long) count * epochs;
        private final Rows.Reader readerOfX = data.rowsOfX().reader();
        private final Rows.Reader readerOfY = data.rowsOfY().reader();
        private long position;
        private int[] order;
        private Progress progress;

        @Override
        public boolean hasNext() {
            if (position < total) {
                return true;
            }
            if (progress != null) {
                progress.finish();
            }
            return false;
        }

        @Override
        public Batch next() {
            if (position >= total) {
                throw new NoSuchElementException("there are only " + total + " batches");
            }
            if (progress == null) {
                progress = Progress.start(epochs == 1 ? data.name() : data.name() + ", " + epochs + " epochs", total);
            }
            progress.step(position);
            try {
                Interruption.poll("the loop over " + data.name());
                return Watch.work("making a batch", this::batch);
            } catch (RuntimeException | Error e) {
                progress.leave();
                throw e;
            }
        }

        private Batch batch() {
            int epoch = (int) (position / count);
            int index = (int) (position % count);
            if (index == 0) {
                order = data.order(epoch);
            }
            int from = index * size;
            int to = (int) Math.min((long) from + size, data.size());
            Tensor x;
            Tensor y;
            if (order == null) {
                x = readerOfX.range(from, to);
                y = readerOfY.range(from, to);
            } else {
                int[] rows = Arrays.copyOfRange(order, from, to);
                x = readerOfX.select(rows);
                y = readerOfY.select(rows);
            }
            position++;
            Progress.gaveOut(to - from);
            return new Batch(x, y, epoch, index, count);
        }
    }
}
