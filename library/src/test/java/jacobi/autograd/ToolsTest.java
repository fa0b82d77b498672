package jacobi.autograd;

import static jacobi.Tensors.gradCheck;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.DType;
import jacobi.Hints;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.nn.Linear;
import jacobi.optim.SGD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What stands around differentiation: checks, graphs to read, hooks, checkpoints, hints, and help with mistakes. */
class ToolsTest {
    private final List<String> hints = new ArrayList<>();

    @BeforeEach
    void listen() {
        Hints.reset();
        Hints.listen(hints::add);
    }

    @AfterEach
    void silence() {
        Hints.listen(null);
        Trace.on(false);
    }

    private static Tensor doubles(double... values) {
        return tensor(DType.FLOAT64, values);
    }

    private static Tensor leaf(double... values) {
        return doubles(values).requiresGrad(true);
    }

    @Test
    void differencesApproachTheDerivative() {
        assertArrayEquals(new double[] {2, 4}, Numeric.central(x -> x.square().sum(), doubles(1, 2)).toDoubles(), 1e-9);
        assertArrayEquals(new double[] {2, 4}, Numeric.forward(x -> x.square().sum(), doubles(1, 2)).toDoubles(), 1e-6);
        double[] wide = Numeric.central(x -> x.exp().sum(), doubles(0), 0.1).toDoubles();
        assertEquals(1 + 0.01 / 6, wide[0], 1e-5, "the error is h²/6 times the third derivative");
        assertThrows(IllegalArgumentException.class, () -> Numeric.central(x -> x.sum(), doubles(1), 0));
        assertThrows(IllegalArgumentException.class, () -> Numeric.central(x -> x, doubles(1, 2)));
    }

    @Test
    void gradCheckTellsRightFromWrong() {
        GradCheck right = gradCheck(x -> x[0].matmul(x[1]).tanh(), Tensors.randn(new Rng(1), 2, 3),
                Tensors.randn(new Rng(2), 3, 4));
        assertTrue(right.passed(), right.toString());
        assertTrue(right.converted());
        assertEquals(18, right.elements());
        assertTrue(right.toString().startsWith("gradCheck: right. Of 18 elements"), right.toString());
        record Wrong() implements Op {
            @Override
            public Tensor forward(Tensor... x) {
                return x[0].square();
            }

            @Override
            public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
                return g.mul(x[0]);
            }
        }
        GradCheck wrong = gradCheck(x -> new Wrong().apply(x), doubles(0, 0, 3));
        assertFalse(wrong.passed());
        assertArrayEquals(new int[] {2}, wrong.index());
        assertEquals(wrong.numeric(), 2 * wrong.analytic(), 1e-6);
        assertTrue(wrong.toString().contains("WRONG") && wrong.toString().contains("input 0 at [2]"), wrong.toString());
        assertFalse(wrong.atKink());
        assertThrows(IllegalArgumentException.class, () -> gradCheck(x -> x[0].detach(), doubles(1)));
        assertThrows(IllegalArgumentException.class, () -> gradCheck(x -> x[0], tensor(new long[] {1})));
        String mixed = assertThrows(IllegalArgumentException.class, () -> gradCheck(x -> x[0].matmul(Tensors.ones(2, 1)),
                Tensors.ones(2, 2))).getMessage();
        assertTrue(mixed.endsWith("(gradCheck makes float32 inputs float64, because differences need the digits; convert the "
                + "tensors that the function takes from elsewhere)"), mixed);
    }

    @Test
    void gradCheckTakesFunctionsThatDifferentiate() {
        assertTrue(gradCheck(x -> Autograd.grad(x[0].pow(3).sum(), List.of(x[0]), true, true).get(0).square(),
                doubles(1, -2, 0.5)).passed());
    }

    @Test
    void gradCheckNoticesRandomNumbers() {
        Rng rng = new Rng(1);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> gradCheck(x -> x[0].mul(Tensors.rand(rng, 3).to(
                x[0].dtype())), doubles(1, 2, 3))).getMessage().contains("another result when it is called again"));
        assertTrue(gradCheck(x -> x[0].dropout(0.5, true, new Rng(2)), doubles(1, 2, 3)).passed());
    }

    @Test
    void gradCheckSaysWhereThereIsNoDerivative() {
        GradCheck kink = gradCheck(x -> x[0].relu().mul(x[1]), doubles(1, 0, 2), doubles(3, 3, 3));
        assertFalse(kink.passed());
        assertTrue(kink.atKink());
        assertArrayEquals(new int[] {1}, kink.index());
        assertEquals(0, kink.left(), 1e-9);
        assertEquals(2 * kink.numeric(), kink.right(), 1e-9);
        assertTrue(kink.toString().startsWith("gradCheck: UNDECIDED. Of 6 elements the worst is input 0 at [1]"), kink.toString());
        assertTrue(kink.toString().contains("a kink or a jump there"), kink.toString());
        assertFalse(gradCheck(x -> x[0].relu(), doubles(1, 2)).atKink());
    }

    @Test
    void theGraphCanBeRead() {
        Tensor x = Tensors.scalar(3, DType.FLOAT64).requiresGrad(true);
        Tensor y = x.square().add(x.mul(2));
        Graph graph = Graph.of(y);
        assertEquals("""
                #0 leaf float64 [] = 3.0
                #1 square(#0) float64 [] = 9.0
                #2 constant float64 [] = 2.0
                #3 mul(#0, #2) float64 [] = 6.0
                #4 add(#1, #3) float64 [] = 15.0""", graph.toString());
        assertEquals(Graph.Kind.LEAF, graph.steps().getFirst().kind());
        String dot = graph.toDot();
        assertTrue(dot.startsWith("digraph computation {") && dot.contains("n0 -> n1;") && dot.contains("n1 -> n4;"), dot);
        assertTrue(dot.contains("n4 [shape=ellipse, label=\"add\\n[] 15.0\"];"), dot);
        assertEquals("#0 constant float32 [2]", Graph.of(tensor(1, 2)).toString());
    }

    @Test
    void aGraphOfAMillionNodes() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 1_000_000; i++) {
            y = y.neg();
        }
        y.backward();
        assertEquals(1, x.grad().item());
    }

    @Test
    void hooksSeeAndChangeGradients() {
        Tensor x = leaf(1, 2);
        List<String> seen = new ArrayList<>();
        Tensor middle = x.mul(3);
        middle.onGradient(g -> {
            seen.add("middle " + g.shape());
            return null;
        }).onGradient(g -> g.mul(10));
        x.onGradient(g -> {
            seen.add("x");
            return g.add(1);
        });
        middle.square().sum().backward();
        assertEquals(List.of("middle [2]", "x"), seen);
        assertArrayEquals(new double[] {2 * 3 * 1 * 3 * 10 + 1, 2 * 3 * 2 * 3 * 10 + 1}, x.grad().toDoubles());
        assertThrows(IllegalStateException.class, () -> tensor(1, 2).onGradient(g -> g));
        Tensor z = leaf(1, 2);
        z.onGradient(g -> g.sum());
        assertThrows(IllegalStateException.class, () -> z.sum().backward());
    }

    @Test
    void gradientsOfResultsAreKeptOnRequest() {
        Tensor x = leaf(2);
        Tensor middle = x.square().retainGrad();
        middle.mul(5).sum().backward();
        assertEquals(5, middle.grad().item());
        assertEquals(20, x.grad().item());
        Tensor y = leaf(1, 2).mul(2);
        assertEquals("grad: this is the result of mul, and only leaves collect gradients; call retainGrad() on it before "
                + "backward(), or use Autograd.grad(y, x)", assertThrows(IllegalStateException.class, y::grad).getMessage());
        assertEquals("grad: this tensor of shape [2] does not require gradients; call requiresGrad(true) before it is used",
                assertThrows(IllegalStateException.class, () -> tensor(1, 2).grad()).getMessage());
    }

    @Test
    void checkpointsGiveTheSameGradientsToAnyOrder() {
        Linear layer = new Linear(3, 3, new Rng(1));
        int[] calls = {0};
        Tensor x = Tensors.randn(new Rng(2), 2, 3).requiresGrad(true);
        layer.apply(layer.apply(x).tanh()).tanh().sum().backward();
        float[] expectedX = x.grad().toFloats();
        float[] expectedW = layer.weight().grad().toFloats();
        x.grad(null);
        layer.parameters().forEach(p -> p.grad(null));
        // The layer's parameters are used before the checkpoint as well as inside it.
        Tensor y = Checkpoint.apply(t -> {
            calls[0]++;
            return layer.apply(t).tanh();
        }, layer.apply(x).tanh());
        int before = calls[0];
        y.sum().backward();
        assertEquals(before + 1, calls[0], "computed once more, for all gradients together");
        assertArrayEquals(expectedX, x.grad().toFloats(), 1e-6f);
        assertArrayEquals(expectedW, layer.weight().grad().toFloats(), 1e-6f);
        Tensor s = Tensors.scalar(0.7, DType.FLOAT64).requiresGrad(true);
        Tensor first = Autograd.grad(Checkpoint.apply(t -> t.sin().mul(t), s), List.of(s), false, true).getFirst();
        assertEquals(2 * Math.cos(0.7) - 0.7 * Math.sin(0.7), Autograd.grad(first, s).item(), 1e-13);
    }

    @Test
    void vmapMapsAlongTheFirstAxis() {
        Tensor x = Tensors.arange(6).reshape(3, 2);
        assertArrayEquals(new float[] {1, 13, 41}, vmap(row -> row.square().sum(), x).toFloats());
        assertEquals(Shape.of(3, 2), vmap(row -> Tensors.grad(t -> t.square().sum()).at(row), x).shape());
        assertThrows(IllegalArgumentException.class, () -> vmap(t -> t, tensor(1)));
    }

    @Test
    void aValueThatIsNeededMustNotBeChanged() {
        Tensor w = leaf(1, 2);
        Tensor y = w.square().sum();
        w.assign(doubles(5, 5));
        assertEquals("backward: square needs its input 0 of shape [2] as it was, but it has been changed by assign since; call "
                + "backward() before that, or compute the result again",
                assertThrows(IllegalStateException.class, y::backward).getMessage());
        Trace.on(true);
        Tensor traced = w.square().sum();
        w.assign(doubles(6, 6));
        String message = assertThrows(IllegalStateException.class, traced::backward).getMessage();
        assertTrue(message.matches("backward: square at aValueThatIsNeededMustNotBeChanged \\(ToolsTest.java:\\d+\\) needs its "
                + "input 0 of shape \\[2\\] as it was, but it has been changed by assign at "
                + "aValueThatIsNeededMustNotBeChanged \\(ToolsTest.java:\\d+\\) since; call backward\\(\\) before that, or "
                + "compute the result again"), message);
        Trace.on(false);
        Tensor v = leaf(1, 2);
        Tensor shifted = v.add(1).sum();
        v.assign(doubles(5, 5));
        shifted.backward();
        assertArrayEquals(new double[] {1, 1}, v.grad().toDoubles(), "a sum does not need its inputs");
        Tensor u = leaf(1, 2);
        Tensor product = u.get(0).mul(u.get(1));
        SGD sgd = new SGD(List.of(u), 0.1);
        u.sum().backward();
        sgd.step();
        assertTrue(assertThrows(IllegalStateException.class, product::backward).getMessage()
                .contains("changed by a step of SGD"), "through a view too");
    }

    @Test
    void forgottenClearingIsHintedAtOnce() {
        Tensor w = leaf(1, 2);
        for (int i = 0; i < 3; i++) {
            w.square().sum().backward();
            w.assign(w.sub(w.grad().mul(0.1)));
        }
        assertEquals(List.of("backward() has added to gradients of values that have been changed since: clear the gradients "
                + "after each change, by an optimizer's step() or zeroGrad(), or by grad(null)."), hints);
        Hints.reset();
        hints.clear();
        Tensor v = leaf(1, 2);
        for (int i = 0; i < 3; i++) {
            v.square().sum().backward();
        }
        assertEquals(List.of(), hints, "adding up gradients of unchanged values is a technique");
    }

    @Test
    void aCutInsideOfAnOpsGradientIsNotToldWhereGradientsArrive() {
        Tensor x = tensor(1, 2, 3).requiresGrad(true);
        Checkpoint.apply(t -> t.mul(t.detach()), x).sum().backward();
        assertArrayEquals(new float[] {1, 2, 3}, x.grad().toFloats());
        assertEquals(List.of(), hints);
    }

    @Test
    void aPathThatWasCutIsToldWithItsPlace() {
        Tensor x = tensor(1, 2, 3).requiresGrad(true);
        Tensor w = tensor(2).requiresGrad(true);
        Tensor cut = x.square().detach();
        Tensor loss = cut.exp().mul(w).sum();
        assertEquals("grad: the result does not depend on input 0 of shape [3]; the graph is cut: mul uses the result of "
                + "detach() of shape [3]", assertThrows(IllegalArgumentException.class,
                () -> Autograd.grad(loss, List.of(x), true, false)).getMessage());
        loss.backward();
        assertNotNull(w.grad());
        assertEquals(List.of(), hints);
        assertNull(x.grad());
        assertEquals(List.of("grad: the last backward() did not reach this tensor of shape [3]; the graph is cut: mul uses "
                + "the result of detach() of shape [3]."), hints);
        Tensor evaluated = Tensors.noGrad(() -> x.mul(2).sum());
        assertEquals("backward: no gradients go back from here: this is a value that was computed inside noGrad, or by a "
                + "backward pass without createGraph, of shape []; call backward() on a result that was computed without that",
                assertThrows(IllegalStateException.class, evaluated::backward).getMessage());
        assertEquals("grad: the result does not depend on input 0 of shape [3]; this is a result of whole numbers or bools, "
                + "which have no derivative, of shape []", assertThrows(IllegalArgumentException.class,
                () -> Autograd.grad(x.argmax().to(DType.FLOAT32), x)).getMessage());
        Tensor alone = Tensors.noGrad(() -> tensor(1).mul(2));
        assertNull(alone.cut(), "what never had a history has not lost one");
        assertNull(x.detach().requiresGrad(true).mul(2).cut());
    }

    @Test
    void aFunctionThatGivesNullIsTold() {
        Tensor x = tensor(1, 2, 3);
        UnaryOperator<Tensor> nothing = t -> null;
        List<Executable> uses = List.of(() -> Tensors.vjp(nothing, x, x), () -> Tensors.jvp(nothing, x, x),
                () -> Tensors.jacobian(nothing, x), () -> Tensors.hessian(nothing, x), () -> Tensors.hvp(nothing, x, x),
                () -> Tensors.valueAndGrad(nothing, x), () -> Tensors.grad(nothing).at(x));
        for (Executable use : uses) {
            assertEquals("the function gave null for an input of shape [3]; it must give a tensor",
                    assertThrows(IllegalArgumentException.class, use).getMessage());
        }
        assertEquals("vmap: the function gave null for part 0; it must give a tensor",
                assertThrows(IllegalArgumentException.class, () -> Tensors.vmap(nothing, x)).getMessage());
    }

    @Test
    void watchersCanSeeAllThreadsAndWorkThatIsNoOp() throws InterruptedException {
        Tensor x = tensor(1, 2, 3).requiresGrad(true);
        List<String> seen = new ArrayList<>();
        Watch.Listener listener = new Watch.Listener() {
            @Override
            public void applied(Watch.Step step) {
                seen.add(step.op().name() + (step.gradientOf() == null ? "" : "'"));
            }

            @Override
            public void worked(String name, long nanos) {
                assertTrue(nanos > 0);
                seen.add(name);
            }
        };
        Thread other = new Thread(() -> {
            x.square().sum().backward();
            new SGD(List.of(x), 0.1).step();
            Watch.work("work", () -> x.mul(2));
        });
        Watch.everywhere(listener, () -> {
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThrows(IllegalStateException.class, () -> Watch.everywhere(listener, () -> { }));
            Watch.with(step -> seen.add("mine"), () -> x.mul(3));
        });
        assertEquals(List.of("square", "sum"), seen.subList(0, 2));
        assertEquals(List.of("SGD step", "work", "mine"), seen.subList(seen.size() - 3, seen.size()));
        assertFalse(Watch.isOn());
        assertEquals(3, Watch.work("nobody looks", () -> 3));
        int count = seen.size();
        x.mul(4);
        assertEquals(count, seen.size());
    }

    @Test
    void watchersSeeEachOpWithItsValues() {
        Tensor x = tensor(1, 2, 3).requiresGrad(true);
        List<Watch.Step> steps = new ArrayList<>();
        Tensor loss = Watch.with(step -> {
            step.output().mul(2);                            // not told
            steps.add(step);
        }, () -> {
            Tensor y = x.softmax(0).square().sum();
            y.backward();
            return y;
        });
        List<String> forward = steps.stream().filter(step -> step.gradientOf() == null).map(step -> step.op().name()).toList();
        assertEquals(List.of("softmax", "square", "sum"), forward.subList(0, 3));
        assertSame(x, steps.getFirst().inputs().getFirst());
        assertSame(loss, steps.get(2).output());
        assertTrue(steps.stream().anyMatch(step -> step.gradientOf() != null && step.gradientOf().name().equals("softmax")));
        assertTrue(steps.stream().allMatch(step -> step.nanos() > 0));
        int count = steps.size();
        x.mul(3);
        assertEquals(count, steps.size());
        assertThrows(IllegalArgumentException.class, () -> Watch.with(steps::add, () -> {
            x.add(tensor(1, 2));
        }));
        assertFalse(Watch.isOn());
    }

    @Test
    void aGrowingSumOfLossesIsHintedAt() {
        Tensor w = leaf(1, 2);
        Tensor total = Tensors.scalar(0, DType.FLOAT64);
        for (int i = 0; i < 3000; i++) {
            Tensor loss = w.square().sum();
            total = total.add(loss);
            loss.backward();
        }
        assertEquals(List.of("A sum of 1000 results keeps the graphs of all of them in memory, although they have been used: "
                + "add up numbers, total += loss.item(), or total = total.add(loss.detach())."), hints);
        Hints.reset();
        hints.clear();
        Tensor honest = Tensors.scalar(0, DType.FLOAT64);
        for (int i = 0; i < 3000; i++) {
            honest = honest.add(w.square().sum());
        }
        honest.backward();
        assertEquals(List.of(), hints, "one long sum that is differentiated is fine");
    }

    @Test
    void theFirstNaNIsFoundAtItsLine() {
        Trace.on(true);
        Tensor x = leaf(-1, 4);
        Tensor fine = x.mul(2);
        ArithmeticException e = assertThrows(ArithmeticException.class, () -> fine.sqrt().sum());
        assertTrue(e.getMessage().startsWith("sqrt: its result of shape [2] has NaN, and its inputs have none: shape [2] from "
                + "-2.000 to 8.000; at "), e.getMessage());
        assertTrue(e.getMessage().contains("ToolsTest.java:"), e.getMessage());
        assertTrue(assertThrows(ArithmeticException.class, () -> tensor(-1).log().sum()).getMessage().startsWith("log: "),
                "of float32 too");
        Tensor zero = leaf(0);
        Tensor y = zero.mul(0).sqrt().sum();
        assertTrue(assertThrows(ArithmeticException.class, y::backward).getMessage().startsWith("the gradient of "));
        assertTrue(Graph.of(x.mul(2)).steps().getLast().line().contains("ToolsTest.java:"));
        Trace.on(false);
        assertTrue(Double.isNaN(fine.sqrt().sum().item()));
        assertNull(Graph.of(x.mul(2)).steps().getLast().line());
    }
}
