package jacobi.golden;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Sums, products, powers. */
final class ArithmeticGolden {
    private ArithmeticGolden() {
    }

    static void addTo(Entries entries) {
        entries.unary("rsqrt()", Tensor::rsqrt);
        entries.unary("reciprocal()", Tensor::reciprocal);
        for (double weight : new double[] {0.25, 0.75, 1, -2}) {
            entries.row("lerp(Tensor,double), weight " + weight, x -> x[0].lerp(x[1], new Scalar(weight)));
        }
        entries.row("lerp(Tensor,Tensor)", x -> x[0].lerp(x[1], x[2]));
        entries.row("lerp(Tensor,Tensor), large weights", x -> x[0].lerp(x[1], x[2]));
    }
}
