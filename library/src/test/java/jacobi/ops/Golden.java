package jacobi.ops;

import jacobi.DType;
import jacobi.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Results that PyTorch computed for the rows of the table, in float64 and in float32. The files are made by the program
 * in the folder golden; a line is a row, a type, the lengths of the axes, and the numbers.
 */
final class Golden {
    private static final Map<String, Map<String, Plain>> FILES = new ConcurrentHashMap<>();

    private Golden() {
    }

    static Plain of(OpRow row, DType type) {
        Plain value = FILES.computeIfAbsent(row.family(), Golden::read).get(row + "|" + type);
        if (value == null) {
            throw new AssertionError("no golden value for " + row + " in " + type + ": see golden/README.md");
        }
        return value;
    }

    private static Map<String, Plain> read(String family) {
        try (InputStream in = Golden.class.getResourceAsStream("/jacobi/golden/" + family + ".txt")) {
            if (in == null) {
                return Map.of();
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\\|", -1))
                    .collect(Collectors.toMap(parts -> parts[0] + "|" + parts[1],
                            parts -> new Plain(Arrays.stream(words(parts[2])).mapToInt(Integer::parseInt).toArray(),
                                    Arrays.stream(words(parts[3])).mapToDouble(Double::parseDouble).toArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }
}
