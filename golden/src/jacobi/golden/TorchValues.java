package jacobi.golden;

import static org.bytedeco.pytorch.global.torch.*;

import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Prints what PyTorch computes, in float64, for the inputs of PyTorchTest: one line a value, its name and its numbers.
 * The lines are library/src/test/resources/jacobi/pytorch.txt; README.md has the command.
 */
public class TorchValues {
    /** The same numbers in both programs, without a generator: sin(1.7 i + seed), times the scale. */
    static Tensor waves(int seed, double scale, long... dims) {
        long n = 1;
        for (long d : dims) {
            n *= d;
        }
        double[] values = new double[(int) n];
        for (int i = 0; i < n; i++) {
            values[i] = scale * StrictMath.sin(1.7 * i + seed);
        }
        return Tensor.create(values).reshape(dims);
    }

    static Tensor leaf(Tensor t) {
        return t.detach().set_requires_grad(true);
    }

    static void print(String name, Tensor t) {
        Tensor flat = t.detach().reshape(-1).contiguous();
        StringBuilder line = new StringBuilder(name);
        for (long i = 0; i < flat.numel(); i++) {
            line.append(' ').append(flat.get(i).item_double());
        }
        System.out.println(line);
    }

    static void unary(String name, UnaryOperator<Tensor> f) {
        double[] points = {-2, -0.7, -0.1, 0, 0.3, 1, 2.5};
        Tensor x = leaf(Tensor.create(points));
        Tensor y = f.apply(x);
        print(name, y);
        y.mul(waves(1, 1, y.numel()).reshape(y.sizes())).sum().backward();
        print(name + ".grad", x.grad());
    }

    static void binary(String name, BinaryOperator<Tensor> f) {
        Tensor a = leaf(waves(2, 1, 2, 3).abs().add(new Scalar(0.2)));
        Tensor b = leaf(waves(3, 1, 3).abs().add(new Scalar(0.2)));
        Tensor y = f.apply(a, b);
        print(name, y);
        y.mul(waves(4, 1, 2, 3)).sum().backward();
        print(name + ".grad0", a.grad());
        print(name + ".grad1", b.grad());
    }

    static void matrix(String name, UnaryOperator<Tensor> f) {
        Tensor x = leaf(waves(5, 2, 3, 4));
        Tensor y = f.apply(x);
        print(name, y);
        y.mul(waves(6, 1, y.numel()).reshape(y.sizes())).sum().backward();
        print(name + ".grad", x.grad());
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        unary("exp", Tensor::exp);
        unary("abs", Tensor::abs);
        unary("sign", Tensor::sign);
        unary("sin", Tensor::sin);
        unary("cos", Tensor::cos);
        unary("tanh", Tensor::tanh);
        unary("sigmoid", Tensor::sigmoid);
        unary("relu", Tensor::relu);
        unary("square", Tensor::square);
        unary("max", Tensor::max);
        binary("add", Tensor::add);
        binary("sub", Tensor::sub);
        binary("mul", Tensor::mul);
        binary("div", Tensor::div);
        binary("pow", Tensor::pow);
        binary("maximum", (a, b) -> maximum(a, b));
        binary("minimum", (a, b) -> minimum(a, b));
        matrix("sum1", x -> x.sum(1L));
        matrix("mean0", x -> x.mean(0L));
        matrix("amax1", x -> x.amax(new long[] {1}, false));
        matrix("softmax1", x -> x.softmax(1));
        matrix("logSoftmax0", x -> x.log_softmax(0));
        matrix("matmul", x -> x.matmul(waves(7, 1, 4, 2)));
        matrix("slice", x -> x.t().slice(0, new org.bytedeco.pytorch.LongOptional(1),
                new org.bytedeco.pytorch.LongOptional(4), 2));
        Tensor labels = Tensor.create(new long[] {2, 0, 3});
        matrix("crossEntropy", x -> cross_entropy_loss(x, labels));

        // Ties: who gets the gradient.
        Tensor tie = leaf(Tensor.create(new double[] {1, 3, 3, 2, 3}));
        tie.max().backward();
        print("tie.max.grad", tie.grad());
        Tensor tied = leaf(Tensor.create(new double[] {1, 3, 3, 2, 3}));
        org.bytedeco.pytorch.T_TensorTensor_T both = max(tied, 0L);
        both.get0().backward();
        print("tie.max0.grad", tied.grad());
        Tensor p = leaf(Tensor.create(new double[] {2}));
        Tensor q = leaf(Tensor.create(new double[] {2}));
        maximum(p, q).sum().backward();
        print("tie.maximum.grad0", p.grad());
        print("tie.maximum.grad1", q.grad());

        // A network of 4 - 5 - 3, trained for 20 steps by SGD with momentum.
        Tensor w1 = leaf(waves(8, 0.5, 5, 4));
        Tensor b1 = leaf(waves(9, 0.5, 5));
        Tensor w2 = leaf(waves(10, 0.5, 3, 5));
        Tensor b2 = leaf(waves(11, 0.5, 3));
        Tensor[] parameters = {w1, b1, w2, b2};
        Tensor[] velocities = new Tensor[4];
        Tensor x = waves(12, 1, 6, 4);
        Tensor y = Tensor.create(new long[] {0, 1, 2, 2, 1, 0});
        double[] losses = new double[20];
        for (int i = 0; i < losses.length; i++) {
            Tensor loss = cross_entropy_loss(x.matmul(w1.t()).add(b1).tanh().matmul(w2.t()).add(b2), y);
            losses[i] = loss.item_double();
            loss.backward();
            for (int k = 0; k < 4; k++) {
                Tensor g = parameters[k].grad();
                if (i == 0) {
                    print("network.grad" + k, g);
                }
                velocities[k] = i == 0 ? g.clone() : velocities[k].mul(new Scalar(0.9)).add(g);
                parameters[k] = leaf(parameters[k].detach().sub(velocities[k].mul(new Scalar(0.3))));
            }
            w1 = parameters[0];
            b1 = parameters[1];
            w2 = parameters[2];
            b2 = parameters[3];
        }
        print("network.losses", Tensor.create(losses));
    }
}
