package jacobi.notebook.measure;

import static jacobi.Tensors.ones;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Tensor;
import jacobi.nn.Linear;
import jacobi.nn.ReLU;
import jacobi.nn.Sequential;
import jacobi.notebook.measure.Holdings.Held;
import jacobi.notebook.measure.Holdings.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static long bytes(Holdings holdings) {
        return holdings.tensors().stream().mapToLong(Held::bytes).sum();
    }

    @Test
    void viewsShareAndEachTensorCountsOnce() {
        Tensor x = ones(10, 20);
        Holdings holdings = Holdings.of(new LinkedHashMap<>(Map.of("x", List.of(x, x.t(), x))));
        assertEquals(2, holdings.tensors().size());
        assertEquals(800, bytes(holdings));
        assertEquals(new Held("x", "float32 [10, 20]", Role.DATA, 800, null), holdings.tensors().getFirst());
    }

    @Test
    void graphsGradientsAndLayersAreFollowed() {
        Tensor w = ones(3).requiresGrad(true);
        w.square().sum().backward();
        Tensor y = w.mul(ones(3)).exp();
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("y", y);
        variables.put("model", new Sequential(new Linear(4, 5), new ReLU(), new Linear(5, 2)));
        Holdings holdings = Holdings.of(variables);
        assertEquals(List.of(Role.RESULT, Role.RESULT, Role.PARAMETER, Role.RESULT, Role.GRADIENT), holdings.tensors().stream()
                .filter(held -> held.variable().equals("y")).map(Held::role).toList());
        assertEquals(4, holdings.tensors().stream().filter(held -> held.variable().equals("model")).count());
        assertEquals(4 * (20 + 5 + 10 + 2), holdings.tensors().stream().filter(held -> held.variable().equals("model"))
                .mapToLong(Held::bytes).sum());
        assertTrue(holdings.isComplete());
    }

    @Test
    void collectionsAndCyclesEnd() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        cycle.add(new Object[] {Map.of("a", ones(2)), Optional.of(ones(3)), null, new int[5], "text"});
        Holdings holdings = Holdings.of(Map.of("cycle", cycle));
        assertEquals(20, bytes(holdings));
        Object deep = ones(1);
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        assertEquals(4, bytes(Holdings.of(Map.of("deep", deep))));
    }

    @Test
    void theDisplayGroupsAndEscapes() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("$3", ones(100));
        variables.put("x<y", ones(50, 5));
        for (int i = 0; i < 40; i++) {
            variables.put("v" + i, ones(1 + i));
        }
        HoldingsDisplay display = new HoldingsDisplay(Holdings.of(variables), line -> line, 5_000_000, 1_000_000_000, "");
        String text = display.text();
        assertTrue(text.startsWith("42 tensors, 4.68 kB, can be reached from the variables; the heap has 5.00 MB in use"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("results of cells +1 +400 B +8.5 % +█.*")), text);
        assertTrue(text.contains("27 more"), text);
        assertTrue(text.endsWith("%memory free lets go of results of cells."), text);
        assertTrue(display.html().contains("x&lt;y"));
        assertFalse(display.html().contains("x<y"));
        String empty = new HoldingsDisplay(Holdings.of(Map.of()), line -> line, 1, 2, "cuda:0: tensors take 1 kB").text();
        assertTrue(empty.startsWith("0 tensors, 0 B"), empty);
        assertTrue(empty.contains("cuda:0: tensors take 1 kB."), empty);
    }
}
