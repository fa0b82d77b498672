package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Device;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.ValuesAndIndices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of sorting is the same on every device: also which of equal elements it is, and where NaN goes. */
class OrderOnAGpuTest extends OnAGpu {
    @BeforeEach
    void beginOnTheProcessor() {
        Device.use(Device.CPU);
    }

    /** An op that chooses elements, and its name. */
    record Case(String name, Function<Tensor, List<Tensor>> op) {
        static Case of(String name, Function<Tensor, ValuesAndIndices> op) {
            return new Case(name, x -> {
                ValuesAndIndices both = op.apply(x);
                return List.of(both.values(), both.indices());
            });
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Case.of("sort", Tensor::sort), Case.of("sort of columns, falling", x -> x.sort(0, true)),
                new Case("argsort", x -> List.of(x.argsort(1, false), x.argsort(0, true))),
                Case.of("topk", x -> x.topk(3)), Case.of("topk, smallest", x -> x.topk(4, 0, false)),
                Case.of("none", x -> x.topk(0)), Case.of("kthvalue", x -> x.kthvalue(2)),
                Case.of("kthvalue of columns", x -> x.kthvalue(5, 0, true)),
                new Case("median", x -> List.of(x.median(), x.median(0), x.median(1, true))),
                new Case("nanmedian", x -> List.of(x.nanmedian(), x.nanmedian(0, true), x.nanmedian(1, false))));
    }

    /** With many equals; and, of floats, with numbers that are none, one row of nothing else. */
    private static Tensor numbers(DType type) {
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0};
        Rng rng = new Rng(8);
        double[] values = new double[7 * 40];
        for (int i = 0; i < values.length; i++) {
            values[i] = rng.integer(9) - 4;
            if (type.isFloating()) {
                values[i] = i < 40 ? Double.NaN : i >= 80 && rng.integer(4) == 0 ? special[rng.integer(5)] : values[i] / 4;
            }
        }
        return Tensors.tensor(DType.FLOAT64, values).reshape(7, 40).to(type);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asOnTheProcessor(Case order) {
        for (DType type : DType.values()) {
            Tensor x = numbers(type);
            for (Tensor view : List.of(x, x.t().contiguous().t(), x.slice(1, 1, 40, 2))) {
                List<Tensor> expected = order.op.apply(view);
                List<Tensor> actual = order.op.apply(view.to(Device.of("cuda")));
                for (int i = 0; i < expected.size(); i++) {
                    assertEquals(expected.get(i).shape(), actual.get(i).shape());
                    assertEquals(expected.get(i).dtype(), actual.get(i).dtype());
                    assertEquals("cuda:0", actual.get(i).device().toString());
                    assertArrayEquals(expected.get(i).toDoubles(), actual.get(i).toDoubles(), order + " of " + type + ", " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsReadOrBrought(Case order) {
        Tensor x = numbers(DType.FLOAT32).to(Device.of("cuda"));
        order.op.apply(x);
        driver.take();
        order.op.apply(x);
        List<String> calls = driver.take();
        assertTrue(calls.stream().noneMatch(call -> call.startsWith("copyTo") || call.startsWith("synchronize")), calls.toString());
    }

    @Test
    void longLines() {
        Tensor x = Tensors.randn(new Rng(3), 2, 2500);
        Tensor there = x.to(Device.of("cuda"));
        assertArrayEquals(x.argsort(1, true).toLongs(), there.argsort(1, true).toLongs());
        assertArrayEquals(x.topk(5).values().toDoubles(), there.topk(5).values().toDoubles());
        assertEquals(x.median().item(), there.median().item());
    }

    @Test
    void gradientsGoBackToWhatWasChosen() {
        Tensor x = Tensors.tensor(3, 1, 2, 1, 5).to(Device.of("cuda")).requiresGrad(true);
        Tensor weights = Tensors.tensor(1, 2, 4).to(Device.of("cuda"));
        x.topk(3).values().mul(weights).sum().add(x.median(0).mul(10)).add(x.kthvalue(2).values().mul(100)).backward();
        assertArrayEquals(new double[] {2, 0, 14, 100, 1}, x.grad().toDoubles());
    }
}
