package jacobi.data;

import static jacobi.Tensors.tensor;

import jacobi.Shape;
import java.nio.file.Path;

/** Data sets that come with the library, and data sets in files. */
public final class Datasets {
    private Datasets() {
    }

    /**
     * MNIST: handwritten digits, 28 by 28 pixels each, with the digits they show (LeCun, Cortes and Burges, 1998).
     * {@code x} is {@code [n, 784]}, float32 in [0, 1], with 0 for paper and 1 for ink; {@code y} is {@code [n]}, int64
     * from 0 to 9. For pictures, {@code batch.x().reshape(-1, 1, 28, 28)}.
     *
     * <p>The library embeds the first 10,000 of the 60,000 training digits and all 10,000 test digits. The full set is
     * used when its four files (such as {@code train-images-idx3-ubyte}, or the same with {@code .gz}) are in the
     * folder {@code mnist} of the data folder, where {@code ./lab data mnist} puts them. The data folder is the system
     * property {@code jacobi.data}, else the environment variable {@code JACOBI_DATA}, else {@code .jacobi/data} in the
     * user's home. {@link Split#description} says which of the two this is; the first call prints it on
     * {@code System.out}. The set is kept in memory as long as there is room, so a second call is quick.
     *
     * <p>A digit takes a byte for each pixel in memory; batches are scaled to floats one by one.
     *
     * {@snippet :
     * var mnist = Datasets.mnist();
     * for (var batch : mnist.train().shuffle(1).epochs(5).batches(64)) { ... }
     * var accuracy = model.apply(mnist.test().x()).argmax(1).eq(mnist.test().y());
     * }
     *
     * @throws DataException if the full set is there, but a file of it is missing, damaged or not the original
     */
    public static Split mnist() {
        return Mnist.load();
    }

    /**
     * A data set in four files with the names of MNIST's, such as Fashion-MNIST, unpacked or gzipped.
     *
     * @param folder the folder of the files; {@link #mnist()} says what comes out
     * @throws DataException if a file is missing or damaged, or images and labels don't match
     */
    public static Split mnist(Path folder) {
        return Mnist.load(folder);
    }

    /**
     * A data set in two IDX files: {@code x} is {@code [n, features]}, float32, all axes but the first flattened,
     * unsigned bytes divided by 255; {@code y} is {@code [n]}, int64. Either may be gzipped.
     *
     * @param images the file of inputs, one for each index of its first axis
     * @param labels the file of class labels, whole numbers from 0 in one axis
     * @throws DataException if a file is missing or damaged, they don't match, or a label is negative
     */
    public static Dataset idx(Path images, Path labels) {
        return dataset(String.valueOf(images.getFileName()), Idx.read(images), Idx.read(labels));
    }

    /** The data set of two files' contents. */
    static Dataset dataset(String name, Idx images, Idx labels) {
        if (labels.shape().rank() != 1 || !labels.type().isInteger()) {
            throw new DataException(labels + ", is no file of labels, which are whole numbers in one axis; name the "
                    + "file of labels second, after that of images");
        }
        Shape shape = images.shape();
        int n = shape.dim(0);
        if (n != labels.shape().dim(0)) {
            throw new DataException(images.source() + " holds " + n + " images, but " + labels.source() + " holds "
                    + labels.shape().dim(0) + " labels; take two files of the same set");
        }
        if (shape.size() == 0) {
            throw new DataException(images + ", holds no images; a data set needs at least one");
        }
        int[] integers = labels.toInts();
        long[] y = new long[n];
        for (int i = 0; i < n; i++) {
            if (integers[i] < 0) {
                throw new DataException(labels.source() + ": its label number " + i + " (from 0) is " + integers[i]
                        + ", where labels are counted from 0; name a file of class labels");
            }
            y[i] = integers[i];
        }
        return Dataset.of(name, images.toRows(), tensor(y));
    }
}
