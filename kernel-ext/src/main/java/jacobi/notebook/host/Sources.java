package jacobi.notebook.host;

import jacobi.Tensor;
import jacobi.notebook.cell.Hosts;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The sources of Jacobi, which its jars hold for the sake of their Javadoc. JShell looks for sources in a list of its own,
 * that of the JDK; nothing public adds to it.
 */
final class Sources {
    /** How long after the kernel's start the list is made, which takes a moment: the first result comes first. */
    private static final int AFTER_MILLIS = 3000;
    private static final String FOLDER = "META-INF/sources";

    private static List<Path> roots;

    private Sources() {
    }

    /** Adds the sources to those that a JShell knows, in the background. */
    static void addSoon(JShell shell) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(AFTER_MILLIS);
                add(shell);
            } catch (InterruptedException e) {
                // Nobody asks any more.
            }
        }, "jacobi-sources");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Adds the sources to those that a JShell knows, unless it knows them. */
    @SuppressWarnings("unchecked")
    static synchronized void add(JShell shell) {
        if (roots != null) {
            return;
        }
        try {
            roots = List.of();
            roots = roots();
            SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
            Method find = analysis.getClass().getDeclaredMethod("findSources");
            find.setAccessible(true);
            List<Path> all = new ArrayList<>((List<Path>) find.invoke(analysis));
            all.addAll(roots);
            Internals.replace(analysis, "availableSources", all);
        } catch (ReflectiveOperationException | RuntimeException | IOException | URISyntaxException e) {
            Internals.unknown("list of sources", e);
        }
    }

    private static List<Path> roots() throws IOException, URISyntaxException {
        List<Path> found = new ArrayList<>();
        for (Class<?> type : List.of(Tensor.class, Hosts.class)) {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path root = Files.isDirectory(place) ? place.resolve(FOLDER)
                    : FileSystems.newFileSystem(place).getPath(FOLDER);        // stays open as long as the kernel runs
            if (Files.isDirectory(root)) {
                found.add(root);
            }
        }
        return found;
    }
}
