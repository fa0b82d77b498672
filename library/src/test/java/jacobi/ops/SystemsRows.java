package jacobi.ops;

import static jacobi.ops.OpRow.any;

import java.util.Arrays;
import java.util.List;
import jacobi.DType;
import jacobi.Plain;
import jacobi.Tensor;
import jacobi.Tensors;

/** Systems of equations, inverses and determinants. */
final class SystemsRows {
    private SystemsRows() {
    }

    /** Square matrices far from singular ones. */
    static OpRow.Sample regular(int... dims) {
        return rng -> any(dims).make(rng).add(Tensors.eye(dims[dims.length - 1]).to(DType.FLOAT64).mul(4));
    }

    static void addTo(OpTable t) {
        for (int[] dims : new int[][] {{3, 3}, {1, 1}, {2, 3, 3}, {2, 2, 2, 2}, {0, 0}, {0, 2, 2}}) {
            String label = Arrays.toString(dims);
            t.golden("inverse()", label, true, regular(dims), Tensor::inverse);
            t.golden("det()", label, true, regular(dims), Tensor::det);
            t.golden("slogdet()", "logarithm " + label, true, regular(dims), x -> x.slogdet().logAbsDet());
            t.golden("logdet()", label, true, regular(dims), Tensor::logdet);
            t.golden("matrixExp()", label, true, any(dims), Tensor::matrixExp);
        }
        t.golden("inverse()", "needs pivots", true, any(4, 4), x -> x.mul(Tensors.eye(4).mul(-1).add(1).to(x.dtype())).inverse());
        t.golden("inverse()", "transposed", true, regular(3, 3), x -> x.t().inverse());
        t.golden("det()", "negative", true, any(3, 3), Tensor::det);
        // DecompositionsPropertyTest has its gradient; the second one needs the inverse.
        t.row("det()", "singular", List.of(any(3, 1), any(1, 3)), x -> x[0].matmul(x[1]).det(),
                x -> Plain.scalar(0), false, false);
        t.golden("slogdet()", "sign", false, any(5, 3, 3), x -> x.slogdet().sign());
        t.golden("logdet()", "negative", false, any(5, 3, 3), Tensor::logdet);
        t.golden("matrixExp()", "large", true, any(3, 3), x -> x.mul(3).matrixExp());

        int[][][] systems = {{{3, 3}, {3}}, {{3, 3}, {3, 2}}, {{2, 3, 3}, {2, 3, 2}}, {{2, 3, 3}, {2, 3}}, {{2, 3, 3}, {3, 2}},
            {{3, 3}, {2, 3, 2}}, {{2, 1, 3, 3}, {4, 3, 1}}, {{0, 0}, {0, 2}}, {{2, 2}, {2, 0}}};
        for (int[][] shapes : systems) {
            String label = Arrays.toString(shapes[0]) + " and " + Arrays.toString(shapes[1]);
            t.golden("solve(Tensor)", label, List.of(regular(shapes[0]), any(shapes[1])), x -> x[0].solve(x[1]), true, true);
            t.golden("lstsq(Tensor)", label, List.of(regular(shapes[0]), any(shapes[1])), x -> x[0].lstsq(x[1]), true, true);
            if (shapes[1].length > 1 && !(shapes[0].length == 3 && shapes[1].length == 2)) {
                for (boolean upper : new boolean[] {false, true}) {
                    t.golden("solveTriangular(Tensor,boolean)", upper + " " + label, List.of(regular(shapes[0]), any(shapes[1])),
                            x -> x[0].solveTriangular(x[1], upper), true, true);
                }
                t.golden("choleskySolve(Tensor)", label, List.of(any(shapes[1]), regular(shapes[0])),
                        x -> x[0].choleskySolve(x[1]), true, true);
            }
        }
        t.golden("lstsq(Tensor)", "more equations", List.of(any(5, 3), any(5, 2)), x -> x[0].lstsq(x[1]), true, true);
        t.golden("lstsq(Tensor)", "more unknowns", List.of(any(2, 4), any(2)), x -> x[0].lstsq(x[1]), true, true);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor wide = Tensors.zeros(2, 3);
        Tensor singular = Tensors.tensor(new float[] {1, 0, 0, 1, 1, 2, 2, 4}, 2, 2, 2);
        record Square(String name, java.util.function.Function<Tensor, Object> call) {
        }
        for (Square s : List.of(new Square("inverse", Tensor::inverse), new Square("det", Tensor::det),
                new Square("slogdet", Tensor::slogdet), new Square("logdet", Tensor::logdet),
                new Square("matrixExp", Tensor::matrixExp), new Square("solve", x -> x.solve(wide)),
                new Square("solveTriangular", x -> x.solveTriangular(wide, true)),
                new Square("choleskySolve", x -> wide.choleskySolve(x)), new Square("matrixPower", x -> x.matrixPower(2)),
                new Square("cholesky", Tensor::cholesky), new Square("eigh", Tensor::eigh),
                new Square("eigvalsh", Tensor::eigvalsh))) {
            OpErrorsTest.bad(rows, s.name + "()", () -> s.call.apply(wide), s.name + ": it takes square matrices, but the last "
                    + "two axes of shape [2, 3] are 2 and 3");
            OpErrorsTest.bad(rows, s.name + "()", () -> s.call.apply(Tensors.zeros(3)), s.name + ": it takes matrices, in the "
                    + "last two axes, but the shape is [3]; add an axis with unsqueeze(axis)");
            OpErrorsTest.bad(rows, s.name + "()", () -> s.call.apply(Tensors.zeros(DType.INT64, 2, 2)), s.name + ": it takes "
                    + "floating-point numbers, not int64; convert with to(DType.FLOAT32)");
        }
        OpErrorsTest.bad(rows, "inverse()", () -> singular.inverse(), "inverse: matrix 1 of the batch is singular (column 1 is a "
                + "combination of those before it); pinv() gives a pseudo-inverse");
        OpErrorsTest.bad(rows, "inverse()", () -> singular.reshape(2, 1, 2, 2).inverse(), "inverse: matrix [1, 0] of the batch "
                + "is singular (column 1 is a combination of those before it); pinv() gives a pseudo-inverse");
        OpErrorsTest.bad(rows, "solve(Tensor)", () -> singular.get(1).solve(Tensors.zeros(2)), "solve: the matrix is singular "
                + "(column 1 is a combination of those before it); lstsq(b) finds the x for which A x comes closest to b");
        OpErrorsTest.bad(rows, "solve(Tensor)", () -> Tensors.eye(3).solve(Tensors.zeros(2)), "solve: matrices of shape [3, 3] "
                + "and a right side of shape [2] do not fit: there must be 3 equations on both sides");
        OpErrorsTest.bad(rows, "solve(Tensor)", () -> Tensors.eye(3).solve(Tensors.zeros(DType.FLOAT64, 3)), "solve: the "
                + "numbers must be of one type, not float32 and float64; convert with to(DType.FLOAT64)");
        OpErrorsTest.bad(rows, "solve(Tensor)", () -> Tensors.eye(2).expand(3, 2, 2).solve(Tensors.zeros(4, 2, 1)), "solve: "
                + "shapes [3, 2, 2] and [4, 2, 1]: the batch axes before the last two, [3] and [4], do not fit (3 and 4): equal "
                + "lengths fit, and a length of 1 stretches");
        OpErrorsTest.bad(rows, "solveTriangular(Tensor,boolean)", () -> singular.solveTriangular(Tensors.zeros(3, 1), true),
                "solveTriangular: matrices of shape [2, 2, 2] and a right side of shape [3, 1] do not fit: there must be 2 "
                        + "equations on both sides");
        OpErrorsTest.bad(rows, "solveTriangular(Tensor,boolean)", () -> Tensors.zeros(1, 1).solveTriangular(Tensors.ones(1, 1), true),
                "solveTriangular: the matrix is singular (element 0 of its diagonal is 0), so there is no solution, or no "
                        + "single one");
        OpErrorsTest.bad(rows, "choleskySolve(Tensor)", () -> Tensors.zeros(3, 1).choleskySolve(Tensors.eye(2)), "choleskySolve: "
                + "matrices of shape [2, 2] and a right side of shape [3, 1] do not fit: there must be 2 equations on both sides");
        OpErrorsTest.bad(rows, "lstsq(Tensor)", () -> wide.lstsq(Tensors.zeros(3)), "lstsq: matrices of shape [2, 3] and a "
                + "right side of shape [3] do not fit: there must be 2 equations on both sides");
    }
}
