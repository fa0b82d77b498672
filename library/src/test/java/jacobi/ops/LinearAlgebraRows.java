package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.ops.OpRow.any;

import jacobi.Plain;
import jacobi.Tensor;
import java.util.Arrays;
import java.util.List;

/** Products of matrices. */
final class LinearAlgebraRows {
    private LinearAlgebraRows() {
    }

    private static Plain product(Plain a, Plain b) {
        return build(new int[] {a.dim(0), b.dim(1)}, i -> {
            double sum = 0;
            for (int k = 0; k < a.dim(1); k++) {
                sum += a.at(i[0], k) * b.at(k, i[1]);
            }
            return sum;
        });
    }

    static void addTo(OpTable t) {
        String matmul = "matmul(Tensor)";
        for (int[] mkn : new int[][] {{2, 3, 4}, {1, 1, 1}, {1, 5, 3}, {4, 5, 1}, {2, 0, 3}, {0, 2, 3}, {17, 9, 12}}) {
            t.row(matmul, Arrays.toString(mkn), List.of(any(mkn[0], mkn[1]), any(mkn[1], mkn[2])),
                    in -> in[0].matmul(in[1]), in -> product(in[0], in[1]), true, true);
        }
        t.row(matmul, "both transposed", List.of(any(3, 2), any(4, 3)), in -> in[0].t().matmul(in[1].t()),
                in -> build(new int[] {2, 4}, i -> {
                    double sum = 0;
                    for (int k = 0; k < 3; k++) {
                        sum += in[0].at(k, i[0]) * in[1].at(i[1], k);
                    }
                    return sum;
                }), true, true);
        t.row(matmul, "sliced", List.of(any(4, 6), any(6, 4)),
                in -> in[0].slice(1, 0, 6, 2).matmul(in[1].slice(0, 1, 6, 2)),
                in -> build(new int[] {4, 4}, i -> {
                    double sum = 0;
                    for (int k = 0; k < 3; k++) {
                        sum += in[0].at(i[0], 2 * k) * in[1].at(1 + 2 * k, i[1]);
                    }
                    return sum;
                }), true, true);
        t.row(matmul, "expanded", List.of(any(1, 3), any(3, 2)), in -> in[0].expand(4, 3).matmul(in[1]),
                in -> build(new int[] {4, 2}, i -> product(in[0], in[1]).at(0, i[1])), true, true);
        t.row(matmul, "vector and matrix", List.of(any(3), any(3, 2)), in -> in[0].matmul(in[1]),
                in -> new Plain(new int[] {2}, product(new Plain(new int[] {1, 3}, in[0].values()), in[1]).values()),
                true, true);
        t.row(matmul, "matrix and vector", List.of(any(2, 3), any(3)), in -> in[0].matmul(in[1]),
                in -> new Plain(new int[] {2}, product(in[0], new Plain(new int[] {3, 1}, in[1].values())).values()),
                true, true);
        t.row(matmul, "dot product", List.of(any(3), any(3)), in -> in[0].matmul(in[1]),
                in -> in[0].zip(in[1], (a, b) -> a * b).reduceAll(0, Double::sum), true, true);
        t.row(matmul, "batches", List.of(any(2, 3, 4), any(4, 2)), in -> in[0].matmul(in[1]),
                in -> build(new int[] {2, 3, 2}, i -> {
                    double sum = 0;
                    for (int k = 0; k < 4; k++) {
                        sum += in[0].at(i[0], i[1], k) * in[1].at(k, i[2]);
                    }
                    return sum;
                }), true, true);
    }
}
