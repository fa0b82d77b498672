package jacobi.golden;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The functions between layers. */
final class ActivationsGolden {
    private ActivationsGolden() {
    }

    static void addTo(Entries entries) {
        entries.unary("relu()", Tensor::relu);
        entries.unary("relu6()", x -> torch.relu6(x));
        entries.unary("leakyRelu()", x -> torch.leaky_relu(x));
        entries.unary("elu()", x -> torch.elu(x));
        entries.unary("selu()", x -> torch.selu(x));
        entries.unary("celu()", x -> torch.celu(x));
        // Its own loop over floats makes NaN of infinity.
        entries.unary("gelu()", x -> torch.gelu(x.to(torch.ScalarType.Double)));
        entries.unary("silu()", x -> torch.silu(x));
        entries.unary("mish()", x -> torch.mish(x));
        entries.unary("softplus()", x -> torch.softplus(x));
        entries.unary("softsign()", x -> torch.softsign(x));
        entries.unary("hardtanh()", x -> torch.hardtanh(x));
        entries.unary("hardsigmoid()", x -> torch.hardsigmoid(x));
        entries.unary("hardswish()", x -> torch.hardswish(x));
        entries.unary("sigmoid()", Tensor::sigmoid);
        entries.unary("logSigmoid()", x -> torch.log_sigmoid(x));
        entries.unary("hardshrink()", x -> torch.hardshrink(x));
        entries.unary("softshrink()", x -> torch.softshrink(x));
        entries.unary("tanhshrink()", x -> torch.tanhshrink(x));
        entries.unary("bnll()", x -> torch.softplus(x));
        entries.unary("geluTanh()", x -> torch.gelu(x, "tanh"));
        entries.unary("leakyRelu(double)", x -> torch.leaky_relu(x, new Scalar(0.2)));
        entries.unary("elu(double)", x -> torch.elu(x, new Scalar(1.5), new Scalar(1.0), new Scalar(1.0)));
        entries.unary("celu(double)", x -> torch.celu(x, new Scalar(1.5)));
        entries.unary("softplus(double,double)", x -> torch.softplus(x, new Scalar(2.0), new Scalar(1.5)));
        entries.unary("hardtanh(double,double)", x -> torch.hardtanh(x, new Scalar(-0.75), new Scalar(1.25)));
        entries.unary("threshold(double,double)", x -> torch.threshold(x, new Scalar(0.25), new Scalar(-3.0)));
        entries.unary("hardshrink(double)", x -> torch.hardshrink(x, new Scalar(0.25)));
        entries.unary("softshrink(double)", x -> torch.softshrink(x, new Scalar(0.25)));
        entries.corners("relu()", Tensor::relu);
        entries.corners("relu6()", x -> torch.relu6(x));
        entries.corners("leakyRelu()", x -> torch.leaky_relu(x));
        entries.corners("elu()", x -> torch.elu(x));
        entries.corners("selu()", x -> torch.selu(x));
        entries.corners("celu()", x -> torch.celu(x));
        entries.corners("gelu()", x -> torch.gelu(x.to(torch.ScalarType.Double)));
        entries.corners("silu()", x -> torch.silu(x));
        entries.corners("mish()", x -> torch.mish(x));
        entries.corners("softplus()", x -> torch.softplus(x));
        entries.corners("softsign()", x -> torch.softsign(x));
        entries.corners("hardtanh()", x -> torch.hardtanh(x));
        entries.corners("hardswish()", x -> torch.hardswish(x));
        entries.corners("sigmoid()", Tensor::sigmoid);
        entries.corners("logSigmoid()", x -> torch.log_sigmoid(x));
        entries.corners("hardshrink()", x -> torch.hardshrink(x));
        entries.corners("softshrink()", x -> torch.softshrink(x));
        entries.corners("tanhshrink()", x -> torch.tanhshrink(x));
        entries.corners("bnll()", x -> torch.softplus(x));
        entries.corners("geluTanh()", x -> torch.gelu(x, "tanh"));
        entries.corners("leakyRelu(double)", x -> torch.leaky_relu(x, new Scalar(0.2)));
        entries.corners("elu(double)", x -> torch.elu(x, new Scalar(1.5), new Scalar(1.0), new Scalar(1.0)));
        entries.corners("celu(double)", x -> torch.celu(x, new Scalar(1.5)));
        entries.corners("softplus(double,double)", x -> torch.softplus(x, new Scalar(2.0), new Scalar(1.5)));
        entries.corners("hardtanh(double,double)", x -> torch.hardtanh(x, new Scalar(-0.75), new Scalar(1.25)));
        entries.corners("threshold(double,double)", x -> torch.threshold(x, new Scalar(0.25), new Scalar(-3.0)));
        entries.corners("hardshrink(double)", x -> torch.hardshrink(x, new Scalar(0.25)));
        entries.corners("softshrink(double)", x -> torch.softshrink(x, new Scalar(0.25)));
        entries.row("prelu(Tensor), one weight", x -> x[0].prelu(x[1]));
        entries.row("prelu(Tensor), channels", x -> x[0].prelu(x[1]));
        entries.one("glu(int), last axis", x -> torch.glu(x, -1));
        entries.one("glu(int), axis 0", x -> torch.glu(x, 0));
        entries.one("glu(int), empty", x -> torch.glu(x, 0));
        entries.unary("rrelu()", x -> torch.rrelu(x));
        entries.unary("rrelu(double,double)", x -> torch.rrelu(x, new Scalar(0.1), new Scalar(0.5), false,
                new org.bytedeco.pytorch.GeneratorOptional()));
    }
}
