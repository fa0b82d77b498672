package jacobi.data;

import jacobi.Device;
import jacobi.Interruption;
import jacobi.Tensor;
import jacobi.autograd.Watch;
import jacobi.backend.Backend;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

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
 *
 * <p>If the device in use is a GPU, examples in the processor's memory come to it, and the loop is one batch ahead: the next
 * batch is copied while a step is computed. Images of {@link Datasets} are there, and so is what {@code Dataset.of(x.cpu(),
 * y.cpu())} keeps, which may be larger than the GPU's memory. A change of these numbers during a step is not yet seen by the
 * batch after it.
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
        /** The order of the rows in an epoch, kept for its batches. */
        private int[] order;
        private int orderedEpoch = -1;
        /** The batch after the one that was given out last, if it is on its way. */
        private Coming coming;
        private Progress progress;

        /** A batch on its way to a device. */
        private record Coming(Backend device, Supplier<Tensor> x, Supplier<Tensor> y) {
        }

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
            Backend device = Device.inUse().backend();
            Coming now = coming != null && coming.device == device ? coming : begin(device, position);
            coming = null;
            Tensor x = now.x.get();
            Tensor y = now.y.get();
            Batch batch = new Batch(x, y, (int) (position / count), (int) (position % count), count);
            position++;
            Progress.gaveOut(batch.size());
            if (device.carrier() != null && position < total) {
                try {
                    coming = begin(device, position);
                } catch (RuntimeException e) {
                    coming = null; // what is wrong will be said when it is this batch's turn
                }
            }
            return batch;
        }

        private Coming begin(Backend device, long which) {
            int epoch = (int) (which / count);
            int from = (int) (which % count) * size;
            int to = (int) Math.min((long) from + size, data.size());
            if (epoch != orderedEpoch) {
                order = data.order(epoch);
                orderedEpoch = epoch;
            }
            if (order == null) {
                return new Coming(device, readerOfX.range(from, to), readerOfY.range(from, to));
            }
            int[] rows = Arrays.copyOfRange(order, from, to);
            return new Coming(device, readerOfX.select(rows), readerOfY.select(rows));
        }
    }
}
