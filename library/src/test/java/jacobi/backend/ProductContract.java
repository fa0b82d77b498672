package jacobi.backend;

import static jacobi.backend.Layout.out;
import static jacobi.backend.Layout.rowMajor;

import jacobi.DType;
import jacobi.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of matrices. */
interface ProductContract extends Contract {
    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#matrices")
    default void multipliesMatrices(Layout layout) {
        int m = layout.shape().dim(0);
        int k = layout.shape().dim(1);
        for (Layout right : List.of(rowMajor(k, 5), rowMajor(k, 1), rowMajor(k, 0),
                new Layout("transposed", new int[] {65, k}, Shape.of(k, 65), new int[] {1, k}, 0),
                new Layout("with gaps", new int[] {k, 20}, Shape.of(k, 7), new int[] {20, 2}, k == 0 ? 0 : 3))) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
                compare(layout, type, type, Shape.of(m, right.shape().dim(1)), type == DType.FLOAT32 ? 2e-5 : 1e-12,
                        (backend, in, out) -> backend.matmul(in, right.on(backend, type, 6), out));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#batches")
    default void multipliesBatchesOfMatrices(Layout layout) {
        int rank = layout.shape().rank();
        int k = layout.shape().dim(-1);
        int n = k > 100 ? 150 : 5;
        int[] dims = layout.shape().withDim(rank - 2, k).withDim(rank - 1, n).dims();
        int[] swapped = dims.clone();
        swapped[rank - 2] = n;
        swapped[rank - 1] = k;
        int[] strides = Shape.of(swapped).rowMajorStrides().clone();
        strides[rank - 2] = 1;
        strides[rank - 1] = Math.max(k, 1);
        int[] stretched = Shape.of(k, n).rowMajorStrides();
        int[] common = new int[rank];
        System.arraycopy(stretched, 0, common, rank - 2, 2);
        for (Layout right : List.of(rowMajor(dims), new Layout("transposed", swapped, Shape.of(dims), strides, 0),
                new Layout("one for all", new int[] {k, n}, Shape.of(dims), common, 0))) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
                compare(layout, type, type, layout.shape().withDim(rank - 1, n), type == DType.FLOAT32 ? 2e-5 : 1e-12,
                        (backend, in, out) -> backend.matmul(in, right.on(backend, type, 6), out));
            }
        }
    }
}
