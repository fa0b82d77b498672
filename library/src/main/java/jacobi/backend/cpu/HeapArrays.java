package jacobi.backend.cpu;

import jacobi.DType;
import java.util.Arrays;

/** Typed loops over primitive arrays whose type is known only at run time. */
final class HeapArrays {
    private HeapArrays() {
    }

    static Object allocate(DType dtype, int length) {
        try {
            return switch (dtype) {
                case FLOAT32 -> new float[length];
                case FLOAT64 -> new double[length];
                case INT32 -> new int[length];
                case INT64 -> new long[length];
                case BOOL -> new boolean[length];
            };
        } catch (OutOfMemoryError e) {
            throw new OutOfMemoryError("There is no room for " + length + " more numbers of type " + dtype + " ("
                    + ((long) length * dtype.bytes() >> 20) + " MiB): Java may use "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB in all. Use smaller batches, let go of tensors "
                    + "that you no longer need, or start Java with a larger -Xmx");
        }
    }

    static DType dtypeOf(Object array) {
        return switch (array) {
            case float[] _ -> DType.FLOAT32;
            case double[] _ -> DType.FLOAT64;
            case int[] _ -> DType.INT32;
            case long[] _ -> DType.INT64;
            case boolean[] _ -> DType.BOOL;
            default -> throw new IllegalArgumentException("a tensor's data is a float[], double[], int[], long[] or "
                    + "boolean[], not " + array.getClass().getSimpleName());
        };
    }

    static double get(Object array, int index) {
        return switch (array) {
            case float[] a -> a[index];
            case double[] a -> a[index];
            case int[] a -> a[index];
            case long[] a -> a[index];
            case boolean[] a -> a[index] ? 1 : 0;
            default -> throw new AssertionError(array);
        };
    }

    static long getLong(Object array, int index) {
        return switch (array) {
            case int[] a -> a[index];
            case long[] a -> a[index];
            case boolean[] a -> a[index] ? 1 : 0;
            default -> throw new AssertionError(array);
        };
    }

    /** Reads {@code count} elements as doubles. */
    static void toDoubles(Object source, int from, double[] target, int count) {
        switch (source) {
            case float[] a -> {
                for (int i = 0; i < count; i++) {
                    target[i] = a[from + i];
                }
            }
            case double[] a -> System.arraycopy(a, from, target, 0, count);
            default -> throw new AssertionError(source);
        }
    }

    /** Writes the first {@code count} doubles. */
    static void fromDoubles(double[] source, Object target, int to, int count) {
        switch (target) {
            case float[] a -> {
                for (int i = 0; i < count; i++) {
                    a[to + i] = (float) source[i];
                }
            }
            case double[] a -> System.arraycopy(source, 0, a, to, count);
            default -> throw new AssertionError(target);
        }
    }

    /** Reads {@code count} elements as longs; true is 1. */
    static void toLongs(Object source, int from, long[] target, int count) {
        switch (source) {
            case int[] a -> {
                for (int i = 0; i < count; i++) {
                    target[i] = a[from + i];
                }
            }
            case long[] a -> System.arraycopy(a, from, target, 0, count);
            case boolean[] a -> {
                for (int i = 0; i < count; i++) {
                    target[i] = a[from + i] ? 1 : 0;
                }
            }
            default -> throw new AssertionError(source);
        }
    }

    /** Writes the first {@code count} longs; 0 is false. */
    static void fromLongs(long[] source, Object target, int to, int count) {
        switch (target) {
            case int[] a -> {
                for (int i = 0; i < count; i++) {
                    a[to + i] = (int) source[i];
                }
            }
            case long[] a -> System.arraycopy(source, 0, a, to, count);
            case boolean[] a -> {
                for (int i = 0; i < count; i++) {
                    a[to + i] = source[i] != 0;
                }
            }
            default -> throw new AssertionError(target);
        }
    }

    static void set(Object array, int index, double value) {
        switch (array) {
            case float[] a -> a[index] = (float) value;
            case double[] a -> a[index] = value;
            default -> throw new AssertionError(array);
        }
    }

    static void set(Object array, int index, long value) {
        switch (array) {
            case int[] a -> a[index] = (int) value;
            case long[] a -> a[index] = value;
            case boolean[] a -> a[index] = value != 0;
            default -> throw new AssertionError(array);
        }
    }

    /** Copies {@code count} elements between arrays of one type, each with its own distance between neighbours. */
    static void copy(Object source, int from, int fromStride, Object target, int to, int toStride, int count) {
        if (toStride == 1 && fromStride == 1) {
            System.arraycopy(source, from, target, to, count);
        } else if (toStride == 1 && fromStride == 0) {
            fill(source, from, target, to, count);
        } else {
            StridedCopies.lines(source, from, 0, fromStride, target, to, 0, toStride, 1, count);
        }
    }

    private static void fill(Object source, int from, Object target, int to, int count) {
        switch (source) {
            case float[] a -> Arrays.fill((float[]) target, to, to + count, a[from]);
            case double[] a -> Arrays.fill((double[]) target, to, to + count, a[from]);
            case int[] a -> Arrays.fill((int[]) target, to, to + count, a[from]);
            case long[] a -> Arrays.fill((long[]) target, to, to + count, a[from]);
            case boolean[] a -> Arrays.fill((boolean[]) target, to, to + count, a[from]);
            default -> throw new AssertionError(source);
        }
    }

    /** {@code target[to + i] = source[base + index[first + i]]} for {@code count} indices. */
    static void take(Object source, int base, int[] index, int first, int count, Object target, int to) {
        switch (source) {
            case float[] a -> {
                float[] b = (float[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] = a[base + index[first + i]];
                }
            }
            case double[] a -> {
                double[] b = (double[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] = a[base + index[first + i]];
                }
            }
            case int[] a -> {
                int[] b = (int[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] = a[base + index[first + i]];
                }
            }
            case long[] a -> {
                long[] b = (long[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] = a[base + index[first + i]];
                }
            }
            case boolean[] a -> {
                boolean[] b = (boolean[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] = a[base + index[first + i]];
                }
            }
            default -> throw new AssertionError(source);
        }
    }

    /** {@code target[base + index[first + i]] += source[from + i]} for {@code count} indices, in order. */
    static void addAt(Object source, int from, int[] index, int first, int count, Object target, int base) {
        switch (source) {
            case float[] a -> {
                float[] b = (float[]) target;
                for (int i = 0; i < count; i++) {
                    b[base + index[first + i]] += a[from + i];
                }
            }
            case double[] a -> {
                double[] b = (double[]) target;
                for (int i = 0; i < count; i++) {
                    b[base + index[first + i]] += a[from + i];
                }
            }
            case int[] a -> {
                int[] b = (int[]) target;
                for (int i = 0; i < count; i++) {
                    b[base + index[first + i]] += a[from + i];
                }
            }
            case long[] a -> {
                long[] b = (long[]) target;
                for (int i = 0; i < count; i++) {
                    b[base + index[first + i]] += a[from + i];
                }
            }
            default -> throw new IllegalArgumentException("adding at an index needs numbers, not bool");
        }
    }

    /** {@code target[to + i] += source[from + i]}. */
    static void add(Object source, int from, Object target, int to, int count) {
        switch (source) {
            case float[] a -> {
                float[] b = (float[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] += a[from + i];
                }
            }
            case double[] a -> {
                double[] b = (double[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] += a[from + i];
                }
            }
            case int[] a -> {
                int[] b = (int[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] += a[from + i];
                }
            }
            case long[] a -> {
                long[] b = (long[]) target;
                for (int i = 0; i < count; i++) {
                    b[to + i] += a[from + i];
                }
            }
            default -> throw new IllegalArgumentException("adding at an index needs numbers, not bool");
        }
    }
}
