package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.uniform;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;
import java.util.List;

/** The functions between layers. */
final class ActivationsRows {
    private ActivationsRows() {
    }

    static void addTo(OpTable t) {
        t.goldenUnary("relu()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::relu);
        t.goldenUnary("relu6()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::relu6);
        t.goldenUnary("leakyRelu()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::leakyRelu);
        t.goldenUnary("elu()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::elu);
        t.goldenUnary("selu()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::selu);
        t.goldenUnary("celu()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::celu);
        t.goldenUnary("gelu()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::gelu);
        t.goldenUnary("silu()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::silu);
        t.goldenUnary("mish()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::mish);
        t.goldenUnary("softplus()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::softplus);
        t.goldenUnary("softsign()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::softsign);
        t.goldenUnary("hardtanh()", true, ActivationsRows::between, Tensor::hardtanh);
        t.goldenUnary("hardsigmoid()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::hardsigmoid);
        t.goldenUnary("hardswish()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::hardswish);
        t.goldenUnary("sigmoid()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::sigmoid);
        t.goldenUnary("logSigmoid()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::logSigmoid);
        t.goldenUnary("hardshrink()", true, ActivationsRows::between, Tensor::hardshrink);
        t.goldenUnary("softshrink()", true, ActivationsRows::between, Tensor::softshrink);
        t.goldenUnary("tanhshrink()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::tanhshrink);
        t.goldenUnary("bnll()", true, OpRow::any, Tensor::bnll);
        t.goldenUnary("geluTanh()", true, d -> uniform(-2.9, 2.9, 0.1, d), Tensor::geluTanh);
        t.goldenUnary("leakyRelu(double)", true, ActivationsRows::off, x -> x.leakyRelu(0.2));
        t.goldenUnary("elu(double)", true, ActivationsRows::off, x -> x.elu(1.5));
        t.goldenUnary("celu(double)", true, ActivationsRows::off, x -> x.celu(1.5));
        t.goldenUnary("softplus(double,double)", true, ActivationsRows::off, x -> x.softplus(2, 1.5));
        t.goldenUnary("hardtanh(double,double)", true, ActivationsRows::off, x -> x.hardtanh(-0.75, 1.25));
        t.goldenUnary("threshold(double,double)", true, ActivationsRows::off, x -> x.threshold(0.25, -3));
        t.goldenUnary("hardshrink(double)", true, ActivationsRows::off, x -> x.hardshrink(0.25));
        t.goldenUnary("softshrink(double)", true, ActivationsRows::off, x -> x.softshrink(0.25));
        t.goldenCorners("relu()", Tensor::relu);
        t.goldenCorners("relu6()", Tensor::relu6);
        t.goldenCorners("leakyRelu()", Tensor::leakyRelu);
        t.goldenCorners("elu()", Tensor::elu);
        t.goldenCorners("selu()", Tensor::selu);
        t.goldenCorners("celu()", Tensor::celu);
        t.goldenCorners("gelu()", Tensor::gelu);
        t.goldenCorners("silu()", Tensor::silu);
        t.goldenCorners("mish()", Tensor::mish);
        t.goldenCorners("softplus()", Tensor::softplus);
        t.goldenCorners("softsign()", Tensor::softsign);
        t.goldenCorners("hardtanh()", Tensor::hardtanh);
        // PyTorch's own slope is 1/6 in single precision.
        t.steps("hardsigmoid()", "slopes", uniform(-5, 5, 0, 20), x -> Tensors.grad(v -> v.hardsigmoid().sum()).at(x),
                x -> x.map(v -> Math.abs(v) < 3 ? 1.0 / 6 : 0));
        t.goldenCorners("hardswish()", Tensor::hardswish);
        t.goldenCorners("sigmoid()", Tensor::sigmoid);
        t.goldenCorners("logSigmoid()", Tensor::logSigmoid);
        t.goldenCorners("hardshrink()", Tensor::hardshrink);
        t.goldenCorners("softshrink()", Tensor::softshrink);
        t.goldenCorners("tanhshrink()", Tensor::tanhshrink);
        t.goldenCorners("bnll()", Tensor::bnll);
        t.goldenCorners("geluTanh()", Tensor::geluTanh);
        t.goldenCorners("leakyRelu(double)", x -> x.leakyRelu(0.2));
        t.goldenCorners("elu(double)", x -> x.elu(1.5));
        t.goldenCorners("celu(double)", x -> x.celu(1.5));
        t.goldenCorners("softplus(double,double)", x -> x.softplus(2, 1.5));
        t.goldenCorners("hardtanh(double,double)", x -> x.hardtanh(-0.75, 1.25));
        t.goldenCorners("threshold(double,double)", x -> x.threshold(0.25, -3));
        t.goldenCorners("hardshrink(double)", x -> x.hardshrink(0.25));
        t.goldenCorners("softshrink(double)", x -> x.softshrink(0.25));
        t.golden("prelu(Tensor)", "one weight", List.of(off(2, 3), uniform(0.1, 0.5, 0, 1)), x -> x[0].prelu(x[1]), true, true);
        t.golden("prelu(Tensor)", "channels", List.of(off(2, 3, 2), uniform(0.1, 0.5, 0, 3)), x -> x[0].prelu(x[1]), true,
                true);
        t.golden("glu(int)", "last axis", true, any(2, 4), x -> x.glu(-1));
        t.golden("glu(int)", "axis 0", true, any(4, 3), x -> x.glu(0));
        t.golden("glu(int)", "empty", true, any(0, 3), x -> x.glu(0));
        t.goldenUnary("rrelu()", true, ActivationsRows::off, Tensor::rrelu);
        t.goldenUnary("rrelu(double,double)", true, ActivationsRows::off, x -> x.rrelu(0.1, 0.5));
    }

    /** Numbers away from multiples of one half, where the functions with corners have them. */
    private static Sample between(int... dims) {
        return rng -> {
            Tensor fractions = uniform(0.1, 0.4, 0, dims).make(rng);
            return fractions.add(whole(8, dims).make(rng).to(DType.FLOAT64).mul(0.5).sub(2));
        };
    }

    /** The same for odd multiples of one quarter, and 0. */
    private static Sample off(int... dims) {
        return rng -> {
            Tensor steps = uniform(-0.15, 0.15, 0.05, dims).make(rng);
            return steps.add(whole(8, dims).make(rng).to(DType.FLOAT64).mul(0.5).sub(2));
        };
    }
}
