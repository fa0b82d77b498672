package jacobi.backend.cpu;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NativeLibrariesTest {
    @TempDir
    Path folder;
    private Path cache;
    private List<URL> resources;

    @BeforeEach
    void packTwoFiles() throws IOException {
        cache = folder.resolve("deep", "cache");
        resources = jar("libs.jar", "first".repeat(50_000), "second");
    }

    private List<URL> jar(String name, String first, String second) throws IOException {
        Path file = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new JarEntry("native/libfirst.so"));
            out.write(first.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("native/libsecond.so"));
            out.write(second.getBytes(StandardCharsets.UTF_8));
        }
        String root = "jar:" + file.toUri() + "!/native/";
        return List.of(URI.create(root + "libfirst.so").toURL(), URI.create(root + "libsecond.so").toURL());
    }

    private void assertUnpacked(Path at) throws IOException {
        assertEquals("first".repeat(50_000), Files.readString(at.resolve("libfirst.so")));
        assertEquals("second", Files.readString(at.resolve("libsecond.so")));
        try (var files = Files.list(at)) {
            assertEquals(2, files.count(), "nothing else is left behind");
        }
    }

    @Test
    void filesAreUnpackedOnceIntoAFolderOfTheUsersOwn() throws IOException {
        Path at = NativeLibraries.unpack(cache, "test", resources);
        assertEquals(cache, at.getParent());
        assertUnpacked(at);
        if (at.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(at)));
        }
        var written = Files.getLastModifiedTime(at.resolve("libfirst.so"));
        var key = Files.readAttributes(at.resolve("libfirst.so"), "*").get("fileKey");
        assertEquals(at, NativeLibraries.unpack(cache, "test", resources));
        assertEquals(written, Files.getLastModifiedTime(at.resolve("libfirst.so")));
        assertEquals(key, Files.readAttributes(at.resolve("libfirst.so"), "*").get("fileKey"), "not written again");
    }

    @Test
    void anotherVersionGetsAnotherFolder() throws IOException {
        Path at = NativeLibraries.unpack(cache, "test", resources);
        assertNotEquals(at, NativeLibraries.unpack(cache, "test", jar("new.jar", "newer", "second")));
        assertUnpacked(at);
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException {
        Path at = NativeLibraries.unpack(cache, "test", resources);
        Files.writeString(at.resolve("libfirst.so"), "truncated");
        Files.writeString(at.resolve("libsecond.so"), "sec0nd");
        assertUnpacked(NativeLibraries.unpack(cache, "test", resources));
        Files.delete(at.resolve("libsecond.so"));
        assertUnpacked(NativeLibraries.unpack(cache, "test", resources));
    }

    @Test
    void whatAnEndedProcessLeftHalfWrittenIsRemoved() throws IOException {
        Path at = NativeLibraries.unpack(cache, "test", resources);
        Path old = Files.writeString(at.resolve("libfirst.so1.part"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path now = Files.writeString(at.resolve("libfirst.so2.part"), "half");
        NativeLibraries.unpack(cache, "test", resources);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(now), "another process may be writing it");
        Files.delete(now);
        assertUnpacked(at);
    }

    @Test
    void aLinkInPlaceOfAFileIsReplaced() throws IOException {
        Path at = NativeLibraries.unpack(cache, "test", resources);
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "second");
        Files.delete(at.resolve("libsecond.so"));
        Files.createSymbolicLink(at.resolve("libsecond.so"), elsewhere);
        assertUnpacked(NativeLibraries.unpack(cache, "test", resources));
        assertFalse(Files.isSymbolicLink(at.resolve("libsecond.so")));
        assertEquals("second", Files.readString(elsewhere));
    }

    @Test
    void aCacheThatCannotBeWrittenGivesWayToATemporaryFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Path at = NativeLibraries.unpack(file.resolve("cache"), "test", resources);
        assertFalse(at.startsWith(folder));
        assertUnpacked(at);
        for (String name : List.of("libfirst.so", "libsecond.so")) {
            Files.delete(at.resolve(name));
        }
        Files.delete(at);
    }

    @Test
    void severalThatUnpackAtOnceAllFindWholeFiles() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            Callable<Path> unpack = () -> NativeLibraries.unpack(cache, "test", resources);
            for (var result : threads.invokeAll(List.of(unpack, unpack, unpack, unpack, unpack, unpack))) {
                assertEquals("second", Files.readString(result.get().resolve("libsecond.so")));
            }
        }
        assertUnpacked(NativeLibraries.unpack(cache, "test", resources));
    }

    @Test
    void aResourceOutsideAJarWorksToo() throws IOException {
        Path file = Files.writeString(folder.resolve("plain.so"), "plain");
        Path at = NativeLibraries.unpack(cache, "test", List.of(file.toUri().toURL()));
        assertEquals("plain", Files.readString(at.resolve("plain.so")));
    }

    @Test
    void aMissingResourceIsAnError() {
        assertThrows(IOException.class, () -> NativeLibraries.unpack(cache, "test",
            List.of(folder.resolve("missing.so").toUri().toURL())));
        assertFalse(Files.exists(cache));
    }

    @Test
    void platformsAreNamedAsTheJarsNameThem() {
        assertTrue(NativeLibraries.platform().matches("(linux|macosx|windows)-(x86_64|arm64)"),
            NativeLibraries.platform());
    }
}
