package jacobi.ops;

import static jacobi.Tensors.ones;
import static jacobi.Tensors.zeros;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.ops.OpErrorsTest.Row;
import java.util.List;

/** What the elementwise families say about input that does not fit. */
final class ElementwiseErrors {
    private ElementwiseErrors() {
    }

    static void errors(List<Row> rows) {
        Tensor matrix = zeros(2, 3);
        Tensor four = zeros(4);
        Tensor bools = zeros(DType.BOOL, 2);
        OpErrorsTest.bad(rows, "neg()", bools::neg, "neg: the tensor is of bools, which have no negative; use logicalNot, or "
                + "to(DType.INT64) first");
        OpErrorsTest.bad(rows, "sub(Tensor)", () -> bools.sub(bools), "sub: both tensors are of bools, which have no difference; "
                + "use logicalXor to see where they differ, or to(DType.INT64) on one of them");
        record Named(String method, OpTable.Pair op) {
        }
        for (Named n : List.of(new Named("atan2(Tensor)", Tensor::atan2), new Named("hypot(Tensor)", Tensor::hypot),
                new Named("logaddexp(Tensor)", Tensor::logaddexp), new Named("xlogy(Tensor)", Tensor::xlogy),
                new Named("fmod(Tensor)", Tensor::fmod), new Named("remainder(Tensor)", Tensor::remainder),
                new Named("floorDivide(Tensor)", Tensor::floorDivide),
                new Named("heaviside(Tensor)", Tensor::heaviside), new Named("copysign(Tensor)", Tensor::copysign),
                new Named("logaddexp2(Tensor)", Tensor::logaddexp2),
                new Named("addcmul(Tensor,Tensor)", (x, y) -> x.addcmul(x, y)),
                new Named("addcmul(Tensor,Tensor,double)", (x, y) -> x.addcmul(x, y, 2)),
                new Named("addcdiv(Tensor,Tensor)", (x, y) -> x.addcdiv(x, y)),
                new Named("addcdiv(Tensor,Tensor,double)", (x, y) -> x.addcdiv(x, y, 2)),
                new Named("logicalAnd(Tensor)", Tensor::logicalAnd), new Named("logicalOr(Tensor)", Tensor::logicalOr),
                new Named("logicalXor(Tensor)", Tensor::logicalXor),
                new Named("lerp(Tensor,double)", (x, y) -> x.lerp(y, 0.5)),
                new Named("lerp(Tensor,Tensor)", (x, y) -> x.lerp(x, y)),
                new Named("clamp(Tensor,Tensor)", (x, y) -> x.clamp(x, y)),
                new Named("isclose(Tensor)", Tensor::isclose),
                new Named("isclose(Tensor,double,double,boolean)", (x, y) -> x.isclose(y, 1, 1, true)),
                new Named("allclose(Tensor)", (x, y) -> ones(x.allclose(y) ? 1 : 0)),
                new Named("allclose(Tensor,double,double,boolean)", (x, y) -> ones(x.allclose(y, 1, 1, true) ? 1 : 0)))) {
            String name = n.method.substring(0, n.method.indexOf('(')).replace("allclose", "isclose");
            bad(rows, n.method, () -> n.op.apply(matrix, four), name + ": shapes [2, 3] and [4] do not fit at axis -1 "
                    + "(3 and 4): equal lengths fit, and a length of 1 stretches; reshape or transpose one of them");
        }
        Tensor whole = ones(2).to(DType.INT64);
        for (Named n : List.of(new Named("fmod(Tensor)", Tensor::fmod), new Named("remainder(Tensor)", Tensor::remainder),
                new Named("floorDivide(Tensor)", Tensor::floorDivide))) {
            bad(rows, n.method, () -> n.op.apply(whole, whole.sub(1)), n.method.replace("(Tensor)", "")
                    + ": a divisor is 0, and of whole numbers (int64 and int64) there is no infinity; convert with "
                    + "to(DType.FLOAT32)");
        }
        bad(rows, "isclose(Tensor,double,double,boolean)", () -> matrix.isclose(matrix, -1, 0, false),
                "isclose: the tolerances must not be negative, but they are rtol -1.0 and atol 0.0");
        bad(rows, "pow(double)", () -> whole.pow(-2),
                "pow: whole numbers (int64) to the power of -2.0 would be fractions; convert with to(DType.FLOAT32)");
        bad(rows, "polygamma(int)", () -> matrix.polygamma(-1), "polygamma: the order must be from 0 to 170, not -1");
        bad(rows, "round(int)", () -> whole.round(2),
                "round: decimals are of floating-point numbers, not int64; convert with to(DType.FLOAT32)");
        bad(rows, "prelu(Tensor)", () -> matrix.prelu(four), "prelu: weights of shape [4] do not fit shape [2, 3]; give one "
                + "weight, or one for each of the 3 channels along axis 1");
        bad(rows, "glu(int)", () -> matrix.glu(1),
                "glu: axis 1 of shape [2, 3] has length 3; it needs an even length, to be halved");
        rows.add(new Row("glu(int)", () -> matrix.glu(2), IndexOutOfBoundsException.class,
                "glu: there is no axis 2 in shape [2, 3]; axes run from -2 to 1"));
    }

    private static void bad(List<Row> rows, String method, OpErrorsTest.Call call, String message) {
        rows.add(new Row(method, call, IllegalArgumentException.class, message));
    }
}
