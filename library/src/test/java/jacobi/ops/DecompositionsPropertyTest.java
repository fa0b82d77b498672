package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What decompositions promise, for matrices of any size and rank, large and small numbers. */
class DecompositionsPropertyTest {
    private static Tensor matrix(long seed, int m, int n) {
        Random random = new Random(seed);
        Tensor x = OpRow.any(m, n).make(new Rng(seed));
        int rank = Math.min(m, n);
        if (rank > 1 && random.nextInt(3) == 0) {
            rank = 1 + random.nextInt(rank - 1);
            x = OpRow.any(m, rank).make(new Rng(seed)).matmul(OpRow.any(rank, n).make(new Rng(seed + 1)));
        }
        return x.mul(Math.scalb(1.0, random.nextInt(200) - 100));
    }

    private static Tensor eye(int n) {
        return Tensors.eye(n).to(DType.FLOAT64);
    }

    private static double largest(Tensor x) {
        return x.size() == 0 ? 0 : x.abs().max().item();
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        double error = largest(expected.sub(actual));
        assertTrue(error <= 1e-12 * largest(expected), () -> "off by " + error + " of " + largest(expected));
    }

    private static void assertOrthogonal(Tensor columns) {
        assertTrue(largest(columns.mT().matmul(columns).sub(eye(columns.size(-1)))) < 1e-12, () -> "not orthogonal: " + columns);
    }

    @Property(seed = "1", tries = 300)
    void qrIsOrthogonalTimesTriangular(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int m,
                                       @ForAll @IntRange(min = 1, max = 12) int n) {
        Tensor x = matrix(seed, m, n);
        Decompositions.QrResult qr = x.qr();
        assertOrthogonal(qr.q());
        assertClose(x, qr.q().matmul(qr.r()));
        assertEquals(0, largest(qr.r().tril(-1)));
        assertTrue(qr.r().diagonal().min().item() >= 0);
    }

    @Property(seed = "1", tries = 300)
    void svdIsOrthogonalTimesDiagonalTimesOrthogonal(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int m,
                                                     @ForAll @IntRange(min = 1, max = 12) int n) {
        Tensor x = matrix(seed, m, n);
        Decompositions.SvdResult svd = x.svd();
        assertOrthogonal(svd.u());
        assertOrthogonal(svd.vh().mT());
        assertClose(x, svd.u().mul(svd.s()).matmul(svd.vh()));
        double[] s = svd.s().toDoubles();
        for (int i = 0; i < s.length; i++) {
            assertTrue(s[i] >= 0 && (i == 0 || s[i] <= s[i - 1]), () -> svd.s().toString());
        }
    }

    @Property(seed = "1", tries = 300)
    void eighIsOrthogonalTimesDiagonalTimesItsTranspose(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n) {
        Tensor x = matrix(seed, n, n);
        x = x.add(x.mT());
        Decompositions.EighResult eigh = x.eigh();
        assertOrthogonal(eigh.vectors());
        assertClose(x, eigh.vectors().mul(eigh.values()).matmul(eigh.vectors().mT()));
        double[] w = eigh.values().toDoubles();
        for (int i = 1; i < w.length; i++) {
            assertTrue(w[i] >= w[i - 1]);
        }
    }

    @Property(seed = "1", tries = 300)
    void pinvKeepsTheFourRulesOfPenrose(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int m,
                                        @ForAll @IntRange(min = 1, max = 8) int n) {
        Tensor x = matrix(seed, m, n);
        Tensor p = x.pinv(1e-9);
        double condition = largest(x) * largest(p);
        Tensor xp = x.matmul(p);
        Tensor px = p.matmul(x);
        assertTrue(largest(xp.matmul(x).sub(x)) <= 1e-13 * condition * largest(x));
        assertTrue(largest(px.matmul(p).sub(p)) <= 1e-13 * condition * largest(p));
        assertTrue(largest(xp.sub(xp.mT())) <= 1e-13 * condition);
        assertTrue(largest(px.sub(px.mT())) <= 1e-13 * condition);
    }

    @Property(seed = "1", tries = 300)
    void solutionsSolve(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n,
                        @ForAll @IntRange(min = 1, max = 3) int columns) {
        Tensor a = OpRow.any(2, n, n).make(new Rng(seed));
        Tensor b = OpRow.any(n, columns).make(new Rng(seed + 1));
        Tensor x = a.solve(b.expand(2, n, columns));
        double size = Math.max(largest(b), largest(x));
        assertTrue(largest(a.matmul(x).sub(b)) <= 1e-13 * n * size);
        Tensor inverse = a.inverse();
        assertTrue(largest(a.matmul(inverse).sub(eye(n))) <= 1e-13 * n * Math.max(1, largest(inverse)));
        assertEquals(1, a.det().mul(inverse.det()).get(0).item(), 1e-12 * Math.pow(Math.max(1, largest(inverse)), 2) * n);
        Tensor spd = a.matmul(a.mT()).add(eye(n));
        Tensor factor = spd.cholesky();
        assertClose(spd, factor.matmul(factor.mT()));
        assertEquals(spd.logdet().get(0).item(), spd.eigvalsh().log().sum(-1).get(0).item(), 1e-10);
        Tensor y = b.choleskySolve(factor);
        assertTrue(largest(spd.matmul(y).sub(b)) <= 1e-12 * n * Math.max(1, largest(spd)));
    }

    @Property(seed = "1", tries = 200)
    void exponentialsOfOppositesAreInverse(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
        Tensor x = OpRow.any(n, n).make(new Rng(seed));
        Tensor e = x.matrixExp();
        Tensor back = x.neg().matrixExp();
        assertTrue(largest(e.matmul(back).sub(eye(n))) <= 1e-13 * n * Math.max(1, largest(e) * largest(back)));
        double trace = x.trace().item();
        assertEquals(trace, e.logdet().item(), 1e-9 * Math.max(1, largest(e) * largest(back)));
    }

    /** The derivative of the determinant is the matrix of cofactors, of a singular matrix too. */
    @Property(seed = "1", tries = 200)
    void determinantsOfSingularMatricesHaveGradients(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int rank) {
        Tensor x = OpRow.any(3, rank).make(new Rng(seed)).matmul(OpRow.any(rank, 3).make(new Rng(seed + 1)));
        double[][] cofactors = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                // Indices that go round bring the sign with them.
                cofactors[i][j] = x.item((i + 1) % 3, (j + 1) % 3) * x.item((i + 2) % 3, (j + 2) % 3)
                        - x.item((i + 1) % 3, (j + 2) % 3) * x.item((i + 2) % 3, (j + 1) % 3);
            }
        }
        Tensor gradient = Tensors.grad(Tensor::det).at(x);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(cofactors[i][j], gradient.item(i, j), 1e-12 * Math.max(1, largest(x) * largest(x)));
            }
        }
    }

    /** Columns of float32 numbers are decomposed as exactly as float32 can hold it. */
    @Property(seed = "1", tries = 100)
    void floatsAreComputedInDouble(@ForAll long seed) {
        Tensor x = OpRow.any(6, 4).make(new Rng(seed)).to(DType.FLOAT32);
        Tensor s = x.svdvals();
        Tensor exact = x.to(DType.FLOAT64).svdvals().to(DType.FLOAT32);
        assertEquals(0, largest(s.sub(exact)));
        assertEquals(DType.FLOAT32, s.dtype());
    }

    @Property(seed = "1", tries = 5)
    void largeMatricesConverge(@ForAll @IntRange(min = 60, max = 90) int n) {
        Tensor x = OpRow.any(n, n).make(new Rng(n));
        assertOrthogonal(x.svd().u());
        assertOrthogonal(x.add(x.mT()).eigh().vectors());
    }

    /** Matrices that are hard to decompose: graded, of low rank, with equal values, with gaps in the middle, ill-conditioned. */
    private static List<Tensor> hardMatrices() {
        List<Tensor> all = new ArrayList<>();
        for (int n : new int[] {1, 2, 3, 7, 40, 150}) {
            Tensor x = OpRow.any(n, n).make(new Rng(n));
            Tensor row = Tensors.arange(n).to(DType.FLOAT64);
            Tensor down = row.mul(-16.0 / n * Math.log(10)).exp();
            Tensor few = OpRow.any(n, 2).make(new Rng(n + 1));
            Tensor hilbert = row.unsqueeze(0).add(row.unsqueeze(1)).add(1).reciprocal();
            Tensor q = x.qr().q();
            Tensor steps = row.div(5).floor();
            all.addAll(List.of(x, x.mul(down), x.mul(down).mT(), x.mul(down.flip(0)), x.mul(down).mul(down.unsqueeze(1)),
                    x.mul(down.flip(0)).mul(down.flip(0).unsqueeze(1)), few.matmul(few.mT()), hilbert, q,
                    q.mul(steps).matmul(q.mT()), q.mul(steps.ne(1).to(DType.FLOAT64)).matmul(q.mT()), eye(n),
                    Tensors.zeros(DType.FLOAT64, n, n), Tensors.onesLike(x), x.mul(1e300), x.mul(1e-305), x.triu(0),
                    x.tril(1).triu(0), x.tril(1).triu(0).mul(down), x.tril(1).triu(1), x.tril(-1)));
        }
        return all;
    }

    @Example
    void hardMatricesAreDecomposed() {
        for (Tensor x : hardMatrices()) {
            int n = x.size(0);
            double size = Math.max(largest(x), Double.MIN_NORMAL);
            for (Tensor a : n > 2 ? List.of(x, x.slice(0, 0, n / 2, 1), x.slice(1, 0, n / 2, 1)) : List.of(x)) {
                Decompositions.SvdResult svd = a.svd();
                Tensor error = svd.u().mul(svd.s().div(size)).matmul(svd.vh()).sub(a.div(size));
                assertTrue(largest(error) <= 1e-14 * n, () -> largest(error) + " in " + a);
                orthogonal(svd.u(), n);
                orthogonal(svd.vh().mT(), n);
                Tensor values = a.svdvals().sub(svd.s()).div(size);
                assertTrue(largest(values) <= 1e-14 * n, () -> largest(values) + " in " + a);
            }
            Tensor symmetric = x.mul(0.5).add(x.mT().mul(0.5));
            Decompositions.EighResult eigh = symmetric.eigh();
            Tensor error = eigh.vectors().mul(eigh.values().div(size)).matmul(eigh.vectors().mT()).sub(symmetric.div(size));
            assertTrue(largest(error) <= 1e-14 * n, () -> largest(error) + " in " + symmetric);
            orthogonal(eigh.vectors(), n);
            Tensor values = symmetric.eigvalsh().sub(eigh.values()).div(size);
            assertTrue(largest(values) <= 1e-14 * n, () -> largest(values) + " in " + symmetric);
        }
    }

    private static void orthogonal(Tensor columns, int n) {
        assertTrue(largest(columns.mT().matmul(columns).sub(eye(columns.size(-1)))) <= 1e-14 * n, columns::toString);
    }

    /** The product of all singular values is the determinant: of a bidiagonal matrix, however small some of them are. */
    @Property(seed = "1", tries = 100)
    void smallSingularValuesOfBidiagonalMatricesAreExact(@ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int n) {
        Random random = new Random(seed);
        double[] elements = new double[n * n];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            elements[i * n + i] = Math.pow(10, -12 * random.nextDouble());
            expected += Math.log(elements[i * n + i]);
            if (i < n - 1) {
                elements[i * n + i + 1] = Math.pow(10, -12 * random.nextDouble());
            }
        }
        Tensor x = Tensors.tensor(DType.FLOAT64, elements).reshape(n, n);
        assertEquals(expected, x.svdvals().log().sum().item(), 1e-12 * n);
        assertEquals(expected, x.svd().s().log().sum().item(), 1e-12 * n);
    }
}
