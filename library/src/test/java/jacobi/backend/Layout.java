package jacobi.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A view of some memory, by the same numbers on any backend. */
record Layout(String name, int[] memory, Shape shape, int[] strides, int offset) {
    NDArray on(Backend backend, DType dtype, long seed) {
        return backend.fromHost(numbers(dtype, Shape.of(memory).size(), seed), Shape.of(memory)).view(shape, strides, offset);
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }

    /** Matrices of every layout. */
    static List<Layout> matrices() {
        return List.of(rowMajor(3, 4), rowMajor(1, 1), rowMajor(0, 4), rowMajor(4, 0), rowMajor(70, 130),
                new Layout("transposed", new int[] {4, 3}, Shape.of(3, 4), new int[] {1, 3}, 0),
                new Layout("reversed", new int[] {3, 4}, Shape.of(3, 4), new int[] {-4, -1}, 11),
                new Layout("with gaps", new int[] {6, 8}, Shape.of(3, 4), new int[] {16, 2}, 5),
                new Layout("one row stretched", new int[] {4}, Shape.of(3, 4), new int[] {0, 1}, 0),
                new Layout("one column stretched", new int[] {3}, Shape.of(3, 4), new int[] {1, 0}, 0),
                new Layout("one number stretched", new int[] {}, Shape.of(3, 4), new int[] {0, 0}, 0),
                new Layout("large transposed", new int[] {130, 70}, Shape.of(70, 130), new int[] {1, 70}, 0));
    }

    /** Arrays of every layout. */
    static Stream<Layout> layouts() {
        return Stream.concat(matrices().stream(), Stream.of(rowMajor(), rowMajor(7), rowMajor(2, 3, 4),
                rowMajor(2, 1, 3, 2), rowMajor(100_001),
                new Layout("permuted", new int[] {2, 3, 4}, Shape.of(4, 2, 3), new int[] {1, 12, 4}, 0),
                new Layout("a middle part", new int[] {4, 5, 6}, Shape.of(2, 3, 2), new int[] {30, 6, 2}, 37)));
    }

    /** Batches of matrices. */
    static List<Layout> batches() {
        return List.of(rowMajor(2, 3, 4), rowMajor(3, 2, 5, 4), rowMajor(0, 3, 4), rowMajor(2, 0, 4), rowMajor(2, 3, 0),
                rowMajor(300, 16, 17), rowMajor(2, 130, 140),
                new Layout("nothing, far away", new int[] {0}, Shape.of(2, 3, 0), new int[] {9, 2, 1}, 7),
                new Layout("transposed", new int[] {2, 4, 3}, Shape.of(2, 3, 4), new int[] {12, 1, 3}, 0),
                new Layout("batches last", new int[] {3, 4, 2}, Shape.of(2, 3, 4), new int[] {1, 8, 2}, 0),
                new Layout("heads between", new int[] {2, 3, 2, 4}, Shape.of(2, 2, 3, 4), new int[] {24, 4, 8, 1}, 0),
                new Layout("stretched batches", new int[] {3, 4}, Shape.of(2, 5, 3, 4), new int[] {0, 0, 4, 1}, 0),
                new Layout("stretched, with gaps", new int[] {2, 6, 8}, Shape.of(2, 5, 3, 4), new int[] {48, 0, 16, 2}, 1),
                new Layout("reversed", new int[] {2, 3, 4}, Shape.of(2, 3, 4), new int[] {-12, -4, -1}, 23));
    }

    static Layout rowMajor(int... dims) {
        return new Layout("row-major", dims, Shape.of(dims), Shape.of(dims).rowMajorStrides(), 0);
    }

    /** Numbers of a type, the same for the same seed. */
    static Object numbers(DType dtype, int n, long seed) {
        Rng rng = new Rng(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = dtype.isFloating() ? rng.uniform() * 4 - 2 : rng.integer(9) - 4;
        }
        return switch (dtype) {
            case FLOAT64 -> values;
            case FLOAT32 -> {
                float[] floats = new float[n];
                for (int i = 0; i < n; i++) {
                    floats[i] = (float) values[i];
                }
                yield floats;
            }
            case INT64 -> Arrays.stream(values).mapToLong(v -> (long) v).toArray();
            case INT32 -> Arrays.stream(values).mapToInt(v -> (int) v).toArray();
            case BOOL -> {
                boolean[] booleans = new boolean[n];
                for (int i = 0; i < n; i++) {
                    booleans[i] = values[i] > 0;
                }
                yield booleans;
            }
        };
    }

    /** Memory for a result: in one piece, or with gaps. */
    static NDArray out(Backend backend, DType type, Shape shape, boolean gaps) {
        if (!gaps) {
            return backend.allocate(type, shape);
        }
        int[] strides = shape.rowMajorStrides().clone();
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] *= 2;
        }
        return backend.allocate(type, Shape.of(2 * shape.size() + 3)).view(shape, strides, 3);
    }

    static void assertSame(NDArray expected, NDArray actual, double tolerance) {
        double[] e = doubles(expected);
        double[] a = doubles(actual);
        assertEquals(e.length, a.length);
        for (int i = 0; i < e.length; i++) {
            assertEquals(e[i], a[i], tolerance * Math.max(1, Math.abs(e[i])), "element " + i + " of " + e.length);
        }
    }

    /** What is in an array, in row-major order. */
    static double[] doubles(NDArray a) {
        return doubles(a.backend().toHost(a));
    }

    static double[] doubles(Object numbers) {
        double[] values = new double[Array.getLength(numbers)];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers instanceof boolean[] truths ? truths[i] ? 1 : 0
                    : Array.getDouble(numbers, i);
        }
        return values;
    }
}
