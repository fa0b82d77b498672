package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Exprs;
import java.util.List;

/** Powers that are a few products. */
final class Powers {
    private static final List<Elementwise> FROM_SQUARE = List.of(of(2), of(3), of(4));

    private Powers() {
    }

    private static Elementwise of(int exponent) {
        return Elementwise.unary("pow", x -> x.pow(Exprs.constant(exponent)));
    }

    static boolean has(Tensor x, double exponent) {
        return x.dtype().isFloating() && exponent >= 2 && exponent <= 4 && exponent == Math.rint(exponent);
    }

    static Tensor apply(Tensor x, double exponent) {
        return FROM_SQUARE.get((int) exponent - 2).apply(x);
    }
}
