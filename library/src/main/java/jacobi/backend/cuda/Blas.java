package jacobi.backend.cuda;

/**
 * NVIDIA's library of matrix products, as far as it is used: products of column-major matrices, each with a distance
 * between its columns, and batches of them at equal distances.
 */
interface Blas {
    /**
     * {@code c = a b}, with c of m rows and n columns.
     *
     * @param wide       whether the numbers are float64, else float32
     * @param transposeA whether a lies in memory as n columns of its transpose
     * @param lda        elements from one column of a, as it lies in memory, to the next
     * @param strideA    elements from one matrix of the batch to the next
     */
    void multiply(boolean wide, boolean transposeA, boolean transposeB, int m, int n, int k, long a, int lda, long strideA,
            long b, int ldb, long strideB, long c, int ldc, long strideC, int batches);

    /** {@return which library this is} */
    String name();
}
