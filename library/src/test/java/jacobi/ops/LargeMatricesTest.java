package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.DType;
import jacobi.OperationInterruptedException;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.cpu.Threads;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decompositions of matrices that are wider than a panel: what they must multiply to, and who gets the blame. */
class LargeMatricesTest {
    private static Tensor random(int rows, int columns) {
        double[] values = new double[rows * columns];
        Random random = new Random(31L * rows + columns);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() * 2 - 1;
        }
        return Tensors.tensor(DType.FLOAT64, values).reshape(rows, columns);
    }

    private static Tensor positive(int n) {
        Tensor a = random(n, n);
        return a.matmul(a.t()).add(identity(n));
    }

    private static Tensor identity(int n) {
        return Tensors.eye(n).to(DType.FLOAT64);
    }

    private static void near(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        double off = expected.sub(actual).abs().max().item();
        assertTrue(off <= 1e-9 * Math.max(1, expected.abs().max().item()), "off by " + off);
    }

    @ParameterizedTest
    @ValueSource(ints = {47, 48, 49, 150})
    void solvesAndInverts(int n) {
        Tensor a = random(n, n);
        for (Tensor right : List.of(random(n, 1), random(n, 3), random(n, 200), a)) {
            near(right, a.matmul(a.solve(right)));
        }
        near(identity(n), a.solve(a));
        near(identity(n), a.matmul(a.inverse()));
        Tensor columns = random(n, 60);
        near(columns, a.triu().add(identity(n).mul(9)).matmul(a.add(identity(n).mul(9)).solveTriangular(columns, true)));
        near(columns, a.tril().add(identity(n).mul(9)).matmul(a.add(identity(n).mul(9)).solveTriangular(columns, false)));
        Tensor vector = random(n, 1);
        near(vector, a.tril().add(identity(n).mul(9)).matmul(a.add(identity(n).mul(9)).solveTriangular(vector, false)));
        // The determinants of a matrix and of its inverse.
        Systems.SlogdetResult one = a.slogdet();
        Systems.SlogdetResult other = a.inverse().slogdet();
        assertEquals(one.sign().item(), other.sign().item());
        assertEquals(0, one.logAbsDet().item() + other.logAbsDet().item(), 1e-9);
        assertEquals(1, a.div(Math.exp(one.logAbsDet().item() / n)).det().item() * one.sign().item(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {47, 48, 49, 150})
    void choleskyIsATriangleWhoseSquareIsTheMatrix(int n) {
        Tensor a = positive(n);
        Tensor lower = a.cholesky();
        near(a, lower.matmul(lower.t()));
        near(lower.tril(), lower);
    }

    @Test
    void qrOfEveryShape() {
        for (int[] shape : new int[][] {{48, 48}, {49, 49}, {150, 150}, {150, 60}, {60, 150}, {300, 5}, {5, 300}}) {
            Tensor a = random(shape[0], shape[1]);
            Decompositions.QrResult f = a.qr();
            near(a, f.q().matmul(f.r()));
            near(identity(f.q().size(1)), f.q().t().matmul(f.q()));
            near(f.r().triu(), f.r());
            assertTrue(f.r().diagonal().ge(0).all().item() == 1);
        }
        // A column of zeros, and one that is another's copy.
        Tensor a = random(120, 100);
        Tensor deficient = Tensors.cat(List.of(a, Tensors.zeros(DType.FLOAT64, 120, 1), a.slice(1, 0, 1, 1)), 1);
        near(deficient, deficient.qr().q().matmul(deficient.qr().r()));
    }

    @Test
    void svdOfTallAndWideMatrices() {
        for (int[] shape : new int[][] {{400, 30}, {30, 400}, {200, 120}, {120, 121}, {300, 1}, {1, 300}}) {
            Tensor a = random(shape[0], shape[1]);
            Decompositions.SvdResult f = a.svd();
            near(a, f.u().mul(f.s()).matmul(f.vh()));
            int k = Math.min(shape[0], shape[1]);
            near(identity(k), f.u().t().matmul(f.u()));
            near(identity(k), f.vh().matmul(f.vh().t()));
            near(f.s(), a.svdvals());
            near(a.t(), a.pinv().pinv().t());
        }
    }

    @Test
    void theExponentialOfASumOfWhatCommutesIsAProduct() {
        Tensor a = random(100, 100).div(5);
        near(identity(100), a.matrixExp().matmul(a.neg().matrixExp()));
        near(a.mul(3).matrixExp(), a.matrixExp().matmul(a.mul(2).matrixExp()));
        Tensor symmetric = a.add(a.t());
        Decompositions.EighResult f = symmetric.eigh();
        near(f.vectors().mul(f.values().exp()).matmul(f.vectors().t()), symmetric.matrixExp());
    }

    @Test
    void whatIsSingularIsNamed() {
        double[] values = random(100, 100).toDoubles();
        for (int i = 0; i < 100; i++) {
            values[i * 100 + 60] = 0;
        }
        Tensor a = Tensors.tensor(DType.FLOAT64, values).reshape(100, 100);
        var singular = assertThrows(IllegalArgumentException.class, a::inverse);
        assertEquals("inverse: the matrix is singular (column 60 is a combination of those before it); pinv() gives a "
                + "pseudo-inverse", singular.getMessage());
        assertEquals(0, Math.abs(a.det().item()));
        values = positive(100).toDoubles();
        values[70 * 100 + 70] = -1;
        Tensor b = Tensors.tensor(DType.FLOAT64, values).reshape(100, 100);
        var refused = assertThrows(IllegalArgumentException.class, b::cholesky);
        assertTrue(refused.getMessage().startsWith("cholesky: the matrix is not positive definite (its first 71 rows"),
                refused.getMessage());
    }

    private static final List<UnaryOperator<Tensor>> ALL = List.of(Tensor::inverse, Tensor::cholesky, Tensor::matrixExp,
            x -> x.qr().q(), x -> x.svd().u(), x -> x.solve(x));

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        Tensor a = positive(220).div(220);
        int threads = Threads.count();
        try {
            for (UnaryOperator<Tensor> op : ALL) {
                Threads.setCount(1);
                double[] one = op.apply(a).toDoubles();
                Threads.setCount(3);
                assertArrayEquals(one, op.apply(a).toDoubles());
            }
        } finally {
            Threads.setCount(threads);
        }
    }

    @Test
    void anInterruptedThreadStops() {
        Tensor a = positive(100);
        try {
            for (UnaryOperator<Tensor> op : ALL) {
                Thread.currentThread().interrupt();
                assertThrows(OperationInterruptedException.class, () -> op.apply(a));
            }
        } finally {
            Thread.interrupted();
        }
    }
}
