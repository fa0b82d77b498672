package jacobi.autograd;

import static jacobi.Tensors.hessian;
import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Jacobians.Mode;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions that lectures differentiate: every method must give the same first and second derivatives. */
class CourseFunctionsTest {
    private static final double AGREEMENT = 1e-9;

    /**
     * @param symbolic the same as a formula; null where there is none, as for loops
     */
    record Course(String name, UnaryOperator<Tensor> f, Function<Var[], Expr> symbolic, double... at) {
        Tensor x() {
            return tensor(DType.FLOAT64, at);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor logistic(Tensor t) {
        return t.neg().exp().add(1).pow(-1);
    }

    static Stream<Course> functions() {
        return Stream.of(
                new Course("x² + log y", x -> x.get(0).square().add(x.get(1).log()),
                        v -> v[0].mul(v[0]).add(Exprs.log(v[1])), 1.5, 2.5),
                new Course("the sigmoid circuit", x -> logistic(x.get(0).mul(x.get(3)).add(x.get(1).mul(x.get(4))).add(x.get(2))),
                        v -> Exprs.sigmoid(v[0].mul(v[3]).add(v[1].mul(v[4])).add(v[2])), 2, -3, -3, -1, -2),
                new Course("σ(log(5(max(x1, x2) x3/x4 - (x5 + x6))) + 1/2)",
                        x -> x.get(0).maximum(x.get(1)).mul(x.get(2)).div(x.get(3)).sub(x.get(4).add(x.get(5))).mul(5).log()
                                .add(0.5).sigmoid(),
                        v -> Exprs.sigmoid(Exprs.log(Exprs.max(v[0], v[1]).mul(v[2]).div(v[3]).sub(v[4].add(v[5])).mul(5))
                                .add(0.5)), 1.2, 3.1, 2.2, 1.7, 0.4, 0.3),
                new Course("sin² + cos²", x -> x.sin().square().add(x.cos().square()).sum(), null, 0.3, 1.9),
                new Course("sqrt(x² + y²) step by step", x -> {
                    Tensor a = x.get(0).square();
                    Tensor b = x.get(1).square();
                    Tensor c = a.add(b);
                    return c.sqrt();
                }, v -> Exprs.sqrt(v[0].mul(v[0]).add(v[1].mul(v[1]))), 3, 4),
                new Course("an RNN cell until its state settles", x -> {
                    Tensor wx = x.slice(0, 4).reshape(2, 2);
                    Tensor wh = x.slice(4, 8).reshape(2, 2);
                    Tensor input = tensor(DType.FLOAT64, 0.5, -0.8);
                    Tensor h = Tensors.zeros(DType.FLOAT64, 2);
                    double before = 1;
                    while (Math.abs(before - h.sum().item()) > 0.05) {
                        before = h.sum().item();
                        h = wx.matmul(input).add(wh.matmul(h)).tanh();
                    }
                    return h.square().sum();
                }, null, 0.4, -0.3, 0.2, 0.9, -0.5, 0.3, 0.1, 0.45),
                new Course("while |x| > 5: x = x / 2", x -> {
                    Tensor y = x.sum();
                    while (y.abs().item() > 5) {
                        y = y.div(2);
                    }
                    return y.square();
                }, null, 77.7));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyMethodGivesTheSameGradient(Course course) {
        Tensor x = course.x();
        double[] reverse = Tensors.grad(course.f).at(x).toDoubles();
        assertClose(Jacobians.jacobian(course.f, x, Mode.FORWARD).toDoubles(), reverse, "forward");
        assertClose(Jacobians.jacobian(course.f, x, Mode.REVERSE).toDoubles(), reverse, "reverse");
        assertClose(extrapolated(course.f, x), reverse, "numeric");
        if (course.symbolic != null) {
            Var[] v = variables(course.at.length);
            Expr formula = course.symbolic.apply(v);
            assertEquals(formula.evaluate(course.at), course.f.apply(x).item(), AGREEMENT);
            double[] symbolic = Stream.of(v).mapToDouble(each -> formula.derivative(each).evaluate(course.at)).toArray();
            assertClose(symbolic, reverse, "symbolic");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyMethodGivesTheSameSecondDerivatives(Course course) {
        Tensor x = course.x();
        int n = x.size();
        UnaryOperator<Tensor> gradient = Tensors.grad(course.f)::at;
        double[] forwardOverReverse = hessian(course.f, x).toDoubles();
        assertClose(Jacobians.jacobian(gradient, x, Mode.REVERSE).toDoubles(), forwardOverReverse, "reverse over reverse");
        UnaryOperator<Tensor> forward = t -> Jacobians.jacobian(course.f, t, Mode.FORWARD);
        assertClose(Jacobians.jacobian(forward, x, Mode.FORWARD).toDoubles(), forwardOverReverse, "forward over forward");
        assertClose(Jacobians.jacobian(forward, x, Mode.REVERSE).toDoubles(), forwardOverReverse, "reverse over forward");
        double[] numeric = IntStream.range(0, n).boxed()
                .flatMapToDouble(i -> java.util.Arrays.stream(extrapolated(t -> gradient.apply(t).get(i), x))).toArray();
        assertClose(numeric, forwardOverReverse, "numeric");
        if (course.symbolic != null) {
            Var[] v = variables(n);
            Expr formula = course.symbolic.apply(v);
            double[] symbolic = Stream.of(v).flatMapToDouble(i -> Stream.of(v).mapToDouble(j ->
                    formula.derivative(i).derivative(j).evaluate(course.at))).toArray();
            assertClose(symbolic, forwardOverReverse, "symbolic");
        }
    }

    /** The numbers on the slide of CS231n, "backprop through a sigmoid gate". */
    @Test
    void theSigmoidCircuitHasTheLecturesNumbers() {
        Tensor w = tensor(DType.FLOAT64, 2, -3, -3).requiresGrad(true);
        Tensor x = tensor(DType.FLOAT64, -1, -2).requiresGrad(true);
        Tensor y = logistic(w.slice(0, 2).mul(x).sum().add(w.get(2)));
        y.backward();
        assertEquals(0.73, y.item(), 0.005);
        assertArrayEquals(new double[] {-0.20, -0.39, 0.20}, w.grad().toDoubles(), 0.005);
        assertArrayEquals(new double[] {0.39, -0.59}, x.grad().toDoubles(), 0.005);
    }

    private static Var[] variables(int n) {
        return IntStream.range(0, n).mapToObj(i -> new Var(i, "x" + i)).toArray(Var[]::new);
    }

    /** Central differences at two steps, whose leading errors cancel (Richardson). */
    private static double[] extrapolated(UnaryOperator<Tensor> f, Tensor x) {
        double[] wide = Numeric.central(f, x, 2e-3).toDoubles();
        double[] narrow = Numeric.central(f, x, 1e-3).toDoubles();
        return IntStream.range(0, wide.length).mapToDouble(i -> (4 * narrow[i] - wide[i]) / 3).toArray();
    }

    private static void assertClose(double[] expected, double[] actual, String method) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], AGREEMENT * Math.max(1, Math.abs(expected[i])), method + ", element " + i);
        }
    }
}
