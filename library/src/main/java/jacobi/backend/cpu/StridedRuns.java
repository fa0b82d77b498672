package jacobi.backend.cpu;

import jacobi.backend.NDArray;

/**
 * The elements of a view in row-major order, as runs along its innermost axis: what stands between strided views and
 * loops that want plain arrays. Neighbouring axes that can be walked as one are merged first.
 */
final class StridedRuns {
    private final Object array;
    private final int offset;
    private final int[] dims;
    private final int[] strides;

    StridedRuns(NDArray view) {
        array = ((HeapBuffer) view.buffer()).array;
        offset = view.offset();
        int rank = view.shape().rank();
        int[] mergedDims = new int[Math.max(rank, 1)];
        int[] mergedStrides = new int[mergedDims.length];
        int count = 0;
        for (int axis = 0; axis < rank; axis++) {
            int length = view.shape().dim(axis);
            int stride = view.strides()[axis];
            if (length == 1) {
                continue;
            }
            if (count > 0 && mergedStrides[count - 1] == stride * length) {
                mergedDims[count - 1] *= length;
                mergedStrides[count - 1] = stride;
            } else {
                mergedDims[count] = length;
                mergedStrides[count++] = stride;
            }
        }
        if (count == 0) {
            mergedDims[count++] = 1;
        }
        dims = java.util.Arrays.copyOf(mergedDims, count);
        strides = java.util.Arrays.copyOf(mergedStrides, count);
    }

    /** How many elements, about as many as wanted, make whole tiles; as wanted if those are much larger. */
    int grain(int wanted) {
        long tile = (long) dims[dims.length - 1] * StridedCopies.TILE_ROWS;
        return dims.length > 1 && tile <= 16L * wanted ? (int) (Math.ceilDiv(wanted, tile) * tile) : wanted;
    }

    /** Copies elements {@code start} to {@code start + count} of the view to {@code target} from index {@code to}. */
    void read(int start, Object target, int to, int count) {
        walk(start, target, to, count, true);
    }

    /** Copies {@code count} elements of {@code source} to the view, beginning at its element {@code start}. */
    void write(int start, Object source, int from, int count) {
        walk(start, source, from, count, false);
    }

    private void walk(int start, Object plain, int at, int count, boolean reading) {
        int last = dims.length - 1;
        int[] index = new int[dims.length];
        int rest = start;
        int position = offset;
        for (int axis = last; axis >= 0; axis--) {
            index[axis] = rest % dims[axis];
            rest /= dims[axis];
            position += index[axis] * strides[axis];
        }
        while (count > 0) {
            int run = Math.min(count, dims[last] - index[last]);
            int rows = 1;
            if (last > 0 && index[last] == 0 && count >= 2 * dims[last]) {
                // Whole rows, as many as there are in this plane.
                rows = Math.min(count / dims[last], dims[last - 1] - index[last - 1]);
                var there = new StridedCopies.Side(array, position, strides[last - 1], strides[last]);
                var here = new StridedCopies.Side(plain, at, dims[last], 1);
                StridedCopies.copy(reading ? there : here, reading ? here : there, rows, dims[last]);
                index[last - 1] += rows - 1;
                position += (rows - 1) * strides[last - 1];
            } else if (reading) {
                HeapArrays.copy(array, position, strides[last], plain, at, 1, run);
            } else {
                HeapArrays.copy(plain, at, 1, array, position, strides[last], run);
            }
            at += rows * run;
            count -= rows * run;
            index[last] += run;
            position += run * strides[last];
            for (int axis = last; axis > 0 && index[axis] == dims[axis]; axis--) {
                position += strides[axis - 1] - dims[axis] * strides[axis];
                index[axis] = 0;
                index[axis - 1]++;
            }
        }
    }
}
