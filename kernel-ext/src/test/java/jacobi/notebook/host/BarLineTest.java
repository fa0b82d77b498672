package jacobi.notebook.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BarLineTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream original = System.out;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(original);
    }

    private String printed() {
        return output.toString(StandardCharsets.UTF_8).replaceAll(" +\n", "\n");
    }

    @Test
    void theNextStateTakesThePlaceOfTheOneBefore() {
        BarLine bar = new BarLine(true);
        bar.print("[#.] 1");
        bar.print("[##] 2");
        assertEquals("[#.] 1\n\033[A\r[##] 2\n", printed());
    }

    @Test
    void whatOthersPrintIsNeverOverwritten() {
        BarLine bar = new BarLine(true);
        bar.print("1");
        System.out.print("hello");
        bar.print("2");
        System.out.println("world");
        bar.print("3");
        bar.print("4");
        assertEquals("1\nhello\n2\nworld\n3\n\033[A\r4\n", printed());
    }

    @Test
    void elsewhereEachStateIsALine() {
        BarLine bar = new BarLine(false);
        bar.print("1");
        bar.print("2");
        assertEquals("1\n2\n", printed());
        assertTrue(!printed().contains("\r"));
    }
}
