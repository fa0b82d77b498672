package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.Backend;
import jacobi.backend.NDArray;
import jacobi.backend.cpu.Pieces;
import jacobi.backend.cpu.Threads;

/** The first elements in order of all lines along an axis, and where they were: what sort and topk are made of. */
final class FirstElements {
    /** So few are kept in a list while the line goes by. */
    private static final int FEW = 16;
    /** Lines that are longer than this are read in pieces. */
    private static final int PIECE = 1 << 16;

    private final Object array;
    private final Lines lines;
    private final int length;
    private final long[] indices;
    private final Object values;

    private FirstElements(Object array, Lines lines, Shape shape, int length, Object values) {
        this.array = array;
        this.lines = lines;
        this.length = length;
        this.indices = new long[shape.size()];
        this.values = values;
    }

    /**
     * Values that have been taken out together with the search for their indices. Inputs: the tensor, the indices.
     *
     * @param source the tensor's array, whose values these are
     */
    private record Taken(String name, int axis, NDArray source, Tensor values) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return x[0].array() == source ? values : new Indexing.Gather(axis).forward(x);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Indexing.ScatterAdd(axis, x[0].shape()).apply(g, x[1]);
        }
    }

    static Tensor indices(String op, Tensor x, int axis, boolean descending, int length) {
        return find(op, x, axis, descending, length, false).indices();
    }

    static ValuesAndIndices of(String op, Tensor x, int axis, boolean descending, int length) {
        ValuesAndIndices found = find(op, x, axis, descending, length, true);
        return new ValuesAndIndices(new Taken(op, axis, x.array(), found.values()).apply(x, found.indices()),
                found.indices());
    }

    private static ValuesAndIndices find(String op, Tensor x, int axis, boolean descending, int length,
                                         boolean withValues) {
        Backend backend = x.array().backend();
        Shape shape = x.shape().withDim(axis, length);
        if (backend.sorts()) {
            Interruption.poll(op);
            NDArray places = backend.empty(DType.INT64, shape);
            backend.argSort(descending, x.array(), axis, places);
            NDArray taken = withValues ? backend.empty(x.dtype(), shape) : null;
            if (withValues) {
                backend.gather(x.array(), axis, places, taken);
            }
            return new ValuesAndIndices(withValues ? Tensor.of(taken) : null, Tensor.of(places));
        }
        Object array = backend.peek(x.array());
        Object values = withValues ? java.lang.reflect.Array.newInstance(array.getClass().componentType(), shape.size())
                : null;
        FirstElements first = new FirstElements(array, new Lines(x.shape(), axis), shape, length, values);
        if (shape.size() > 0) {
            if (length <= FEW && length < x.size(axis) / 8) {
                first.keep(op, descending);
            } else {
                first.sort(op, descending, Ordering.nan(x.dtype()));
            }
        }
        return new ValuesAndIndices(withValues ? Tensor.of(backend.adopt(values, shape)) : null,
                Tensor.of(backend.adopt(first.indices, shape)));
    }

    private void sort(String op, boolean descending, long nan) {
        lines.forEach(op, () -> new LineSort(lines.length, descending, nan), (line, start, stride) -> {
            line.load(array, start, stride).sortFirst(length);
            int to = target(start, stride);
            Pieces.forEach(op, length, (from, end) -> {
                for (int k = from; k < end; k++) {
                    indices[to + k * stride] = line.sortedAt(k);
                }
                take(start, stride, to, from, end);
            });
        });
    }

    private void keep(String op, boolean descending) {
        if (lines.length < 2 * PIECE) {
            lines.forEach(op, () -> null, (none, start, stride) -> {
                TopList list = new TopList(length, descending);
                list.addAll(array, start, stride, 0, lines.length);
                put(list, start, stride);
            });
            return;
        }
        lines.forEach(op, (start, stride) -> {
            TopList[] lists = new TopList[Math.ceilDiv(lines.length, PIECE)];
            Threads.parallelFor(lines.length, PIECE, (from, to) -> {
                TopList list = new TopList(length, descending);
                list.addAll(array, start, stride, from, to);
                lists[from / PIECE] = list;
            });
            for (int i = 1; i < lists.length; i++) {
                lists[0].addAll(lists[i]);
            }
            put(lists[0], start, stride);
        });
    }

    private void put(TopList list, int start, int stride) {
        int to = target(start, stride);
        for (int k = 0; k < length; k++) {
            indices[to + k * stride] = list.at(k);
        }
        take(start, stride, to, 0, length);
    }

    /** Where the results of a line start. */
    private int target(int start, int stride) {
        return start / (lines.length * stride) * length * stride + start % stride;
    }

    /** Takes the values whose indices have been found, from one rank to another. */
    private void take(int start, int stride, int to, int from, int end) {
        switch (values) {
            case null -> {
            }
            case float[] v -> {
                float[] a = (float[]) array;
                for (int k = from, at = to + from * stride; k < end; k++, at += stride) {
                    v[at] = a[start + (int) indices[at] * stride];
                }
            }
            case double[] v -> {
                double[] a = (double[]) array;
                for (int k = from, at = to + from * stride; k < end; k++, at += stride) {
                    v[at] = a[start + (int) indices[at] * stride];
                }
            }
            case int[] v -> {
                int[] a = (int[]) array;
                for (int k = from, at = to + from * stride; k < end; k++, at += stride) {
                    v[at] = a[start + (int) indices[at] * stride];
                }
            }
            case long[] v -> {
                long[] a = (long[]) array;
                for (int k = from, at = to + from * stride; k < end; k++, at += stride) {
                    v[at] = a[start + (int) indices[at] * stride];
                }
            }
            case boolean[] v -> {
                boolean[] a = (boolean[]) array;
                for (int k = from, at = to + from * stride; k < end; k++, at += stride) {
                    v[at] = a[start + (int) indices[at] * stride];
                }
            }
            default -> throw new AssertionError(values.getClass());
        }
    }
}
