package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The PTX that the library carries: NVIDIA's assembler takes it for old and new GPUs, and old drivers can read it. */
class PtxAssemblesTest {
    static List<String> files() throws IOException, URISyntaxException {
        Path folder = Path.of(Gpu.class.getResource("reduce.ptx").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ptx"))
                    .map(name -> name.substring(0, name.length() - ".ptx".length())).sorted().toList();
            assertTrue(names.contains("reduce") && names.contains("matmul"), names.toString());
            return names;
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isForDriversOfCuda12(String file) {
        List<String> header = Gpu.text(file).lines().filter(line -> line.startsWith(".")).limit(3).toList();
        assertEquals(List.of(".version 8.0", ".target sm_60", ".address_size 64"), header);
    }

    @ParameterizedTest
    @MethodSource("files")
    void assembles(String file) {
        for (String target : List.of("sm_60", "sm_80", "sm_90")) {
            assertEquals("", PtxAssembler.complaints(Gpu.text(file), target), file + " for " + target);
        }
    }
}
