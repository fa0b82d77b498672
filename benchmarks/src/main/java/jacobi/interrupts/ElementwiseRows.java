package jacobi.interrupts;

import static jacobi.interrupts.Rows.N;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.expr.Exprs;
import jacobi.ops.Elementwise;

/** Formulas, element by element. */
final class ElementwiseRows {
    private static final Elementwise MODEL = Elementwise.unary("longFormula",
            x -> Exprs.exp(Exprs.sin(x).mul(Exprs.cos(x))).add(Exprs.tanh(x)).mul(Exprs.log(x.add(2))));

    private ElementwiseRows() {
    }

    static void add(Rows rows) {
        rows.both("add", Rows::line, x -> x.add(x));
        rows.both("tanh", Rows::line, Tensor::tanh);
        rows.both("relu", Rows::line, Tensor::relu);
        rows.both("gelu", Rows::line, Tensor::gelu);
        rows.both("softplus", Rows::line, Tensor::softplus);
        rows.both("pow", () -> Rows.floats(N / 2), x -> x.pow(2.2));
        rows.on("tanh, float64", () -> Rows.doubles(N / 2), Tensor::tanh);
        rows.on("pow, float64", () -> Rows.doubles(N / 2), x -> x.pow(2.2));
        rows.on("lgamma", Rows::line, Tensor::lgamma);
        rows.on("digamma", Rows::line, Tensor::digamma);
        rows.on("polygamma", () -> Rows.floats(N / 10), x -> x.polygamma(3));
        rows.on("erfinv", () -> Rows.floats(N / 5), Tensor::erfinv);
        rows.on("erfinv, float64", () -> Rows.doubles(N / 5), Tensor::erfinv);
        rows.on("sin", Rows::line, Tensor::sin);
        rows.on("atan2", Rows::line, x -> x.atan2(x));
        rows.on("remainder", Rows::line, x -> x.remainder(0.3));
        rows.on("where", Rows::line, x -> x.gt(0.5).where(x, x));
        rows.on("comparison, int64", () -> Rows.longs(10, N / 2), x -> x.lt(5));
        rows.on("arithmetic, int64", () -> Rows.longs(10, N / 2), x -> x.mul(3).add(x).floorDivide(2));
        rows.on("a chain", Rows::line, x -> x.exp().log().sin().cos().tanh().pow(2.2).mul(x).add(1));
        rows.on("a formula of one's own", Rows::line, MODEL::apply);
        rows.on("broadcast", () -> Rows.floats(Rows.SIDE, 1), x -> x.add(x.t()));
        rows.on("transposed and added", Rows::matrix, x -> x.t().add(x));
        rows.on("every third, and added", Rows::line, x -> x.slice(0, 0, N, 3).add(1));
        rows.on("allclose", Rows::line, x -> Tensors.scalar(x.allclose(x) ? 1 : 0, DType.FLOAT32));
        rows.on("equal", Rows::line, x -> Tensors.scalar(x.equal(x.detach()) ? 1 : 0, DType.FLOAT32));
        rows.on("nanToNum", Rows::line, Tensor::nanToNum);
        rows.on("logaddexp", Rows::line, x -> x.logaddexp(x));
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                if (from != to) {
                    rows.on("cast " + from + " to " + to, () -> Rows.floats(N).gt(0.5).to(from), x -> x.to(to));
                }
            }
        }
        rows.add("tiny tensors", () -> {
            Tensor x = Tensors.tensor(1);
            return () -> {
                for (int i = 0; i < 20_000_000; i++) {
                    x.tanh();
                }
            };
        });
    }
}
