package jacobi.golden;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Rounding, remainders, limits. */
final class RoundingGolden {
    private RoundingGolden() {
    }

    static void addTo(Entries entries) {
        entries.unary("floor()", Tensor::floor);
        entries.one("floor(), whole numbers", x -> x);
        entries.unary("ceil()", Tensor::ceil);
        entries.one("ceil(), whole numbers", x -> x);
        entries.unary("round()", Tensor::round);
        entries.one("round(), whole numbers", x -> x);
        entries.unary("trunc()", Tensor::trunc);
        entries.unary("frac()", Tensor::frac);
        for (int decimals : new int[] {2, 0, -1}) {
            entries.one("round(int), " + decimals + " decimals", x -> x.round(decimals));
        }
        division(entries, "fmod", Tensor::fmod, Tensor::fmod);
        division(entries, "remainder", Tensor::remainder, Tensor::remainder);
        division(entries, "floorDivide", Tensor::floor_divide, Tensor::floor_divide);
        entries.one("clamp(double,double)", x -> x.clamp(number(-0.5), number(1)));
        entries.corners("clamp(double,double)", x -> x.clamp(number(-0.5), number(1)));
        entries.corners("clampMin(double)", x -> x.clamp_min(new Scalar(-0.5)));
        entries.corners("clampMax(double)", x -> x.clamp_max(new Scalar(-0.5)));
        entries.one("clamp(double,double), crossed", x -> x.clamp(number(1), number(-0.5)));
        entries.one("clamp(double,double), special values", x -> x.clamp(number(-0.5), number(1)));
        for (String label : new String[] {"", ", special values"}) {
            entries.row("clamp(Tensor,Tensor)" + label,
                    x -> x[0].clamp(new TensorOptional(x[1]), new TensorOptional(x[2])));
        }
        entries.one("clampMin(double)", x -> x.clamp_min(new Scalar(-0.5)));
        entries.one("clampMin(double), special values", x -> x.clamp_min(new Scalar(1.0)));
        entries.one("clampMax(double)", x -> x.clamp_max(new Scalar(0.5)));
        entries.one("clampMax(double), special values", x -> x.clamp_max(new Scalar(1.0)));
    }

    private static ScalarOptional number(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    private static void division(Entries entries, String name, BinaryOperator<Tensor> pair,
                                 BiFunction<Tensor, Scalar, Tensor> number) {
        entries.pairs(name + "(Tensor)", pair);
        entries.row(name + "(Tensor), whole numbers", x -> pair.apply(x[0], x[1]));
        entries.one(name + "(double)", x -> number.apply(x, new Scalar(-2.25)));
        entries.one(name + "(double), whole numbers", x -> number.apply(x, new Scalar(4)));
    }
}
