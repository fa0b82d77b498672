package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.whole;

import java.util.List;
import jacobi.Plain;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;

/** Many numbers become one. */
final class ReductionsRows {
    private ReductionsRows() {
    }

    static void addTo(OpTable t) {
        t.smooth("sum()", "", any(2, 3), Tensor::sum, x -> x.reduceAll(0, Double::sum));
        t.smooth("sum()", "of nothing", any(0, 3), Tensor::sum, x -> Plain.scalar(0));
        t.smooth("sum()", "scalar", any(), Tensor::sum, x -> x);
        t.smooth("mean()", "", any(2, 3), Tensor::mean, x -> x.reduceAll(0, Double::sum).map(v -> v / 6));
        t.smooth("max()", "", distinct(2, 3), Tensor::max, x -> x.reduceAll(Double.NEGATIVE_INFINITY, Math::max));
        t.smooth("min()", "", distinct(2, 3), Tensor::min, x -> x.reduceAll(Double.POSITIVE_INFINITY, Math::min));
        for (int axis : new int[] {0, 1, 2, -1}) {
            int normal = Math.floorMod(axis, 3);
            String label = "axis " + axis;
            int[] dims = {2, 3, 4};
            t.smooth("sum(int)", label, any(dims), x -> x.sum(axis), x -> x.reduce(normal, false, 0, Double::sum));
            t.smooth("mean(int)", label, any(dims), x -> x.mean(axis),
                    x -> x.reduce(normal, false, 0, Double::sum).map(v -> v / dims[normal]));
            t.smooth("max(int)", label, distinct(dims), x -> x.max(axis),
                    x -> x.reduce(normal, false, Double.NEGATIVE_INFINITY, Math::max));
            t.smooth("min(int)", label, distinct(dims), x -> x.min(axis),
                    x -> x.reduce(normal, false, Double.POSITIVE_INFINITY, Math::min));
            t.steps("argmax(int)", label, distinct(dims), x -> x.argmax(axis), x -> x.arg(normal, false, true));
            t.steps("argmin(int)", label, distinct(dims), x -> x.argmin(axis), x -> x.arg(normal, false, false));
            t.steps("argmax(int)", label + ", ties", whole(3, dims), x -> x.argmax(axis), x -> x.arg(normal, false, true));
            t.steps("argmin(int)", label + ", ties", whole(3, dims), x -> x.argmin(axis), x -> x.arg(normal, false, false));
            for (boolean keep : new boolean[] {false, true}) {
                t.smooth("sum(int,boolean)", label, any(dims), x -> x.sum(axis, keep),
                        x -> x.reduce(normal, keep, 0, Double::sum));
                t.smooth("mean(int,boolean)", label, any(dims), x -> x.mean(axis, keep),
                        x -> x.reduce(normal, keep, 0, Double::sum).map(v -> v / dims[normal]));
                t.smooth("max(int,boolean)", label, distinct(dims), x -> x.max(axis, keep),
                        x -> x.reduce(normal, keep, Double.NEGATIVE_INFINITY, Math::max));
                t.smooth("min(int,boolean)", label, distinct(dims), x -> x.min(axis, keep),
                        x -> x.reduce(normal, keep, Double.POSITIVE_INFINITY, Math::min));
                t.steps("argmax(int,boolean)", label, distinct(dims), x -> x.argmax(axis, keep),
                        x -> x.arg(normal, keep, true));
                t.steps("argmin(int,boolean)", label, distinct(dims), x -> x.argmin(axis, keep),
                        x -> x.arg(normal, keep, false));
            }
        }
        for (boolean keep : new boolean[] {false, true}) {
            int[] axes = {2, 0};
            t.smooth("sum(int[],boolean)", "outer axes", any(2, 3, 4), x -> x.sum(axes, keep),
                    x -> x.reduce(2, keep, 0, Double::sum).reduce(0, keep, 0, Double::sum));
            t.smooth("mean(int[],boolean)", "outer axes", any(2, 3, 4), x -> x.mean(axes, keep),
                    x -> x.reduce(2, keep, 0, Double::sum).reduce(0, keep, 0, Double::sum).map(v -> v / 8));
            t.smooth("amax(int[],boolean)", "outer axes", distinct(2, 3, 4), x -> x.amax(axes, keep),
                    x -> x.reduce(2, keep, -1e9, Math::max).reduce(0, keep, -1e9, Math::max));
            t.smooth("amin(int[],boolean)", "outer axes", distinct(2, 3, 4), x -> x.amin(axes, keep),
                    x -> x.reduce(2, keep, 1e9, Math::min).reduce(0, keep, 1e9, Math::min));
            t.smooth("sum(int[],boolean)", "no axes", any(2, 3), x -> x.sum(new int[0], keep), x -> x);
        }
        t.smooth("sum(int[],boolean)", "of a transposed view", any(3, 4), x -> x.t().sum(new int[] {0}, false),
                x -> x.reduce(1, false, 0, Double::sum));
        t.steps("argmax()", "", distinct(3, 4), Tensor::argmax,
                x -> new Plain(new int[] {12}, x.values()).arg(0, false, true));
        t.steps("argmin()", "", distinct(3, 4), Tensor::argmin,
                x -> new Plain(new int[] {12}, x.values()).arg(0, false, false));
        t.smooth("sumTo(Shape)", "", any(2, 3, 4), x -> x.sumTo(Shape.of(3, 1)),
                x -> x.reduce(0, false, 0, Double::sum).reduce(1, true, 0, Double::sum));
        t.smooth("sumTo(Shape)", "same", any(2, 3), x -> x.sumTo(Shape.of(2, 3)).mul(1), x -> x);
        t.golden("prod()", "", true, any(2, 3), Tensor::prod);
        t.golden("prod()", "one zero", true, rng -> ScansRows.WITH_ZEROS.make(rng).select(0, 0), Tensor::prod);
        t.golden("prod()", "of nothing", true, any(0, 3), Tensor::prod);
        t.golden("prod()", "scalar", true, any(), Tensor::prod);
        t.golden("prod()", "whole", false, whole(9, 5), Tensor::prod);
        for (int axis : new int[] {0, 1, 2, -1}) {
            t.golden("prod(int)", "axis " + axis, true, any(2, 3, 4), x -> x.prod(axis));
            t.golden("logsumexp(int)", "axis " + axis, true, any(2, 3, 4), x -> x.logsumexp(axis));
            for (boolean keep : new boolean[] {false, true}) {
                String label = "axis " + axis + (keep ? ", kept" : "");
                t.golden("prod(int,boolean)", label, true, any(2, 3, 4), x -> x.prod(axis, keep));
                t.golden("logsumexp(int,boolean)", label, true, any(2, 3, 4), x -> x.logsumexp(axis, keep));
                t.golden("aminmax(int,boolean)", "min, " + label, true, distinct(2, 3, 4), x -> x.aminmax(axis, keep).min());
                t.golden("aminmax(int,boolean)", "max, " + label, true, distinct(2, 3, 4), x -> x.aminmax(axis, keep).max());
            }
        }
        t.golden("prod(int)", "zeros", true, ScansRows.WITH_ZEROS, x -> x.prod(1));
        t.golden("prod(int)", "zeros, transposed", true, ScansRows.WITH_ZEROS, x -> x.t().prod(1));
        t.golden("prod(int)", "no columns", true, any(2, 0), x -> x.prod(1));
        t.golden("logsumexp()", "", true, any(2, 3), Tensor::logsumexp);
        t.golden("logsumexp()", "scalar", true, any(), Tensor::logsumexp);
        t.golden("logsumexp()", "large", true, r -> any(2, 3).make(r).add(5000), Tensor::logsumexp);
        t.golden("logsumexp()", "whole", false, whole(9, 5), Tensor::logsumexp);
        t.golden("logsumexp(int)", "no columns", true, any(2, 0), x -> x.logsumexp(1));
        t.golden("logsumexp(int)", "special values", List.of(r -> OpRow.special().make(r).unsqueeze(1), any(4)),
                x -> x[0].mul(x[1]).logsumexp(1), false, false);
        t.golden("logsumexp(int[],boolean)", "outer axes", true, any(2, 3, 4), x -> x.logsumexp(new int[] {0, 2}, true));
        t.golden("aminmax()", "min", true, distinct(3, 4), x -> x.aminmax().min());
        t.golden("aminmax()", "max", true, distinct(3, 4), x -> x.aminmax().max());
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = Tensors.zeros(2, 3);
        OpErrorsTest.along(rows, matrix, "prod(int)", matrix::prod);
        OpErrorsTest.along(rows, matrix, "prod(int,boolean)", i -> matrix.prod(i, true));
        OpErrorsTest.along(rows, matrix, "logsumexp(int)", matrix::logsumexp);
        OpErrorsTest.along(rows, matrix, "logsumexp(int,boolean)", i -> matrix.logsumexp(i, true));
        OpErrorsTest.along(rows, matrix, "logsumexp(int[],boolean)", i -> matrix.logsumexp(new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "aminmax(int,boolean)", i -> matrix.aminmax(i, true));
        OpErrorsTest.bad(rows, "aminmax()", () -> Tensors.zeros(0, 3).aminmax(),
                "aminmax: shape [0, 3] has no elements along axis 0, and there is no aminmax of nothing");
    }
}
