package jacobi.notebook.view;

import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Arrays;

/**
 * The finite numbers of a tensor; of a huge one, those of places that are spread evenly over it.
 *
 * @param values the finite ones
 * @param looked how many numbers were looked at
 * @param of     how many there are
 * @param nan    how many of those looked at are NaN
 * @param inf    how many of those looked at are infinite
 */
record Sample(double[] values, int looked, int of, int nan, int inf) {
    /** How large a sample of a tensor is. */
    private static final int GATHERED = 1 << 18;
    /** The same of one that is not in one piece, where each place is looked up. */
    private static final int SCATTERED = 1 << 16;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** All numbers of a tensor, unless those are more than so many. */
    static Sample of(Tensor tensor, int most) {
        int size = tensor.size();
        double[] all = size <= most ? tensor.detach().toDoubles() : tensor.array().isContiguous()
                ? gathered(tensor, Math.min(most, GATHERED)) : looked(tensor, Math.min(most, SCATTERED));
        int nan = 0;
        int inf = 0;
        int kept = 0;
        double[] finite = new double[all.length];
        for (double value : all) {
            if (Double.isNaN(value)) {
                nan++;
            } else if (Double.isInfinite(value)) {
                inf++;
            } else {
                finite[kept++] = value;
            }
        }
        return new Sample(Arrays.copyOf(finite, kept), all.length, size, nan, inf);
    }

    /** Whether these are all. */
    boolean complete() {
        return looked == of;
    }

    /** A place; multiples of the golden ratio fall evenly, and into no step with rows and columns. */
    private static int place(int i, int size) {
        double turns = (i + 0.5) * GOLDEN;
        return (int) Math.min((turns - Math.floor(turns)) * size, size - 1);
    }

    private static double[] gathered(Tensor tensor, int most) {
        long[] places = new long[most];
        for (int i = 0; i < most; i++) {
            places[i] = place(i, tensor.size());
        }
        return Tensors.noGrad(() -> tensor.detach().reshape(tensor.size()).indexSelect(0, Tensors.tensor(places)).toDoubles());
    }

    private static double[] looked(Tensor tensor, int most) {
        double[] values = new double[most];
        for (int i = 0; i < most; i++) {
            values[i] = tensor.array().backend().item(tensor.array(), place(i, tensor.size()));
        }
        return values;
    }
}
