package jacobi.backend;

import jacobi.Shape;

/** Windows combined by other primitives, for a device that has none of its own for that. */
final class WindowsByParts {
    private WindowsByParts() {
    }

    static void reduce(Backend backend, Reduction reduction, NDArray in, Ranges[] windows, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        NDArray part = in;
        int first = in.shape().rank() - windows.length;
        for (int i = 0; i < windows.length; i++) {
            part = along(backend, reduction, part, first + i, windows[i]);
        }
        backend.copy(part, out);
    }

    /** One axis: matrices in which the elements of a window are neighbours, those of equally long windows together. */
    private static NDArray along(Backend backend, Reduction reduction, NDArray in, int axis, Ranges windows) {
        Shape shape = in.shape().withDim(axis, windows.count());
        NDArray out = backend.allocate(in.dtype(), shape);
        for (int o = 0; o < windows.count(); ) {
            int count = windows.length(o);
            int end = o + 1;
            while (end < windows.count() && windows.length(end) == count) {
                end++;
            }
            long[] index = new long[(end - o) * count];
            for (int i = 0; i < index.length; i++) {
                index[i] = windows.from()[o + i / count] + (long) (i % count) * windows.step();
            }
            NDArray seen = backend.allocate(in.dtype(), in.shape().withDim(axis, index.length));
            backend.indexSelect(in, axis, backend.fromHost(index, Shape.of(index.length)), seen);
            backend.reduce(reduction, split(seen, axis, count), new int[] {axis + 1}, part(out, axis, o, end - o));
            o = end;
        }
        return out;
    }

    /** An axis as two, of which the second has a given length. */
    private static NDArray split(NDArray a, int axis, int length) {
        int[] dims = new int[a.shape().rank() + 1];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i == axis + 1 ? length : a.shape().dim(i > axis ? i - 1 : i) / (i == axis ? length : 1);
        }
        return a.reshapedView(Shape.of(dims));
    }

    private static NDArray part(NDArray a, int axis, int from, int count) {
        return a.view(a.shape().withDim(axis, count), a.strides(), a.offset() + from * a.strides()[axis]);
    }
}
