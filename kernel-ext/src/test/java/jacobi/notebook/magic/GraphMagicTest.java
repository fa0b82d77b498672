package jacobi.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphMagicTest {
    private static String failure(String... words) {
        return assertThrows(IllegalArgumentException.class,
                () -> GraphMagics.GRAPH.action().run(new MagicCall(GraphMagics.GRAPH, List.of(words), null))).getMessage();
    }

    @Test
    void wordsItDoesNotKnowAreToldTheNearest() {
        assertEquals("%graph: needs a value, such as %graph loss", failure());
        assertEquals("%graph: there is no gard; did you mean grad?", failure("loss", "gard"));
        assertEquals("%graph: there is no argument dept=; did you mean depth=?", failure("loss", "dept=3"));
        assertEquals("%graph: depth=0 is not a whole number from 1 to 1000", failure("loss", "depth=0"));
    }
}
