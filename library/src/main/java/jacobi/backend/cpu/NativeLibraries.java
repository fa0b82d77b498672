package jacobi.backend.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Native libraries that travel inside jars. A library is unpacked once into a folder of the user's own, and found
 * there by every later process; what is in the folder is checked against the jar before it is used.
 */
final class NativeLibraries {
    private static final String PART = ".part";
    private static final long MAX_BYTES = 1L << 30;

    private NativeLibraries() {
    }

    /** {@return this platform as the jars of JavaCPP name it, such as {@code linux-x86_64}} */
    static String platform() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String os = name.startsWith("mac") ? "macosx" : name.startsWith("windows") ? "windows"
            : name.replace(' ', '-');
        String arch = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            case String other -> other;
        };
        return os + "-" + arch;
    }

    /**
     * The folder that unpacked libraries are kept in: the system property {@code jacobi.cache}, else the platform's
     * usual place for what a program can make again.
     */
    static Path cache() {
        String asked = System.getProperty("jacobi.cache");
        if (asked != null) {
            return Path.of(asked);
        }
        Path home = Path.of(System.getProperty("user.home", "."));
        String platform = platform();
        if (platform.startsWith("windows")) {
            String local = System.getenv("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData", "Local") : Path.of(local)).resolve("jacobi");
        }
        if (platform.startsWith("macosx")) {
            return home.resolve("Library", "Caches", "jacobi");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        return (xdg == null || xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg)).resolve("jacobi");
    }

    /**
     * Puts resources side by side into one folder, so that a library finds the one it depends on.
     *
     * @param cache     the folder to keep them in; where it cannot be written, a temporary folder takes its place
     * @param name      what the library is called there
     * @param resources at least one; the folder's name tells the first one's content apart from other versions
     * @return the folder
     * @throws IOException when neither folder can be written or a resource cannot be read
     */
    static Path unpack(Path cache, String name, List<URL> resources) throws IOException {
        var files = new ArrayList<Packed>();
        for (URL resource : resources) {
            files.add(Packed.of(resource));
        }
        try {
            Path folder = cache.resolve(name + "-" + Long.toHexString(files.getFirst().crc));
            makePrivate(folder);
            return unpackInto(folder, files);
        } catch (IOException | SecurityException e) {
            Path folder = Files.createTempDirectory("jacobi-" + name + "-");
            folder.toFile().deleteOnExit();
            for (Packed file : files) {
                folder.resolve(file.name).toFile().deleteOnExit();
            }
            return unpackInto(folder, files);
        }
    }

    private static Path unpackInto(Path folder, List<Packed> files) throws IOException {
        removeOldParts(folder);
        for (Packed file : files) {
            Path target = folder.resolve(file.name);
            if (!file.isAt(target)) {
                file.copyTo(target);
            }
        }
        return folder;
    }

    /** What a process left behind that was ended while it unpacked. */
    private static void removeOldParts(Path folder) throws IOException {
        long anHourAgo = System.currentTimeMillis() - 3_600_000;
        try (var parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS).toMillis() < anHourAgo) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (NoSuchFileException e) {
            return; // another process was faster
        }
    }

    /** A library that others could replace would run their code as this user. */
    private static void makePrivate(Path folder) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            return;
        }
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
        Path probe = Files.createTempFile(folder, "owner", null);
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException(folder + " belongs to somebody else");
            }
        } finally {
            Files.delete(probe);
        }
        Files.setPosixFilePermissions(folder, ownerOnly);
    }

    /** One file inside a jar, with the size and the checksum that the jar's directory gives. */
    private record Packed(URL resource, String name, long size, long crc) {
        static Packed of(URL resource) throws IOException {
            String path = resource.getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            var connection = resource.openConnection();
            if (connection instanceof JarURLConnection jar) {
                var entry = jar.getJarEntry();
                if (entry != null && entry.getSize() >= 0 && entry.getCrc() >= 0) {
                    return checked(resource, name, entry.getSize(), entry.getCrc());
                }
            }
            var crc = new CRC32();
            long size = 0;
            try (InputStream in = resource.openStream()) {
                byte[] buffer = new byte[1 << 16];
                for (int read; (read = in.read(buffer)) >= 0 && size <= MAX_BYTES; size += read) {
                    crc.update(buffer, 0, read);
                }
            }
            return checked(resource, name, size, crc.getValue());
        }

        private static Packed checked(URL resource, String name, long size, long crc) throws IOException {
            if (size > MAX_BYTES) {
                throw new IOException(resource + " is larger than any library this can be");
            }
            return new Packed(resource, name, size, crc);
        }

        boolean isAt(Path file) {
            try {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != size) {
                    return false;
                }
                try (var channel = FileChannel.open(file)) {
                    var sum = new CRC32();
                    sum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
                    return sum.getValue() == crc;
                }
            } catch (IOException e) {
                return false;
            }
        }

        /** Another process that does the same at the same time writes the same bytes; the last one's file stays. */
        void copyTo(Path target) throws IOException {
            Path part = Files.createTempFile(target.getParent(), name, PART);
            try {
                var sum = new CRC32();
                long written = 0;
                try (InputStream in = resource.openStream();
                     var out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    byte[] buffer = new byte[1 << 16];
                    for (int read; (read = in.read(buffer)) >= 0 && written <= size; written += read) {
                        sum.update(buffer, 0, read);
                        for (var bytes = ByteBuffer.wrap(buffer, 0, read); bytes.hasRemaining(); ) {
                            out.write(bytes);
                        }
                    }
                    out.force(true);
                }
                if (written != size || sum.getValue() != crc) {
                    throw new IOException(resource + " is damaged: its checksum does not match");
                }
                move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        }

        private static void move(Path part, Path target) throws IOException {
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
