package jacobi.notebook.host;

import jacobi.notebook.Displays;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * JShell with Jacobi imported, by one command:
 *
 * {@snippet lang=shell :
 * java -jar jacobi.jar
 * }
 *
 * <p>Arguments are those of the {@code jshell} tool, a script for one.
 */
public final class JShellPrompt {
    private JShellPrompt() {
    }

    /** Runs JShell until its user leaves it, and ends this Java machine with JShell's exit status. */
    public static void main(String[] arguments) throws Exception {
        Path imports = Files.createTempFile("jacobi-", ".jsh");
        int status;
        try {
            try (InputStream in = Displays.class.getResourceAsStream("imports.jsh")) {
                Files.copy(in, imports, StandardCopyOption.REPLACE_EXISTING);
            }
            status = JavaShellToolBuilder.builder().start(options(imports, arguments));
        } finally {
            Files.deleteIfExists(imports);
        }
        System.exit(status);
    }

    /** What JShell is started with; a user's own options come last and win. */
    private static String[] options(Path imports, String[] arguments) {
        List<String> options = new ArrayList<>(List.of(
                "--class-path", System.getProperty("java.class.path"),
                "--startup", "DEFAULT", "--startup", imports.toString(),
                "-R--enable-native-access=ALL-UNNAMED", "-R-ea", "-R-Djava.awt.headless=true"));
        options.addAll(List.of(arguments));
        return options.toArray(String[]::new);
    }
}
