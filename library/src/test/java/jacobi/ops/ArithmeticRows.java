package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;
import static jacobi.ops.OpRow.whole;

import jacobi.Tensor;
import jacobi.ops.OpTable.Sampler;
import java.util.List;

/** Sums, products, powers. */
final class ArithmeticRows {
    private ArithmeticRows() {
    }

    static void addTo(OpTable t) {
        Sampler off = d -> uniform(-2, 2, 0.3, d);
        t.goldenPairs("add(Tensor)", true, OpRow::any, OpRow::any, Tensor::add);
        t.goldenPairs("sub(Tensor)", true, OpRow::any, OpRow::any, Tensor::sub);
        t.goldenPairs("mul(Tensor)", true, OpRow::any, OpRow::any, Tensor::mul);
        t.goldenPairs("div(Tensor)", true, OpRow::any, off, Tensor::div);
        t.goldenPairs("pow(Tensor)", true, OpRow::positive, OpRow::any, Tensor::pow);
        t.goldenPairs("maximum(Tensor)", true, OpRow::any, off, Tensor::maximum);
        t.goldenPairs("minimum(Tensor)", true, OpRow::any, off, Tensor::minimum);
        for (Named n : List.of(new Named("maximum", Tensor::maximum), new Named("minimum", Tensor::minimum))) {
            t.golden(n.name + "(double)", "", true, off.of(2, 3), x -> n.op.apply(x, 0.05));
            t.golden(n.name + "(double)", "whole numbers", false, whole(9, 4), x -> n.op.apply(x, 5));
        }
        for (double number : new double[] {1.5, -2, 0.25}) {
            for (Named n : List.of(new Named("add", Tensor::add), new Named("sub", Tensor::sub),
                    new Named("mul", Tensor::mul), new Named("div", Tensor::div), new Named("pow", Tensor::pow))) {
                t.golden(n.name + "(double)", String.valueOf(number), true, positive(2, 3), x -> n.op.apply(x, number));
                if (!n.name.equals("pow") || number != -2) {
                    t.golden(n.name + "(double)", number + " and whole numbers", false, whole(9, 4),
                            x -> n.op.apply(x, number));
                }
            }
        }
        t.golden("pow(double)", "3 and whole numbers", false, whole(9, 4), x -> x.pow(3));
        t.golden("pow(double)", "special values", false, OpRow.special(), x -> x.pow(-1.5));
        t.golden("pow(Tensor)", "whole numbers", List.of(rng -> whole(9, 3, 1).make(rng).sub(4), whole(7, 4)),
                x -> x[0].pow(x[1]), false, false);
        for (Pairs p : List.of(new Pairs("add", Tensor::add), new Pairs("sub", Tensor::sub), new Pairs("mul", Tensor::mul),
                new Pairs("div", Tensor::div), new Pairs("maximum", Tensor::maximum),
                new Pairs("minimum", Tensor::minimum))) {
            t.golden(p.name + "(Tensor)", "whole numbers", List.of(whole(9, 3, 1), whole(7, 4)),
                    x -> p.op.apply(x[0], x[1]), false, false);
            t.golden(p.name + "(Tensor)", "whole numbers and others", List.of(whole(9, 3, 1), positive(4)),
                    x -> p.op.apply(x[0], x[1]), false, true);
        }
        t.goldenUnary("neg()", true, OpRow::any, Tensor::neg);
        t.goldenUnary("abs()", true, off, Tensor::abs);
        t.unary("sign", true, uniform(-2, 2, 0.1, 3, 4), Tensor::sign, Math::signum);
        t.steps("sign()", "special values", OpRow.special(), Tensor::sign, x -> x.map(Math::signum));
        t.goldenCorners("abs()", Tensor::abs);
        t.goldenUnary("sqrt()", true, OpRow::positive, Tensor::sqrt);
        t.goldenUnary("square()", true, OpRow::any, Tensor::square);
        t.goldenUnary("rsqrt()", true, OpRow::positive, Tensor::rsqrt);
        t.goldenUnary("reciprocal()", true, OpRow::positive, Tensor::reciprocal);
        for (double weight : new double[] {0.25, 0.75, 1, -2}) {
            t.golden("lerp(Tensor,double)", "weight " + weight, List.of(any(2, 3), any(3)),
                    x -> x[0].lerp(x[1], weight), true, true);
        }
        t.golden("lerp(Tensor,Tensor)", "", List.of(any(2, 3), any(3), uniform(-0.4, 0.4, 0, 2, 1)),
                x -> x[0].lerp(x[1], x[2]), true, true, true);
        t.golden("lerp(Tensor,Tensor)", "large weights", List.of(any(2, 3), any(3), uniform(0.6, 2, 0, 2, 1)),
                x -> x[0].lerp(x[1], x[2]), true, true, true);
        List<OpRow.Sample> three = List.of(any(2, 3), any(3), off.of(2, 1));
        List<OpRow.Sample> none = List.of(any(0, 3), any(3), off.of(0, 1));
        t.golden("addcmul(Tensor,Tensor)", "", three, x -> x[0].addcmul(x[1], x[2]), true, true, true);
        t.golden("addcmul(Tensor,Tensor)", "nothing", none, x -> x[0].addcmul(x[1], x[2]), true, true, true);
        t.golden("addcmul(Tensor,Tensor,double)", "", three, x -> x[0].addcmul(x[1], x[2], -0.5), true, true, true);
        t.golden("addcdiv(Tensor,Tensor)", "", three, x -> x[0].addcdiv(x[1], x[2]), true, true, true);
        t.golden("addcdiv(Tensor,Tensor)", "nothing", none, x -> x[0].addcdiv(x[1], x[2]), true, true, true);
        t.golden("addcdiv(Tensor,Tensor,double)", "", three, x -> x[0].addcdiv(x[1], x[2], -0.5), true, true, true);
    }

    private record Named(String name, OpTable.WithNumber op) {
    }

    private record Pairs(String name, OpTable.Pair op) {
    }
}
