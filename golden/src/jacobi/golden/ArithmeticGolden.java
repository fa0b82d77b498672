package jacobi.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Sums, products, powers. */
final class ArithmeticGolden {
    private ArithmeticGolden() {
    }

    static void addTo(Entries entries) {
        Map<String, BinaryOperator<Tensor>> pairs = new LinkedHashMap<>();
        pairs.put("add", Tensor::add);
        pairs.put("sub", Tensor::sub);
        pairs.put("mul", Tensor::mul);
        pairs.put("div", Tensor::div);
        pairs.put("pow", Tensor::pow);
        pairs.put("maximum", Tensor::maximum);
        pairs.put("minimum", Tensor::minimum);
        pairs.forEach((name, op) -> {
            entries.pairs(name + "(Tensor)", op);
            entries.row(name + "(Tensor), whole numbers", x -> op.apply(x[0], x[1]));
            if (!name.equals("pow")) {
                entries.row(name + "(Tensor), whole numbers and others", x -> op.apply(x[0], x[1]));
            }
        });
        entries.one("maximum(double)", x -> torch.maximum(x, torch.full_like(x, new Scalar(0.05))));
        entries.one("minimum(double)", x -> torch.minimum(x, torch.full_like(x, new Scalar(0.05))));
        entries.one("maximum(double), whole numbers", x -> torch.maximum(x, torch.full_like(x, new Scalar(5))));
        entries.one("minimum(double), whole numbers", x -> torch.minimum(x, torch.full_like(x, new Scalar(5))));
        for (double number : new double[] {1.5, -2, 0.25}) {
            // As Python would pass it: -2 beside whole numbers is one.
            Scalar whole = number == -2 ? new Scalar(-2) : new Scalar(number);
            numbers(entries, String.valueOf(number), new Scalar(number));
            numbers(entries, number + " and whole numbers", whole);
        }
        entries.calls.remove("pow(double), -2.0 and whole numbers");
        entries.one("pow(double), 3 and whole numbers", x -> x.pow(new Scalar(3)));
        entries.one("pow(double), special values", x -> x.pow(new Scalar(-1.5)));
        entries.unary("neg()", Tensor::neg);
        entries.unary("abs()", Tensor::abs);
        entries.corners("abs()", Tensor::abs);
        entries.unary("sqrt()", Tensor::sqrt);
        entries.unary("square()", Tensor::square);
        entries.unary("rsqrt()", Tensor::rsqrt);
        entries.unary("reciprocal()", Tensor::reciprocal);
        for (double weight : new double[] {0.25, 0.75, 1, -2}) {
            entries.row("lerp(Tensor,double), weight " + weight, x -> x[0].lerp(x[1], new Scalar(weight)));
        }
        entries.row("lerp(Tensor,Tensor)", x -> x[0].lerp(x[1], x[2]));
        entries.row("lerp(Tensor,Tensor), large weights", x -> x[0].lerp(x[1], x[2]));
        for (String label : new String[] {"", ", nothing"}) {
            entries.row("addcmul(Tensor,Tensor)" + label, x -> torch.addcmul(x[0], x[1], x[2]));
            entries.row("addcdiv(Tensor,Tensor)" + label, x -> torch.addcdiv(x[0], x[1], x[2]));
        }
        entries.row("addcmul(Tensor,Tensor,double)", x -> torch.addcmul(x[0], x[1], x[2], new Scalar(-0.5)));
        entries.row("addcdiv(Tensor,Tensor,double)", x -> torch.addcdiv(x[0], x[1], x[2], new Scalar(-0.5)));
    }

    private static void numbers(Entries entries, String label, Scalar number) {
        entries.one("add(double), " + label, x -> x.add(number));
        entries.one("sub(double), " + label, x -> x.sub(number));
        entries.one("mul(double), " + label, x -> x.mul(number));
        entries.one("div(double), " + label, x -> x.div(number));
        entries.one("pow(double), " + label, x -> x.pow(number));
    }
}
