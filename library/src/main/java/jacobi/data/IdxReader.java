package jacobi.data;

import jacobi.Interruption;
import jacobi.Shape;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads one IDX file, which may be anything at all, and says precisely what is wrong with it. */
final class IdxReader {
    private static final int MAX_RANK = 8;
    private static final int BUFFER = 1 << 16;
    /** What is taken at once, before any data has come: MNIST's test images fit. */
    private static final int FIRST_CHUNK = 8 << 20;
    private static final String AGAIN = "; get the file again";

    private final InputStream raw;
    private final String name;
    private final long limit;
    private InputStream in;

    /** A reader that takes at most {@code limit} bytes of elements. */
    IdxReader(InputStream raw, String name, long limit) {
        this.raw = raw;
        this.name = name;
        this.limit = limit;
    }

    /** The most bytes of elements that a file may have: 1 GB, and no more than a quarter of Java's memory. */
    static long limit() {
        return Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
    }

    Idx read() {
        try {
            in = unpacked();
            return readIdx();
        } catch (EOFException e) {
            throw new DataException(name + ": is cut off: its gzip data has no end" + AGAIN, e);
        } catch (IOException e) {
            // A file channel closes itself when its thread is interrupted.
            Interruption.poll("reading " + name);
            throw new DataException(name + ": cannot be read (" + e.getMessage() + ")" + AGAIN, e);
        } catch (StackOverflowError e) {
            // The JDK's reader calls itself for each member of a gzip file, and a file can have millions.
            throw new DataException(name + ": is gzipped in too many pieces" + AGAIN, e);
        }
    }

    private InputStream unpacked() throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        buffered.mark(2);
        byte[] start = buffered.readNBytes(2);
        buffered.reset();
        boolean gzip = start.length == 2 && start[0] == 0x1F && start[1] == (byte) 0x8B;
        return gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }

    private Idx readIdx() throws IOException {
        int magic = readInt(0);
        if (magic >>> 16 != 0) {
            throw new DataException(String.format(Locale.ROOT, "%s: is not an IDX file, which begins with the bytes "
                    + "00 00 (or 1F 8B when gzipped): it begins with %02X %02X%s%s", name, magic >>> 24,
                    magic >>> 16 & 0xFF, magic >>> 24 == '<' ? " like a web page" : "", AGAIN));
        }
        Idx.Type type = type(magic >>> 8 & 0xFF);
        int rank = magic & 0xFF;
        if (rank < 1 || rank > MAX_RANK) {
            throw new DataException(name + ": its header promises " + rank + " axes, where 1 to " + MAX_RANK
                    + " can be read" + AGAIN);
        }
        int[] dims = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = readInt(1 + axis);
        }
        int bytes = checkedSize(dims, type);
        String promised = bytes + " bytes (" + Arrays.toString(dims) + " of "
                + type.name().toLowerCase(Locale.ROOT) + ")";
        byte[] data = readData(bytes, promised);
        if (in.read() >= 0) {
            throw new DataException(name + ": goes on after the " + promised + " that its header promises" + AGAIN);
        }
        return new Idx(name, type, Shape.of(dims), data);
    }

    private int readInt(int word) throws IOException {
        byte[] four = in.readNBytes(4);
        if (four.length < 4) {
            throw new DataException(name + ": is cut off within its header, after " + (4 * word + four.length)
                    + " bytes" + AGAIN);
        }
        return (four[0] & 0xFF) << 24 | (four[1] & 0xFF) << 16 | (four[2] & 0xFF) << 8 | four[3] & 0xFF;
    }

    private Idx.Type type(int code) {
        for (Idx.Type type : Idx.Type.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new DataException(String.format(Locale.ROOT, "%s: its header names the element type %02X, where IDX has "
                + "08, 09, 0B, 0C, 0D and 0E%s", name, code, AGAIN));
    }

    /** The number of bytes that the header promises. */
    private int checkedSize(int[] dims, Idx.Type type) {
        long product = type.bytes();
        boolean empty = false;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] < 0) {
                throw new DataException(name + ": its header gives axis " + axis + " the length "
                        + Integer.toUnsignedString(dims[axis]) + ", where " + Integer.MAX_VALUE + " is the most"
                        + AGAIN);
            }
            empty |= dims[axis] == 0;
            // Both factors are below 2^31, so this cannot overflow; lengths beside a 0 are held to the limit too.
            product *= Math.max(dims[axis], 1);
            if (product > limit) {
                throw new DataException(name + ": its header promises the shape " + Arrays.toString(dims)
                        + ", which is more than the limit of " + (limit >> 20) + " MB; if that is right, split "
                        + "the file or start Java with a larger -Xmx (1 GB is the most), else get the file again");
            }
        }
        return empty ? 0 : (int) product;
    }

    private byte[] readData(int bytes, String promised) throws IOException {
        byte[] data = new byte[Math.min(bytes, FIRST_CHUNK)];
        int count = 0;
        while (count < bytes) {
            Interruption.poll("reading " + name);
            if (count == data.length) {
                data = Arrays.copyOf(data, (int) Math.min(bytes, 2L * data.length));
            }
            int more;
            try {
                more = in.read(data, count, Math.min(data.length - count, 1 << 20));
            } catch (EOFException e) {
                more = -1;
            }
            if (more < 0) {
                throw new DataException(name + ": is cut off: its header promises " + promised + ", but only " + count
                        + " follow" + AGAIN);
            }
            count += more;
        }
        return data;
    }
}
