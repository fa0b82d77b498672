package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.Plain;
import jacobi.Tensor;
import jacobi.Tensors;
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
        for (int[][] shapes : new int[][][] {{{2, 3, 4}, {2, 4, 5}}, {{2, 1, 3, 4}, {5, 4, 2}}, {{3, 4}, {2, 4, 2}},
            {{4}, {2, 4, 3}}, {{2, 3, 4}, {4}}, {{2, 3, 1}, {1, 1, 2}}, {{0, 3, 4}, {4, 2}}, {{2, 3, 0}, {2, 0, 2}},
            {{1, 0, 3}, {5, 3, 2}}}) {
            t.golden(matmul, label(shapes), pair(shapes), x -> x[0].matmul(x[1]), true, true);
        }
        t.golden(matmul, "heads", List.of(any(2, 3, 2, 4), any(2, 3, 2, 4)),
                x -> x[0].transpose(1, 2).matmul(x[1].permute(0, 2, 3, 1)), true, true);
        t.golden(matmul, "expanded batches", List.of(any(1, 3, 4), any(2, 4, 2)),
                x -> x[0].expand(2, 3, 4).matmul(x[1]), true, true);
        t.golden(matmul, "whole numbers", List.of(whole(9, 2, 3, 4), whole(9, 4, 2)), x -> x[0].matmul(x[1]), false, false);
        product(t, "mm(Tensor)", Tensor::mm, new int[][] {{2, 3}, {3, 4}}, new int[][] {{0, 3}, {3, 2}});
        product(t, "bmm(Tensor)", Tensor::bmm, new int[][] {{2, 3, 4}, {2, 4, 5}}, new int[][] {{0, 1, 2}, {0, 2, 1}});
        product(t, "mv(Tensor)", Tensor::mv, new int[][] {{2, 3}, {3}}, new int[][] {{2, 0}, {0}});
        product(t, "dot(Tensor)", Tensor::dot, new int[][] {{5}, {5}}, new int[][] {{0}, {0}});
        t.golden("dot(Tensor)", "whole numbers", List.of(whole(9, 4), whole(9, 4)), x -> x[0].dot(x[1]), false, false);
        product(t, "vdot(Tensor)", Tensor::vdot, new int[][] {{5}, {5}});
        product(t, "inner(Tensor)", Tensor::inner, new int[][] {{5}, {5}}, new int[][] {{2, 3}, {4, 3}},
                new int[][] {{2, 2, 3}, {3}}, new int[][] {{}, {2, 2}}, new int[][] {{2, 0}, {3, 0}});
        product(t, "outer(Tensor)", Tensor::outer, new int[][] {{2}, {3}}, new int[][] {{0}, {3}});
        product(t, "kron(Tensor)", Tensor::kron, new int[][] {{2, 3}, {2, 2}}, new int[][] {{2}, {2, 3}},
                new int[][] {{2, 1, 2}, {3}}, new int[][] {{}, {2}}, new int[][] {{0, 2}, {2, 2}});
        product(t, "cross(Tensor)", Tensor::cross, new int[][] {{3}, {3}}, new int[][] {{2, 3}, {4, 2, 3}},
                new int[][] {{0, 3}, {3}});
        product(t, "cross(Tensor,int)", (a, b) -> a.cross(b, 0), new int[][] {{3, 2}, {3, 2}}, new int[][] {{3, 1}, {3, 4}});
        product(t, "tensordot(Tensor,int)", (a, b) -> a.tensordot(b, 2), new int[][] {{2, 3, 4}, {3, 4, 2}},
                new int[][] {{3, 2}, {3, 2}}, new int[][] {{2, 0, 2}, {0, 2}});
        t.golden("tensordot(Tensor,int)", "no axes", List.of(any(2, 3), any(2)), x -> x[0].tensordot(x[1], 0), true, true);
        t.golden("tensordot(Tensor,int[],int[])", "crosswise", List.of(any(2, 3, 4), any(4, 2, 3)),
                x -> x[0].tensordot(x[1], new int[] {0, 2}, new int[] {1, -3}), true, true);

        t.golden("addmm(Tensor,Tensor)", "", List.of(any(4), any(2, 3), any(3, 4)), x -> x[0].addmm(x[1], x[2]), true, true, true);
        t.golden("addmm(Tensor,Tensor,double,double)", "", List.of(any(2, 4), any(2, 3), any(3, 4)),
                x -> x[0].addmm(x[1], x[2], 0.5, -2), true, true, true);
        t.golden("addmm(Tensor,Tensor,double,double)", "beta 0", List.of(any(2, 4), any(2, 3), any(3, 4)),
                x -> x[0].div(0).addmm(x[1], x[2], 0, 1), false, true, true);
        t.golden("baddbmm(Tensor,Tensor)", "", List.of(any(2, 1, 4), any(2, 3, 2), any(2, 2, 4)),
                x -> x[0].baddbmm(x[1], x[2]), true, true, true);
        t.golden("baddbmm(Tensor,Tensor,double,double)", "", List.of(any(3, 4), any(2, 3, 2), any(2, 2, 4)),
                x -> x[0].baddbmm(x[1], x[2], 0.5, -2), true, true, true);
        for (int n : new int[] {0, 1, 2, 3, 5, -1, -2}) {
            t.golden("matrixPower(int)", String.valueOf(n), n != 0, SystemsRows.regular(2, 2, 2), x -> x.matrixPower(n));
        }
        for (int[] dims : new int[][] {{3, 3}, {2, 4}, {4, 2}, {0, 3}, {1, 1}}) {
            t.golden("trace()", Arrays.toString(dims), true, any(dims), Tensor::trace);
        }
        t.golden("trace()", "transposed", true, any(2, 3), x -> x.t().trace());
        t.golden("trace()", "whole numbers", false, whole(9, 3, 3), Tensor::trace);
    }

    private static String label(int[][] shapes) {
        return Arrays.toString(shapes[0]) + " and " + Arrays.toString(shapes[1]);
    }

    private static List<OpRow.Sample> pair(int[][] shapes) {
        return List.of(any(shapes[0]), any(shapes[1]));
    }

    private static void product(OpTable t, String method, OpTable.Pair call, int[][]... cases) {
        for (int[][] shapes : cases) {
            t.golden(method, label(shapes), pair(shapes), x -> call.apply(x[0], x[1]), true, true);
        }
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = Tensors.zeros(2, 3);
        Tensor batch = Tensors.zeros(2, 3, 4);
        Tensor three = Tensors.zeros(3);
        OpErrorsTest.bad(rows, "matmul(Tensor)", () -> batch.matmul(Tensors.zeros(3, 4, 2)), "matmul: shapes [2, 3, 4] and "
                + "[3, 4, 2]: the batch axes before the last two, [2] and [3], do not fit (2 and 3): equal lengths fit, and a "
                + "length of 1 stretches");
        OpErrorsTest.bad(rows, "matmul(Tensor)", () -> batch.matmul(Tensors.zeros(2, 5, 4)), "matmul: shapes [2, 3, 4] and "
                + "[2, 5, 4] do not fit: the last axis of the left (4) must equal the last but one axis of the right (5); did "
                + "you mean matmul of the transposed right matrix, b.mT()?");
        OpErrorsTest.bad(rows, "mm(Tensor)", () -> matrix.mm(three), "mm: it takes a matrix and a matrix, but the shapes are "
                + "[2, 3] and [3]; matmul takes other shapes too");
        OpErrorsTest.bad(rows, "mm(Tensor)", () -> matrix.mm(matrix), "mm: shapes [2, 3] and [2, 3] do not fit: the last axis "
                + "of the left (3) must equal axis 0 of the right (2)");
        OpErrorsTest.bad(rows, "bmm(Tensor)", () -> batch.bmm(Tensors.zeros(1, 4, 2)), "bmm: shapes [2, 3, 4] and [1, 4, 2] do "
                + "not fit: the numbers of matrices (2 and 1) must be equal");
        OpErrorsTest.bad(rows, "mv(Tensor)", () -> matrix.mv(Tensors.zeros(2)), "mv: shapes [2, 3] and [2] do not fit: the "
                + "last axis of the left (3) must equal axis 0 of the right (2)");
        OpErrorsTest.bad(rows, "dot(Tensor)", () -> three.dot(Tensors.zeros(jacobi.DType.FLOAT64, 3)), "dot: the numbers must "
                + "be of one type, not float32 and float64; convert with to(DType.FLOAT64)");
        OpErrorsTest.bad(rows, "vdot(Tensor)", () -> three.vdot(matrix), "vdot: it takes a vector and a vector, but the shapes "
                + "are [3] and [2, 3]; matmul takes other shapes too");
        OpErrorsTest.bad(rows, "inner(Tensor)", () -> matrix.inner(Tensors.zeros(3, 2)), "inner: shapes [2, 3] and [3, 2] do "
                + "not fit: their last axes (3 and 2) must be equal");
        OpErrorsTest.bad(rows, "outer(Tensor)", () -> three.outer(matrix), "outer: it takes two vectors, but the shapes are "
                + "[3] and [2, 3]; flatten() makes a vector");
        for (String method : List.of("addmm(Tensor,Tensor)", "addmm(Tensor,Tensor,double,double)")) {
            OpErrorsTest.bad(rows, method, () -> matrix.addmm(matrix, Tensors.zeros(3, 4)), "addmm: this tensor of shape "
                    + "[2, 3] does not stretch to the product's shape [2, 4]");
        }
        for (String method : List.of("baddbmm(Tensor,Tensor)", "baddbmm(Tensor,Tensor,double,double)")) {
            OpErrorsTest.bad(rows, method, () -> matrix.baddbmm(matrix, batch), "baddbmm: it takes a batch of matrices (three "
                    + "axes) and a batch of matrices (three axes), but the shapes are [2, 3] and [2, 3, 4]; matmul takes other "
                    + "shapes too");
        }
        OpErrorsTest.bad(rows, "matrixPower(int)", () -> matrix.matrixPower(2), "matrixPower: it takes square matrices, but "
                + "the last two axes of shape [2, 3] are 2 and 3");
        OpErrorsTest.bad(rows, "tensordot(Tensor,int)", () -> matrix.tensordot(three, 2), "tensordot: shapes [2, 3] and [3] do "
                + "not have 2 axes each to sum over");
        OpErrorsTest.bad(rows, "tensordot(Tensor,int[],int[])", () -> matrix.tensordot(batch, new int[] {0, 1}, new int[] {0, 2}),
                "tensordot: shapes [2, 3] and [2, 3, 4] do not fit: axis 1 of the left (3) must equal axis 2 of the right (4)");
        OpErrorsTest.bad(rows, "tensordot(Tensor,int[],int[])", () -> matrix.tensordot(batch, new int[] {0, 1}, new int[] {0}),
                "tensordot: [0, 1] and [0] must name as many axes of the one as of the other");
        OpErrorsTest.bad(rows, "kron(Tensor)", () -> Tensors.zeros(1 << 16, 1).kron(Tensors.zeros(1 << 16, 1)), "kron: the "
                + "product of shapes [65536, 1] and [65536, 1] would have more than 2147483639 elements");
        OpErrorsTest.bad(rows, "cross(Tensor)", () -> matrix.cross(Tensors.zeros(1)), "cross: shapes [2, 3] and [1] must both "
                + "have length 3 along axis -1");
        OpErrorsTest.outside(rows, "cross(Tensor,int)", () -> matrix.cross(matrix, 2), "cross: there is no axis 2 in shape "
                + "[2, 3]; axes run from -2 to 1");
        OpErrorsTest.bad(rows, "trace()", () -> batch.trace(), "trace: it takes a matrix, but the shape is [2, 3, 4]");
    }
}
