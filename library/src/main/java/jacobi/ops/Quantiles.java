package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.backend.Backend;
import jacobi.backend.cpu.Pieces;
import jacobi.expr.Exprs;

/** Quantiles: elements that a given part of the others do not exceed. */
final class Quantiles {
    /** From the one number to the other, from the nearer end; without arithmetic at an end, as both may be infinite. */
    private static final Elementwise BETWEEN = Elementwise.ternary("between", (low, high, part) ->
            Exprs.where(Exprs.eq(part, 0), low, Exprs.where(Exprs.lt(part, 0.5), low.add(high.sub(low).mul(part)),
                    high.sub(high.sub(low).mul(Exprs.constant(1).sub(part))))));

    /** So many parts are looked for one by one; for more the line is sorted. */
    private static final int FEW = 2;

    private Quantiles() {
    }

    /**
     * @param q one number, or several in one axis, which becomes the first axis of the result
     */
    static Tensor quantile(String op, Tensor x, Tensor q, int axis, boolean keepDims, Interpolation how,
                           boolean withoutNaN) {
        Axes.requireFloats(op, x);
        if (Axes.isOfNumber(x, axis)) {
            return quantile(op, x.reshape(1), q, 0, false, how, withoutNaN);
        }
        int normal = x.shape().normalizeAxis(op, axis);
        Axes.requireElements(op, x.shape(), new int[] {normal});
        if (q.rank() > 1) {
            throw new IllegalArgumentException(op + ": q is one number, or several in one axis, not of shape "
                    + q.shape());
        }
        double[] parts = q.toDoubles();
        for (double part : parts) {
            if (!(part >= 0 && part <= 1)) {
                throw new IllegalArgumentException(op + ": q lies between 0 and 1, not at " + part);
            }
        }
        boolean single = x.dtype() == DType.FLOAT32;
        // For each line and part: the two elements between which the quantile lies, and how far it is from the first.
        int count = parts.length;
        Tensor found = Ordering.choose(op, x, normal, 3 * count, (line, chosen) -> {
            int numbers = line.numbers();
            boolean isNaN = numbers == 0 || !withoutNaN && numbers < line.length;
            if (count > FEW) {
                line.sort();
            }
            for (int k = 0; k < count; k++) {
                double rank = isNaN ? numbers : rank(parts[k], numbers - 1, single, how);
                int low = (int) rank;
                chosen[k] = line.select(low);
                chosen[count + k] = rank > low ? line.select(low + 1) : chosen[k];
                double fraction = how == Interpolation.MIDPOINT && rank > low ? 0.5 : rank - low;
                chosen[2 * count + k] = Double.doubleToRawLongBits(fraction);
            }
        });
        Tensor low = x.gather(normal, found.slice(normal, 0, count, 1));
        Tensor high = x.gather(normal, found.slice(normal, count, 2 * count, 1));
        long[] bits = found.slice(normal, 2 * count, 3 * count, 1).toLongs();
        double[] fractions = new double[bits.length];
        for (int i = 0; i < bits.length; i++) {
            Pieces.poll(op, i);
            fractions[i] = Double.longBitsToDouble(bits[i]);
        }
        Backend backend = x.array().backend();
        Tensor fraction = Tensor.of(backend.fromHost(fractions, low.shape())).to(x.dtype());
        return shaped(BETWEEN.apply(low, high, fraction), normal, q.rank(), keepDims);
    }

    /** The axis of the parts to the front, or away if there is one only. */
    private static Tensor shaped(Tensor y, int axis, int rankOfQ, boolean keepDims) {
        if (rankOfQ == 0) {
            return keepDims ? y : y.reshape(Dims.without(y.shape(), axis));
        }
        int[] order = new int[y.rank()];
        order[0] = axis;
        for (int i = 1; i < order.length; i++) {
            order[i] = i <= axis ? i - 1 : i;
        }
        Tensor front = y.permute(order);
        return keepDims ? front.unsqueeze(axis + 1) : front;
    }

    /** In the precision of the elements, so that 0.8 of the way from 0 to 5 is 4 in float32 too. */
    private static double rank(double part, int last, boolean single, Interpolation how) {
        double exact = single ? (float) part * last : part * last;
        return switch (how) {
            case LINEAR, MIDPOINT -> exact;
            case LOWER -> Math.floor(exact);
            case HIGHER -> Math.ceil(exact);
            case NEAREST -> Math.rint(exact);
        };
    }
}
