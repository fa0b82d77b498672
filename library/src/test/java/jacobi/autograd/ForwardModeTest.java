package jacobi.autograd;

import static jacobi.Tensors.grad;
import static jacobi.Tensors.hessian;
import static jacobi.Tensors.hvp;
import static jacobi.Tensors.jacobian;
import static jacobi.Tensors.jvp;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.vjp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Jacobians.Mode;
import org.junit.jupiter.api.Test;

/** Dual numbers, and what they give together with reverse mode. */
class ForwardModeTest {
    private static Tensor doubles(double... values) {
        return tensor(DType.FLOAT64, values);
    }

    private static Tensor number(double value) {
        return Tensors.scalar(value, DType.FLOAT64);
    }

    @Test
    void tangentsGoThroughLoopsAndBranches() {
        UnaryOperator<Tensor> halve = x -> {
            while (x.abs().item() > 5) {
                x = x.div(2);
            }
            return x;
        };
        ForwardMode.Jvp jvp = jvp(halve, number(100), number(1));
        assertEquals(3.125, jvp.value().item());
        assertEquals(1 / 32.0, jvp.tangent().item());
        assertNull(jvp.value().dual(), "nothing of the pass is left");
    }

    @Test
    void aResultThatDoesNotMoveHasTangentZero() {
        assertArrayEquals(new double[2], jvp(x -> doubles(1, 2), doubles(3), doubles(1)).tangent().toDoubles());
        assertArrayEquals(new double[] {0}, jvp(Tensor::sign, doubles(3), doubles(1)).tangent().toDoubles());
        assertEquals(0, jvp(x -> x.detach().sum(), doubles(3), doubles(1)).tangent().item());
        assertEquals(DType.INT64, jvp(x -> x.argmax(), doubles(3, 4), doubles(1, 1)).value().dtype());
    }

    @Test
    void nestedPassesDoNotMixTheirTangents() {
        // d/dx (x * d/dy (x + y) at y = 1) = 1: the example of perturbation confusion.
        UnaryOperator<Tensor> outer = x -> x.mul(jvp(y -> x.add(y), number(1), number(1)).tangent());
        assertEquals(1, jvp(outer, number(1), number(1)).tangent().item());
        UnaryOperator<Tensor> withGrad = x -> x.mul(grad(y -> x.add(y)).at(number(1)));
        assertEquals(1, jvp(withGrad, number(1), number(1)).tangent().item());
        UnaryOperator<Tensor> underGrad = x -> x.mul(jvp(y -> x.mul(y), number(1), number(1)).tangent());
        assertEquals(6, grad(underGrad).at(number(3)).item());
    }

    @Test
    void everyOrderOfTheTwoModesAgrees() {
        UnaryOperator<Tensor> f = x -> x.sin().mul(x.exp());
        double x = 0.6;
        double second = 2 * Math.exp(x) * Math.cos(x);
        Tensor one = number(1);
        UnaryOperator<Tensor> forward = t -> jvp(f, t, one).tangent();
        UnaryOperator<Tensor> reverse = grad(f)::at;
        assertEquals(second, jvp(forward, number(x), one).tangent().item(), 1e-13);
        assertEquals(second, jvp(reverse, number(x), one).tangent().item(), 1e-13);
        assertEquals(second, grad(forward).at(number(x)).item(), 1e-13);
        assertEquals(second, grad(reverse).at(number(x)).item(), 1e-13);
        UnaryOperator<Tensor> third = t -> grad(u -> jvp(grad(f)::at, u, one).tangent()).at(t);
        double expected = 2 * Math.exp(x) * (Math.cos(x) - Math.sin(x));
        assertEquals(expected, third.apply(number(x)).item(), 1e-13);
    }

    @Test
    void gradientsOfGradientsReachTheParametersBesideTheInput() {
        Tensor w = number(3).requiresGrad(true);
        Tensor slope = grad(x -> w.mul(x.square())).at(number(2));
        assertEquals(12, slope.item());
        slope.square().backward();
        assertEquals(2 * 12 * 4, w.grad().item(), "d/dw (2 w x)^2");
    }

    @Test
    void jacobiansOfBothModes() {
        UnaryOperator<Tensor> f = x -> Tensors.stack(List.of(x.get(0).mul(x.get(1)), x.get(1).sin(), x.sum()), 0);
        Tensor x = doubles(2, 0.5);
        double[] expected = {0.5, 2, 0, Math.cos(0.5), 1, 1};
        for (Mode mode : Mode.values()) {
            Tensor j = Jacobians.jacobian(f, x, mode);
            assertEquals(Shape.of(3, 2), j.shape());
            assertArrayEquals(expected, j.toDoubles(), 1e-15);
        }
        assertArrayEquals(expected, jacobian(f, x).toDoubles(), 1e-15);
        assertEquals(Shape.of(2, 3, 2, 3), jacobian(Tensor::exp, doubles(1, 2, 3, 4, 5, 6).reshape(2, 3)).shape());
        assertEquals(Shape.of(0, 2), jacobian(t -> t.slice(0, 0), x).shape());
        assertArrayEquals(new double[4], jacobian(t -> doubles(1, 2), x).toDoubles());
    }

    @Test
    void hessiansAndTheirProducts() {
        UnaryOperator<Tensor> f = x -> x.get(0).square().mul(x.get(1)).add(x.get(1).exp());
        Tensor x = doubles(3, 0.5);
        double[] expected = {1, 6, 6, Math.exp(0.5)};
        assertArrayEquals(expected, hessian(f, x).toDoubles(), 1e-13);
        assertArrayEquals(new double[] {1 + 12, 6 + 2 * Math.exp(0.5)}, hvp(f, x, doubles(1, 2)).toDoubles(), 1e-13);
        assertArrayEquals(new double[] {2 * 3 * 0.5, 9 + Math.exp(0.5)}, vjp(f, x, number(1)).toDoubles(), 1e-13);
        assertArrayEquals(new double[2], vjp(t -> number(1), x, number(1)).toDoubles());
    }

    @Test
    void valueAndGradientInOnePass() {
        int[] calls = {0};
        var both = Tensors.valueAndGrad(t -> {
            calls[0]++;
            return t.square().sum();
        }, doubles(1, 2));
        assertEquals(5, both.value().item());
        assertArrayEquals(new double[] {2, 4}, both.grad().toDoubles());
        assertEquals(1, calls[0]);
        assertFalse(both.value().requiresGrad());
    }

    @Test
    void opsWithoutATangentRuleGetOneFromTheirGradient() {
        record Cube() implements Op {
            @Override
            public Tensor forward(Tensor... x) {
                return x[0].mul(x[0]).mul(x[0]);
            }

            @Override
            public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
                return g.mul(x[0].square()).mul(3);
            }
        }
        UnaryOperator<Tensor> cube = x -> new Cube().apply(x);
        assertArrayEquals(new double[] {12, 270}, jvp(cube, doubles(2, 3), doubles(1, 10)).tangent().toDoubles());
        assertEquals(12, jvp(x -> jvp(cube, x, number(1)).tangent(), number(2), number(1)).tangent().item());
    }

    @Test
    void messagesTeach() {
        assertEquals("jvp: the direction has shape [2], but x has shape [3]; they must be equal", assertThrows(
                IllegalArgumentException.class, () -> jvp(t -> t, doubles(1, 2, 3), doubles(1, 2))).getMessage());
        assertEquals("vjp: the vector has shape [2], but f(x) has shape [3]; they must be equal", assertThrows(
                IllegalArgumentException.class, () -> vjp(t -> t.mul(2), doubles(1, 2, 3), doubles(1, 2))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> jvp(t -> t, tensor(new long[] {1}), tensor(new long[] {1})));
    }
}
