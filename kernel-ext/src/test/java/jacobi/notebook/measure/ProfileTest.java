package jacobi.notebook.measure;

import static jacobi.Tensors.ones;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Tensor;
import jacobi.notebook.cell.Host.CodeLine;
import jacobi.notebook.measure.Profile.Sum;
import jacobi.optim.SGD;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static Profile trained() {
        Profile profile = new Profile();
        Tensor w = ones(20, 30).requiresGrad(true);
        SGD sgd = new SGD(List.of(w), 0.1);
        profile.run(() -> {
            for (int i = 0; i < 3; i++) {
                ones(10, 20).matmul(w).t().tanh().sum().backward();
                sgd.step();
            }
        });
        return profile;
    }

    @Test
    void opsAreCountedForwardAndBackward() {
        Profile profile = trained();
        Map<String, Sum> ops = profile.ops();
        assertEquals(3, ops.get("matmul").calls());
        assertEquals(3 * 10 * 30 * 4, ops.get("matmul").bytes());
        assertEquals(3, ops.get("tanh (backward)").calls());
        assertEquals(3, ops.get("SGD step").calls());
        assertTrue(ops.get("matmul (backward)").nanos() > 0);
        assertTrue(ops.keySet().stream().anyMatch(name -> name.matches("permute|transpose|t")), ops.keySet().toString());
        assertEquals(0, ops.entrySet().stream().filter(entry -> entry.getKey().matches("permute|transpose|t"))
                .mapToLong(entry -> entry.getValue().bytes()).sum(), "views take no memory");
        assertEquals(profile.all().calls(), ops.values().stream().mapToLong(Sum::calls).sum());
        assertEquals(profile.all().nanos(), ops.values().stream().mapToLong(Sum::nanos).sum());
        assertTrue(profile.wall() >= profile.all().nanos() + profile.watching());
        assertEquals(profile.all().calls(), profile.lines().values().stream().mapToLong(Sum::calls).sum());
        assertTrue(profile.frames().isEmpty(), "no notebook");
    }

    @Test
    void theRecordEndsWithTheCode() {
        Profile profile = new Profile();
        Tensor x = ones(2);
        assertThrows(ArithmeticException.class, () -> profile.run(() -> {
            x.mul(3);
            throw new ArithmeticException("no");
        }));
        assertEquals(1, profile.all().calls());
        x.mul(3);
        assertEquals(1, profile.all().calls());
        assertTrue(profile.wall() > 0);
    }

    @Test
    void theTablesAddUpAndAreEscaped() {
        Profile profile = trained();
        Map<CodeLine, Sum> lines = new LinkedHashMap<>();
        Sum sum = new Sum();
        sum.add(profile.all());
        lines.put(new CodeLine(false, 7, "a < b ? c : d"), sum);
        for (int i = 0; i < 40; i++) {
            lines.put(new CodeLine(true, i + 1, "x".repeat(1000)), new Sum());
        }
        ProfileDisplay display = new ProfileDisplay(profile, lines, "the rest");
        assertTrue(display.text().contains("op                   "), display.text());
        assertTrue(display.text().lines().anyMatch(line -> line.startsWith("matmul (backward)  ")));
        assertTrue(display.text().lines().anyMatch(line -> line.startsWith("keeping this record  ")));
        assertTrue(display.text().lines().anyMatch(line -> line.startsWith("the rest  ")));
        assertTrue(display.text().contains("earlier cell, 7"));
        assertTrue(display.text().lines().allMatch(line -> line.length() < 200));
        assertTrue(display.text().contains(" more lines"));
        assertTrue(display.html().contains("a &lt; b ? c : d"));
        assertFalse(display.html().contains("a < b"));
    }

    @Test
    void nothingAtAllCanBeShown() {
        Profile profile = new Profile();
        profile.run(() -> { });
        ProfileDisplay display = new ProfileDisplay(profile, Map.of(), "the rest");
        assertTrue(display.text().contains("0 ops"), display.text());
        assertFalse(display.text().contains("line "), "there are no lines to tell of");
    }

    @Test
    void barsAreAsLongAsTheirPart() {
        assertEquals("", Columns.bar(0));
        assertEquals("███████", Columns.bar(0.5));
        assertEquals("██████████████", Columns.bar(2));
        assertEquals("▏", Columns.bar(1 / 112.0));
    }
}
