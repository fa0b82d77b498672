package jacobi;

import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jacobi.optim.SGD;
import org.junit.jupiter.api.Test;

/** The values of PyTorch 2.7.1 in float64, which tools/TorchValues.java printed to pytorch.txt. */
class PyTorchTest {
    private final Map<String, double[]> torch = new HashMap<>();
    private final Set<String> compared = new HashSet<>();

    PyTorchTest() throws IOException {
        try (InputStream in = PyTorchTest.class.getResourceAsStream("pytorch.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                String[] words = line.split(" ");
                torch.put(words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
            }
        }
    }

    /** As in TorchValues. */
    private static Tensor waves(int seed, double scale, int... dims) {
        double[] values = new double[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * StrictMath.sin(1.7 * i + seed);
        }
        return tensor(DType.FLOAT64, values).reshape(dims);
    }

    private static Tensor leaf(Tensor t) {
        return t.detach().requiresGrad(true);
    }

    private void same(String name, Tensor t) {
        assertArrayEquals(torch.get(name), t.toDoubles(), 1e-13, name);
        compared.add(name);
    }

    private void unary(String name, UnaryOperator<Tensor> f) {
        Tensor x = leaf(tensor(DType.FLOAT64, -2, -0.7, -0.1, 0, 0.3, 1, 2.5));
        Tensor y = f.apply(x);
        same(name, y);
        y.mul(waves(1, 1, y.size()).reshape(y.shape())).sum().backward();
        same(name + ".grad", x.grad());
    }

    private void binary(String name, BinaryOperator<Tensor> f) {
        Tensor a = leaf(waves(2, 1, 2, 3).abs().add(0.2));
        Tensor b = leaf(waves(3, 1, 3).abs().add(0.2));
        Tensor y = f.apply(a, b);
        same(name, y);
        y.mul(waves(4, 1, 2, 3)).sum().backward();
        same(name + ".grad0", a.grad());
        same(name + ".grad1", b.grad());
    }

    private void matrix(String name, UnaryOperator<Tensor> f) {
        Tensor x = leaf(waves(5, 2, 3, 4));
        Tensor y = f.apply(x);
        same(name, y);
        y.mul(waves(6, 1, y.size()).reshape(y.shape())).sum().backward();
        same(name + ".grad", x.grad());
    }

    @Test
    void allValuesAreThose() {
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
        binary("maximum", Tensor::maximum);
        binary("minimum", Tensor::minimum);
        matrix("sum1", x -> x.sum(1));
        matrix("mean0", x -> x.mean(0));
        matrix("amax1", x -> x.amax(new int[] {1}, false));
        matrix("softmax1", x -> x.softmax(1));
        matrix("logSoftmax0", x -> x.logSoftmax(0));
        matrix("matmul", x -> x.matmul(waves(7, 1, 4, 2)));
        matrix("slice", x -> x.t().slice(0, 1, 4, 2));
        matrix("crossEntropy", x -> x.crossEntropy(tensor(new long[] {2, 0, 3})));
        ties();
        network();
        assertEquals(torch.keySet(), compared, "nothing of the file is left out");
    }

    private void ties() {
        Tensor tie = leaf(tensor(DType.FLOAT64, 1, 3, 3, 2, 3));
        tie.max().backward();
        same("tie.max.grad", tie.grad());
        Tensor tied = leaf(tensor(DType.FLOAT64, 1, 3, 3, 2, 3));
        tied.max(0).backward();
        same("tie.max0.grad", tied.grad());
        Tensor p = leaf(waves(0, 0, 1).add(2));
        Tensor q = leaf(waves(0, 0, 1).add(2));
        p.maximum(q).sum().backward();
        same("tie.maximum.grad0", p.grad());
        same("tie.maximum.grad1", q.grad());
    }

    private void network() {
        Tensor w1 = leaf(waves(8, 0.5, 5, 4));
        Tensor b1 = leaf(waves(9, 0.5, 5));
        Tensor w2 = leaf(waves(10, 0.5, 3, 5));
        Tensor b2 = leaf(waves(11, 0.5, 3));
        List<Tensor> parameters = List.of(w1, b1, w2, b2);
        SGD sgd = new SGD(parameters, 0.3, 0.9);
        Tensor x = waves(12, 1, 6, 4);
        Tensor y = tensor(new long[] {0, 1, 2, 2, 1, 0});
        double[] losses = new double[20];
        for (int i = 0; i < losses.length; i++) {
            Tensor loss = x.matmul(w1.t()).add(b1).tanh().matmul(w2.t()).add(b2).crossEntropy(y);
            losses[i] = loss.item();
            loss.backward();
            for (int k = 0; i == 0 && k < 4; k++) {
                same("network.grad" + k, parameters.get(k).grad());
            }
            sgd.step();
        }
        same("network.losses", tensor(DType.FLOAT64, losses));
    }
}
