package jacobi.ops;

import jacobi.Tensor;
import jacobi.autograd.Op;

/** What ops that are linear in each of two inputs share. */
final class Products {
    private Products() {
    }

    /** The product rule: d(x y) = dx y + x dy. */
    static Tensor tangent(Op product, Tensor[] dx, Tensor... x) {
        Tensor left = dx[0] == null ? null : product.apply(dx[0], x[1]);
        Tensor right = dx[1] == null ? null : product.apply(x[0], dx[1]);
        return left == null ? right : right == null ? left : left.add(right);
    }
}
