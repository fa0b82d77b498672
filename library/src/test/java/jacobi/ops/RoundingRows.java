package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.uniform;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.ops.OpRow.Sample;
import java.util.List;

/** Rounding, remainders, limits. */
final class RoundingRows {
    private RoundingRows() {
    }

    static void addTo(OpTable t) {
        t.goldenUnary("floor()", true, RoundingRows::between, Tensor::floor);
        t.golden("floor()", "whole numbers", false, whole(4, 3), Tensor::floor);
        t.goldenUnary("ceil()", true, RoundingRows::between, Tensor::ceil);
        t.golden("ceil()", "whole numbers", false, whole(4, 3), Tensor::ceil);
        t.goldenUnary("round()", true, RoundingRows::between, Tensor::round);
        t.golden("round()", "whole numbers", false, whole(4, 3), Tensor::round);
        t.goldenUnary("trunc()", true, RoundingRows::between, Tensor::trunc);
        t.goldenUnary("frac()", true, RoundingRows::between, Tensor::frac);
        for (int decimals : new int[] {2, 0, -1}) {
            t.golden("round(int)", decimals + " decimals", false, uniform(-200, 200, 0, 10), x -> x.round(decimals));
        }
        for (Division d : List.of(new Division("fmod", Tensor::fmod, Tensor::fmod),
                new Division("remainder", Tensor::remainder, Tensor::remainder),
                new Division("floorDivide", Tensor::floorDivide, Tensor::floorDivide))) {
            t.goldenPairs(d.name + "(Tensor)", true, RoundingRows::between, n -> uniform(-1.25, -1, 0, n), d.pair);
            t.golden(d.name + "(Tensor)", "whole numbers", List.of(r -> tensor(new long[] {7, -7, 7, -7, 0, 6}),
                    r -> tensor(new long[] {3, 3, -3, -3, 5, 2})), x -> d.pair.apply(x[0], x[1]), false, false);
            t.golden(d.name + "(double)", "", true, between(2, 3), x -> d.number.apply(x, -2.25));
            t.golden(d.name + "(double)", "whole numbers", false, whole(9, 5), x -> d.number.apply(x, 4));
        }
        t.golden("clamp(double,double)", "", true, between(3, 4), x -> x.clamp(-0.5, 1));
        t.goldenCorners("clamp(double,double)", x -> x.clamp(-0.5, 1));
        t.goldenCorners("clampMin(double)", x -> x.clampMin(-0.5));
        t.goldenCorners("clampMax(double)", x -> x.clampMax(-0.5));
        t.golden("clamp(double,double)", "crossed", false, any(3), x -> x.clamp(1, -0.5));
        t.golden("clamp(double,double)", "special values", false, OpRow.special(), x -> x.clamp(-0.5, 1));
        t.golden("clamp(Tensor,Tensor)", "", List.of(between(2, 3), uniform(-1, -0.5, 0, 3), uniform(0.5, 0.9, 0, 2, 1)),
                x -> x[0].clamp(x[1], x[2]), true, true, true);
        t.golden("clamp(Tensor,Tensor)", "special values", List.of(OpRow.special(), r -> tensor(DType.FLOAT64, Double.NaN),
                r -> tensor(DType.FLOAT64, 1)), x -> x[0].clamp(x[1], x[2]), false, false, false);
        t.golden("clampMin(double)", "", true, between(3, 4), x -> x.clampMin(-0.5));
        t.golden("clampMin(double)", "special values", false, OpRow.special(), x -> x.clampMin(1));
        t.golden("clampMax(double)", "", true, between(3, 4), x -> x.clampMax(0.5));
        t.golden("clampMax(double)", "special values", false, OpRow.special(), x -> x.clampMax(1));
    }

    private record Division(String name, OpTable.Pair pair, OpTable.WithNumber number) {
    }

    /** Numbers from -1.9 to 1.9 that are no nearer than 0.1 to a multiple of one half. */
    private static Sample between(int... dims) {
        return rng -> {
            Tensor fractions = uniform(0.1, 0.4, 0, dims).make(rng);
            return fractions.add(whole(8, dims).make(rng).to(DType.FLOAT64).mul(0.5).sub(2));
        };
    }
}
