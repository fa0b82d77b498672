package jacobi.backend.cpu;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class OneDnnTest {
    private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    Path folder;

    /** A native thread takes over the name of the thread that starts it, so such threads can be counted. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nativeCodeStaysOnTheCallingThread() throws Exception {
        assumeTrue(OneDnn.available(), OneDnn::status);
        for (int round = 0; round < 3; round++) {
            var multiplied = new CountDownLatch(1);
            var counted = new CountDownLatch(1);
            String name = "dnn-probe-" + round;
            var probe = Thread.ofPlatform().daemon().name(name).start(() -> {
                int n = 400;
                float[] ones = new float[n * n];
                Arrays.fill(ones, 1);
                OneDnn.sgemm(false, false, n, n, n, ones, 0, n, ones, 0, n, 0, new float[n * n], 0, n);
                multiplied.countDown();
                try {
                    counted.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            multiplied.await();
            assertEquals(1, tasks(name));
            counted.countDown();
            probe.join();
        }
    }

    private static long tasks(String name) throws IOException {
        long count = 0;
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    count += Files.readString(task.resolve("comm")).strip().equals(name) ? 1 : 0;
                } catch (IOException e) {
                    continue; // it has ended
                }
            }
        }
        return count;
    }

    @Test
    void switchedOffPlainJavaTakesOver() throws Exception {
        assertEquals(List.of("oneDNN is switched off by jacobi.native or JACOBI_NATIVE; matrix products run in plain "
            + "Java", "false", "4096.0"), multiplyElsewhere(true, ALLOWED, "-Djacobi.native=off"));
    }

    @Test
    void withoutTheJarPlainJavaTakesOver() throws Exception {
        var lines = multiplyElsewhere(false, ALLOWED, "-Djacobi.native=on");
        assertTrue(lines.getFirst().matches("oneDNN does not load \\(no \\S+ for \\S+ on the class path\\); matrix "
            + "products run in plain Java"), lines::toString);
        assertEquals(List.of("false", "4096.0"), lines.subList(1, lines.size()));
    }

    @Test
    void withoutLeaveForNativeAccessPlainJavaTakesOverAndNothingIsPrinted() throws Exception {
        var lines = multiplyElsewhere(true);
        assertTrue(lines.getFirst().contains(ALLOWED), lines::toString);
        assertEquals(List.of("false", "4096.0"), lines.subList(1, lines.size()));
    }

    @Test
    void aLibraryThatIsNoLibraryIsPassedOver() throws Exception {
        String platform = NativeLibraries.platform();
        Path fake = Files.createDirectories(folder.resolve("fake/org/bytedeco/dnnl/" + platform));
        for (String name : List.of("libdnnl.so.3", "libdnnl.3.dylib", "dnnl.dll")) {
            Files.writeString(fake.resolve(name), "not a library");
        }
        var all = multiplyElsewhere(List.of(folder.resolve("fake").toString()), ALLOWED,
            "-Djacobi.native=on", "-Djacobi.cache=" + folder.resolve("cache"));
        var lines = all.subList(all.size() - 3, all.size()); // the JVM itself warns of a file that is no library
        assertTrue(lines.getFirst().startsWith("oneDNN does not load ("), lines::toString);
        assertEquals(List.of("false", "4096.0"), lines.subList(1, lines.size()));
    }

    @Test
    void allowedOneDnnIsUsedAndNothingElseIsPrinted() throws Exception {
        assumeTrue(OneDnn.available(), OneDnn::status);
        var lines = multiplyElsewhere(true, ALLOWED);
        assertTrue(lines.getFirst().matches("oneDNN \\d+\\.\\d+\\.\\d+ for float32 matrix products, from .+"),
            lines::toString);
        assertEquals(List.of("true", "4096.0"), lines.subList(1, lines.size()));
    }

    private List<String> multiplyElsewhere(boolean withJar, String... flags) throws Exception {
        var path = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (withJar && entry.contains("dnnl-")) {
                path.add(entry);
            }
        }
        return multiplyElsewhere(path, flags);
    }

    /** {@return all that a fresh JVM prints, on either stream, that multiplies two matrices of ones} */
    private List<String> multiplyElsewhere(List<String> classPath, String... flags) throws Exception {
        var path = new ArrayList<>(classPath);
        for (Class<?> type : List.of(OneDnn.class, OneDnnTest.class)) {
            path.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), Child.class.getName()));
        Path printed = folder.resolve("printed");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().remove("JACOBI_NATIVE");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        assertEquals(0, builder.start().waitFor(), () -> command.toString());
        return Files.readAllLines(printed);
    }

    /** Prints the status, whether oneDNN can be called, and the sum of a product. */
    static final class Child {
        public static void main(String[] args) {
            int n = 16;
            float[] ones = new float[n * n];
            float[] product = new float[n * n];
            Arrays.fill(ones, 1);
            Gemm.sgemm(false, false, n, n, n, ones, 0, n, ones, 0, n, 0, product, 0, n);
            double sum = 0;
            for (float x : product) {
                sum += x;
            }
            System.out.println(OneDnn.status());
            System.out.println(OneDnn.available());
            System.out.println(sum);
        }
    }
}
