package jacobi.notebook.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jacobi.notebook.cell.Host.Piece;
import jacobi.notebook.cell.Host.Piece.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private static String assign(String name, String code) {
        return Assignments.of(code, List.of(new Piece(code, Kind.VARIABLE, name)));
    }

    @Test
    void declarationsBecomeAssignments() {
        assertEquals("a = x.add(1, 2);", assign("a", "Tensor a = x.add(1, 2);"));
        assertEquals("x = batch.x()", assign("x", "final var x = batch.x()"));
        assertEquals("a = x;b = f(y, z);", assign("a", "Tensor a = x,b = f(y, z);"));
        assertEquals("a = 1; b = a + 1;\nc = b", assign("a", "int a = 1, b = a + 1,\nc = b"));
        assertEquals("m = new HashMap<String, Tensor>(3);", assign("m", "Map<String, Tensor> m = new HashMap<String, Tensor>(3);"));
        assertEquals("c = ',' + \"a, b = \\\"\" /* , d = 1 */;", assign("c", "String c = ',' + \"a, b = \\\"\" /* , d = 1 */;"));
        assertEquals("\nf = t -> { int g = 1, h = 2; return g; };", assign("f", "// why = because\nF f = t -> { int g = 1, h = 2; return g; };"));
    }

    @Test
    void linesAndWhatDeclaresNothingStay() {
        assertEquals("g();\nx = 1;\n// x = 2\nh(x);", Assignments.of("g();\nint x = 1;\n// x = 2\nh(x);", List.of(
                new Piece("g();\n", Kind.STATEMENT, ""), new Piece("int x = 1;", Kind.VARIABLE, "x"),
                new Piece("\n// x = 2\nh(x);", Kind.EXPRESSION, ""))));
        assertEquals("\na = 1;", assign("a", "int\na = 1;"));
    }

    @Test
    void whatHasNoValueOrStartsFromItselfIsLeftToTheNotebook() {
        assertNull(assign("a", "int a;"));
        assertNull(assign("a", "int a = 1, b;"));
        assertNull(assign("a", "int a = 1, b, c = 2;"));
        assertNull(assign("a", "int a = a + 1;"));
        assertNull(assign("a", "int a = 1, b = b + 1;"));
        assertNull(assign("a", "int a[] = {1};"));
    }
}
