package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Plain;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Autograd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each op against its row: values, gradients, gradients of gradients; and that no op is without a row. */
class OpTableTest {
    private static final List<Class<?>> FAMILIES = List.of(Tensor.class.getInterfaces());

    /** Classes of static functions, which users call by {@link Tensors}: the rows say {@code Tensors.cat(List,int)}. */
    private static final List<Class<?>> STATICS = List.of(Filling.class, Joining.class, Einsum.class, MatrixChain.class);

    /** While working on some ops: {@code -Djacobi.rows="erf.*|lgamma.*"}. */
    static final String ONLY = System.getProperty("jacobi.rows", ".*");

    static Stream<OpRow> rows() {
        return OpTable.rows().stream().filter(row -> row.toString().matches(ONLY));
    }

    static Stream<OpRow> smoothRows() {
        return rows().filter(OpRow::isSmooth);
    }

    static Set<String> methods() {
        Set<String> names = new TreeSet<>();
        for (Class<?> family : FAMILIES) {
            for (Method method : family.getDeclaredMethods()) {
                if (method.isDefault() && Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                    names.add(signature(method));
                }
            }
        }
        for (Class<?> statics : STATICS) {
            for (Method method : statics.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                    names.add("Tensors." + signature(method));
                }
            }
        }
        return names;
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName)
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** What a static function of the library does, Tensors offers under the same name. */
    @Test
    void everyStaticFunctionIsOfferedByTensors() throws NoSuchMethodException {
        for (Class<?> statics : STATICS) {
            for (Method method : statics.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                    assertEquals(method.getReturnType(),
                            Tensors.class.getMethod(method.getName(), method.getParameterTypes()).getReturnType());
                }
            }
        }
    }

    @Test
    void everyMethodOfEveryFamilyHasARow() {
        Set<String> covered = OpTable.rows().stream().map(OpRow::method).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(methods(), covered);
    }

    private static void assertClose(Plain expected, Tensor y, double tolerance) {
        assertArrayEquals(expected.dims(), y.shape().dims());
        double[] actual = y.toDoubles();
        for (int i = 0; i < actual.length; i++) {
            double e = expected.values()[i];
            assertEquals(e, actual[i], Double.isFinite(e) ? tolerance * Math.max(1, Math.abs(e)) : 0, "element " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valuesAreRight(OpRow row) {
        Tensor[] inputs = row.make(1);
        assertClose(row.expected(inputs, DType.FLOAT64), row.call().apply(inputs), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valuesAreRightInFloat32(OpRow row) {
        Tensor[] inputs = row.make(1);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = inputs[i].dtype().isFloating() ? inputs[i].to(DType.FLOAT32) : inputs[i];
        }
        Tensor y = row.call().apply(inputs);
        assertClose(row.expected(inputs, DType.FLOAT32), y, 3e-6);
        assertFalse(inputs.length > 0 && inputs[0].dtype() == DType.FLOAT32 && y.dtype() == DType.FLOAT64 && !row.method().startsWith("to("),
                "float32 does not become float64");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void inputsStayAsTheyWere(OpRow row) {
        Tensor[] inputs = row.make(3);
        double[][] before = Arrays.stream(inputs).map(Tensor::toDoubles).toArray(double[][]::new);
        row.call().apply(inputs);
        for (int i = 0; i < inputs.length; i++) {
            assertArrayEquals(before[i], inputs[i].toDoubles());
        }
    }

    /** sum(f(x) * weights), a number with a different slope for each element of f(x). */
    private static Tensor weighted(OpRow row, Tensor[] inputs) {
        Tensor y = row.call().apply(inputs);
        return y.mul(OpRow.any(y.shape().dims()).make(new Rng(77))).sum();
    }

    /** Sum over the inputs of sum(gradient * weights): what the second derivative is taken of. */
    private static Tensor weightedGradient(OpRow row, Tensor[] inputs) {
        List<Tensor> smooth = smoothInputs(row, inputs);
        List<Tensor> gradients = Autograd.grad(weighted(row, inputs), smooth, true, true);
        Tensor total = Tensors.scalar(0, DType.FLOAT64);
        Rng rng = new Rng(78);
        for (Tensor gradient : gradients) {
            total = total.add(gradient.mul(OpRow.any(gradient.shape().dims()).make(rng)).sum());
        }
        return total;
    }

    private static List<Tensor> smoothInputs(OpRow row, Tensor[] inputs) {
        return Stream.iterate(0, i -> i < inputs.length, i -> i + 1).filter(i -> row.smooth()[i])
                .map(i -> inputs[i]).toList();
    }

    private interface Scalar {
        double of(Tensor[] inputs);
    }

    private static void assertGradients(OpRow row, Tensor[] inputs, Scalar f) {
        for (int i = 0; i < inputs.length; i++) {
            if (!row.smooth()[i]) {
                continue;
            }
            double[] values = inputs[i].toDoubles();
            double[] gradient = inputs[i].grad() == null ? new double[values.length] : inputs[i].grad().toDoubles();
            assertEquals(values.length, gradient.length);
            for (int k = 0; k < values.length; k++) {
                double h = 1e-5;
                double difference = (f.of(moved(inputs, i, k, h)) - f.of(moved(inputs, i, k, -h))) / (2 * h);
                assertEquals(difference, gradient[k], 1e-6 * Math.max(1, Math.abs(difference)),
                        "input " + i + ", element " + k);
            }
        }
    }

    private static Tensor[] moved(Tensor[] inputs, int which, int element, double by) {
        Tensor[] copies = inputs.clone();
        double[] values = inputs[which].toDoubles();
        values[element] += by;
        copies[which] = Tensors.tensor(DType.FLOAT64, values).reshape(inputs[which].shape())
                .requiresGrad(inputs[which].requiresGrad());
        return copies;
    }

    private static Tensor[] leaves(OpRow row) {
        Tensor[] inputs = row.make(4);
        for (int i = 0; i < inputs.length; i++) {
            if (row.smooth()[i]) {
                inputs[i] = inputs[i].detach().requiresGrad(true);
            }
        }
        return inputs;
    }

    @ParameterizedTest
    @MethodSource("smoothRows")
    void gradientsAreTheCentralDifferences(OpRow row) {
        Tensor[] inputs = leaves(row);
        weighted(row, inputs).backward();
        for (Tensor input : smoothInputs(row, inputs)) {
            assertEquals(input.shape(), input.grad().shape());
            assertEquals(DType.FLOAT64, input.grad().dtype());
        }
        assertGradients(row, inputs, in -> weighted(row, in).item());
    }

    @ParameterizedTest
    @MethodSource("smoothRows")
    void gradientsOfGradientsAreTheCentralDifferences(OpRow row) {
        Tensor[] inputs = leaves(row);
        Tensor total = weightedGradient(row, inputs);
        if (total.requiresGrad()) {
            total.backward();
        }
        assertGradients(row, inputs, in -> weightedGradient(row, in).item());
    }

    /** The two modes are each other's transpose: u . (J v) = (u J) . v for any u and v. */
    @ParameterizedTest
    @MethodSource("smoothRows")
    void forwardModeAgreesWithReverseMode(OpRow row) {
        Tensor[] inputs = leaves(row);
        Tensor y = row.call().apply(inputs);
        Tensor u = OpRow.any(y.shape().dims()).make(new Rng(77));
        y.mul(u).sum().backward();
        for (int i = 0; i < inputs.length; i++) {
            if (row.smooth()[i]) {
                int moving = i;
                Tensor v = OpRow.any(inputs[i].shape().dims()).make(new Rng(79));
                Tensor tangent = Tensors.jvp(x -> {
                    Tensor[] moved = inputs.clone();
                    moved[moving] = x;
                    return row.call().apply(moved);
                }, inputs[i].detach(), v).tangent();
                assertEquals(y.shape(), tangent.shape());
                assertEquals(y.dtype(), tangent.dtype());
                double reverse = inputs[i].grad() == null ? 0 : inputs[i].grad().mul(v).sum().item();
                assertEquals(reverse, tangent.mul(u).sum().item(), 1e-10 * Math.max(1, Math.abs(reverse)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("smoothRows")
    void resultsRequireGradientsWhenAnInputDoes(OpRow row) {
        assertFalse(row.call().apply(row.make(5)).requiresGrad());
        assertTrue(row.call().apply(leaves(row)).requiresGrad());
        assertNull(Tensors.noGrad(() -> row.call().apply(leaves(row))).node());
    }
}
