package jacobi.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.function.Executable;

/** Makes IDX files, good and bad, and checks what is said about the bad ones. */
final class IdxBytes {
    private IdxBytes() {
    }

    /** A header that promises this, right or not. */
    static byte[] header(int type, int... dims) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dims.length);
        header.putInt(type << 8 | dims.length);
        Arrays.stream(dims).forEach(header::putInt);
        return header.array();
    }

    /** A file of unsigned bytes. */
    static byte[] ubytes(byte[] data, int... dims) {
        return concat(header(0x08, dims), data);
    }

    /** A file of unsigned bytes 0, 1, 2, ... 255, 0, ... */
    static byte[] counting(int... dims) {
        byte[] data = new byte[Arrays.stream(dims).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
        return ubytes(data, dims);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Expects an error of one sentence, which names the file, says these things and, after a semicolon, what to do. */
    static void assertSays(String file, Executable action, String... things) {
        String message = assertThrows(DataException.class, action).getMessage();
        for (String thing : things) {
            assertTrue(message.contains(thing), () -> "not said: \"" + thing + "\" in: " + message);
        }
        assertTrue(message.contains(file), () -> "the file " + file + " is not named in: " + message);
        assertTrue(message.contains("; "), () -> "what to do is not said in: " + message);
        assertFalse(message.contains("\n"), () -> "more than one line: " + message);
    }
}
