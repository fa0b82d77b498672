package jacobi.optim;

import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.nn.Linear;
import jacobi.nn.Sequential;
import jacobi.nn.Tanh;
import org.junit.jupiter.api.Test;

class SGDTest {
    private static Tensor leaf(double value) {
        return tensor(DType.FLOAT64, value).requiresGrad(true);
    }

    @Test
    void descendsWithMomentumAsTheFormulaSays() {
        for (double momentum : new double[] {0, 0.9}) {
            Tensor x = leaf(3);
            SGD sgd = new SGD(List.of(x), 0.1, momentum);
            double p = 3;
            double v = 0;
            for (int i = 0; i < 25; i++) {
                x.square().sum().backward();
                sgd.step();
                v = momentum * v + 2 * p;
                p -= 0.1 * v;
                assertEquals(p, x.item(), 1e-12);
                assertNull(x.grad(), "the step clears the gradient");
            }
        }
    }

    @Test
    void theLearningRateMayChange() {
        Tensor x = leaf(1);
        SGD sgd = new SGD(List.of(x), 0.1);
        sgd.learningRate(0.5);
        assertEquals("SGD(1 tensor, learning rate 0.5, momentum 0.0)", sgd.toString());
        x.sum().backward();
        sgd.step();
        assertEquals(0.5, x.item(), 1e-15);
    }

    @Test
    void parametersWithoutAGradientStay() {
        Tensor used = leaf(1);
        Tensor unused = leaf(2);
        SGD sgd = new SGD(List.of(used, unused), 0.1, 0.9);
        used.sum().backward();
        sgd.step();
        assertEquals(2, unused.item());
        assertEquals("step: none of the 2 parameters has a gradient; call loss.backward() before step()",
                assertThrows(IllegalStateException.class, sgd::step).getMessage());
    }

    @Test
    void badSettingsAreNamed() {
        Tensor x = leaf(1);
        assertThrows(IllegalArgumentException.class, () -> new SGD(List.of(), 0.1));
        assertThrows(IllegalArgumentException.class, () -> new SGD(List.of(x), -0.1));
        assertThrows(IllegalArgumentException.class, () -> new SGD(List.of(x), Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new SGD(List.of(x), 0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SGD(List.of(x, x), 0.1));
        assertThrows(IllegalArgumentException.class, () -> new SGD(List.of(x.mul(2)), 0.1));
        assertThrows(IllegalArgumentException.class, () -> new SGD(List.of(tensor(1)), 0.1));
    }

    @Test
    void aSmallNetworkLearnsXor() {
        Rng rng = new Rng(1);
        var model = new Sequential(new Linear(2, 8, rng), new Tanh(), new Linear(8, 2, rng));
        var sgd = new SGD(model.parameters(), 0.5, 0.9);
        Tensor x = tensor(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Tensor y = tensor(new long[] {0, 1, 1, 0});
        double loss = 0;
        for (int i = 0; i < 200; i++) {
            Tensor l = model.apply(x).crossEntropy(y);
            l.backward();
            sgd.step();
            loss = l.item();
        }
        assertTrue(loss < 0.01, "loss " + loss);
        assertEquals(1, Tensors.noGrad(() -> model.apply(x).argmax(1).eq(y).mean().item()));
    }
}
