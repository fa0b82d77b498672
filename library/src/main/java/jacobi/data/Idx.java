package jacobi.data;

import static jacobi.Tensors.tensor;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The contents of an IDX file: an array of numbers of one type, the format in which MNIST and its relatives are
 * published. A file begins with two zero bytes, a byte for the element type and a byte for the number of axes; then
 * comes the length of each axis as a 32-bit number, then the elements in row-major order; everything big-endian.
 *
 * {@snippet :
 * var images = Idx.read(Path.of("train-images-idx3-ubyte.gz"));
 * images.shape();                        // [60000, 28, 28]
 * var first = images.toTensor().select(0, 0);
 * }
 *
 * <p>Files are read with suspicion: no more memory is taken than data has arrived, and no more is read than the header
 * promises. A file may be gzipped, whatever its name.
 */
public final class Idx {
    /** The element types of the format. */
    public enum Type {
        /** Unsigned bytes, 0 to 255. */
        UBYTE(0x08, 1),
        /** Signed bytes. */
        BYTE(0x09, 1),
        /** 16-bit signed integers. */
        SHORT(0x0B, 2),
        /** 32-bit signed integers. */
        INT(0x0C, 4),
        /** IEEE single precision. */
        FLOAT(0x0D, 4),
        /** IEEE double precision. */
        DOUBLE(0x0E, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        /** {@return the byte that stands for this type in a file} */
        public int code() {
            return code;
        }

        /** {@return the size of one element in bytes} */
        public int bytes() {
            return bytes;
        }

        /** {@return whether the elements are whole numbers} */
        public boolean isInteger() {
            return this != FLOAT && this != DOUBLE;
        }
    }

    private final String source;
    private final Type type;
    private final Shape shape;
    private final byte[] data;

    Idx(String source, Type type, Shape shape, byte[] data) {
        this.source = source;
        this.type = type;
        this.shape = shape;
        this.data = data;
    }

    /**
     * Reads an IDX file, gzipped or not.
     *
     * @return its contents
     * @throws DataException if there is no such file, if it is not an IDX file, is cut off or damaged, holds more than
     *                       its header promises, has more than 8 axes, or is larger than 1 GB unpacked or than a
     *                       quarter of the memory that Java may use
     */
    public static Idx read(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new DataException(path + ": there is no such file; check its name and folder");
        }
        if (!Files.isRegularFile(path)) {
            throw new DataException(path + ": is " + (Files.isDirectory(path) ? "a folder" : "a device or a pipe")
                    + ", where a file is needed; name an IDX file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString());
        } catch (IOException e) {
            throw new DataException(path + ": cannot be opened (" + e + "); check that you may read it", e);
        }
    }

    /**
     * Reads an IDX file from a stream, gzipped or not. The stream is read to its end, and left open.
     *
     * @param name what the error messages call the file
     * @throws DataException as for {@link #read(Path)}
     */
    public static Idx read(InputStream in, String name) {
        return new IdxReader(in, name, IdxReader.limit()).read();
    }

    /** {@return what was read: the path of the file, or the name given to the stream} */
    public String source() {
        return source;
    }

    /** {@return the type of the elements} */
    public Type type() {
        return type;
    }

    /** {@return the lengths of the axes} */
    public Shape shape() {
        return shape;
    }

    /** The MD5 sum, in hexadecimal digits, of the file when it is not gzipped. */
    String md5() {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * shape.rank());
        header.putInt(type.code() << 8 | shape.rank());
        for (int length : shape.dims()) {
            header.putInt(length);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(header.array());
            digest.update(data);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    /**
     * {@return the elements as a tensor of the file's shape} Whole numbers become int32, floats float32, doubles
     * float64.
     */
    public Tensor toTensor() {
        int[] dims = shape.dims();
        return switch (type) {
            case UBYTE, BYTE, SHORT, INT -> tensor(toInts(), dims);
            case FLOAT -> tensor(floats(), dims);
            case DOUBLE -> tensor(DType.FLOAT64, doubles()).reshape(dims);
        };
    }

    /** The elements of a file of whole numbers. */
    int[] toInts() {
        int[] values = new int[shape.size()];
        ByteBuffer buffer = ByteBuffer.wrap(data);
        switch (type) {
            case UBYTE -> {
                for (int i = 0; i < values.length; i++) {
                    Pieces.poll("reading a file", i);
                    values[i] = data[i] & 0xFF;
                }
            }
            case BYTE -> {
                for (int i = 0; i < values.length; i++) {
                    Pieces.poll("reading a file", i);
                    values[i] = data[i];
                }
            }
            case SHORT -> {
                for (int i = 0; i < values.length; i++) {
                    Pieces.poll("reading a file", i);
                    values[i] = buffer.getShort(2 * i);
                }
            }
            case INT -> buffer.asIntBuffer().get(values);
            default -> throw new IllegalStateException(type + " elements are not whole numbers");
        }
        return values;
    }

    /**
     * The elements as features of a model, all axes but the first flattened: unsigned bytes, which are grey values,
     * scaled to [0, 1]; others as they are, in float32. There must be at least one element.
     */
    Rows toRows() {
        int rows = shape.dim(0);
        return type == Type.UBYTE ? GreyRows.of(data, rows)
                : new TensorRows(toTensor().to(DType.FLOAT32).reshape(rows, shape.size() / rows));
    }

    private float[] floats() {
        float[] values = new float[shape.size()];
        ByteBuffer.wrap(data).asFloatBuffer().get(values);
        return values;
    }

    private double[] doubles() {
        double[] values = new double[shape.size()];
        ByteBuffer.wrap(data).asDoubleBuffer().get(values);
        return values;
    }

    /** {@return one line: where it came from, the shape and the element type} */
    @Override
    public String toString() {
        return source + ": " + shape + " " + type.name().toLowerCase(Locale.ROOT);
    }
}
