package jacobi.backend.cuda;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where NVIDIA's libraries may be installed: in CUDA_PATH, in the usual folders of the toolkit, in LD_LIBRARY_PATH (PATH on
 * Windows), and in Python's packages: of the active environment, of the python on the PATH, of the user and of the system.
 * Any major version will do; of several the newest is taken.
 */
final class NvidiaLibraries {
    private static final List<String> SYSTEM = List.of("/usr/local/cuda/lib64", "/usr/local/cuda/targets/x86_64-linux/lib",
            "/opt/cuda/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib/wsl/lib");
    private static final List<String> PYTHONS = List.of("/usr/local/lib", "/usr/lib", "/opt/conda/lib");

    private NvidiaLibraries() {
    }

    /**
     * {@return the files of a library, the newest version first}
     *
     * @param name     such as {@code cublas}
     * @param variable gives an environment variable, or null
     * @param windows  whether names and folders are those of Windows
     */
    static List<Path> find(String name, Function<String, String> variable, boolean windows) {
        return inFolders(name, folders(variable, windows), windows);
    }

    /** Files such as {@code libcublas.so.12} or {@code cublas64_12.dll} in the given folders. */
    static List<Path> inFolders(String name, Iterable<Path> folders, boolean windows) {
        Pattern pattern = Pattern.compile(windows ? name + "64_(\\d+)\\.dll" : "lib" + name + "\\.so\\.(\\d+)");
        record Found(int version, Path file) {
        }
        List<Found> found = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Matcher matcher = pattern.matcher(file.getFileName().toString());
                    if (matcher.matches() && matcher.group(1).length() < 5) {
                        found.add(new Found(Integer.parseInt(matcher.group(1)), file));
                    }
                }
            } catch (IOException | SecurityException e) {
                continue; // a folder that is not there, or is none of ours to read
            }
        }
        found.sort(Comparator.comparingInt(Found::version).reversed());
        return found.stream().map(Found::file).distinct().toList();
    }

    private static Set<Path> folders(Function<String, String> variable, boolean windows) {
        Set<Path> folders = new LinkedHashSet<>();
        String toolkit = variable.apply("CUDA_PATH");
        if (toolkit != null && !toolkit.isBlank()) {
            for (String inside : List.of("lib64", "lib", "bin", "bin/x64", "targets/x86_64-linux/lib")) {
                folders.add(Path.of(toolkit).resolve(inside));
            }
        }
        folders.addAll(entries(variable.apply(windows ? "PATH" : "LD_LIBRARY_PATH"), windows));
        if (!windows) {
            SYSTEM.forEach(folder -> folders.add(Path.of(folder)));
            subfolders(Path.of("/usr/local"), "cuda-*", folders, "lib64");
        }
        for (String environment : new String[] {variable.apply("VIRTUAL_ENV"), variable.apply("CONDA_PREFIX")}) {
            if (environment != null && !environment.isBlank()) {
                environment(Path.of(environment), windows, folders);
            }
        }
        // Environments that are in use without being active: that of the python that the shell would run.
        for (Path bin : entries(variable.apply("PATH"), windows)) {
            Path environment = windows ? bin : bin.getParent();
            if (environment != null && Files.isExecutable(bin.resolve(windows ? "python.exe" : "python3"))) {
                environment(environment, windows, folders);
            }
        }
        String user = windows ? variable.apply("APPDATA") : System.getProperty("user.home");
        if (user != null && !user.isBlank()) {
            packages(windows ? Path.of(user, "Python") : Path.of(user, ".local", "lib"), folders);
        }
        PYTHONS.forEach(lib -> packages(Path.of(lib), folders));
        return folders;
    }

    /** The entries of a variable such as PATH; what is no path at all is left out. */
    private static List<Path> entries(String path, boolean windows) {
        List<Path> entries = new ArrayList<>();
        for (String part : path == null ? new String[0] : path.split(windows ? ";" : ":")) {
            try {
                if (!part.isBlank()) {
                    entries.add(Path.of(part));
                }
            } catch (InvalidPathException e) {
                continue; // such as one in quotes
            }
        }
        return entries;
    }

    /** The folders of an environment of Python's, be it conda's, which may hold the toolkit itself. */
    private static void environment(Path environment, boolean windows, Set<Path> folders) {
        folders.add(environment.resolve(windows ? "Library/bin" : "lib"));
        packages(environment.resolve(windows ? "Lib" : "lib"), folders);
    }

    /** The folders of Python's packages nvidia-cublas-cu12, nvidia-cublas and the like, below a lib folder. */
    private static void packages(Path lib, Set<Path> folders) {
        Set<Path> sites = new LinkedHashSet<>(List.of(lib));
        subfolders(lib, "python3*", sites, "");
        for (Path site : sites) {
            for (String packages : List.of("site-packages", "dist-packages")) {
                subfolders(site.resolve(packages).resolve("nvidia"), "*", folders, "lib");
                subfolders(site.resolve(packages).resolve("nvidia"), "*", folders, "bin");
                subfolders(site.resolve(packages).resolve("nvidia"), "*", folders, "bin/x86_64");
            }
        }
    }

    private static void subfolders(Path folder, String pattern, Set<Path> into, String inside) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            for (Path each : found) {
                into.add(inside.isEmpty() ? each : each.resolve(inside));
            }
        } catch (IOException | SecurityException e) {
            return; // no such folder
        }
    }
}
