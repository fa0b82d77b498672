package jacobi;

import static jacobi.Tensors.arange;
import static jacobi.Tensors.full;
import static jacobi.Tensors.linspace;
import static jacobi.Tensors.ones;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Making, reading, printing and changing tensors; types that meet. */
class TensorTest {
    @Test
    void matricesComeFromArraysOfRows() {
        assertEquals("Tensor float32 [2, 2]\n[[1.5, 2.0],\n [3.0, 4.0]]", tensor(new float[][] {{1.5f, 2}, {3, 4}}).toString());
        assertEquals("Tensor int32 [1, 2]\n[[1, 2]]", tensor(new int[][] {{1, 2}}).toString());
        assertEquals("Tensor int64 [2, 1]\n[[1],\n [2]]", tensor(new long[][] {{1}, {2}}).toString());
        assertEquals("Tensor bool [1, 2]\n[[ true, false]]", tensor(new boolean[][] {{true, false}}).toString());
        assertEquals(Shape.of(0, 0), tensor(new int[0][]).shape());
        assertEquals("tensor: row 1 has 1 numbers, row 0 has 2; the rows of a matrix are equally long",
                assertThrows(IllegalArgumentException.class, () -> tensor(new int[][] {{1, 2}, {3}})).getMessage());
    }

    @Test
    void factories() {
        assertEquals(DType.FLOAT32, tensor(1, 2, 3).dtype());
        assertEquals(Shape.of(3), tensor(1, 2, 3).shape());
        assertEquals(Shape.SCALAR, tensor(5).shape());
        assertEquals(5, tensor(5).item());
        assertEquals(0.1, tensor(DType.FLOAT64, 0.1).item());
        assertEquals(0.1f, tensor(0.1).item());
        Tensor m = tensor(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        assertEquals(Shape.of(3, 2), m.shape());
        assertEquals(4, m.item(1, 1));
        assertEquals(5, m.item(-1, 0));
        assertEquals(DType.INT64, tensor(new long[] {1}).dtype());
        assertEquals(DType.INT32, tensor(new int[] {1}).dtype());
        assertEquals(DType.BOOL, tensor(new boolean[] {true}).dtype());
        assertArrayEquals(new float[] {0, 1, 2}, arange(3).toFloats());
        assertArrayEquals(new float[] {1, 0.5f, 0}, arange(1, -0.5, -0.5).toFloats());
        assertArrayEquals(new float[] {0, 0.25f, 0.5f, 0.75f, 1}, linspace(0, 1, 5).toFloats());
        assertArrayEquals(new float[] {1, 0, 0, 1}, Tensors.eye(2).toFloats());
        assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0}, Tensors.eye(2, 3).toFloats());
        assertArrayEquals(new float[] {2, 3, 4}, arange(2, 5).toFloats());
        assertArrayEquals(new float[] {0.1f, 1, 10}, Tensors.logspace(-1, 1, 3).toFloats());
        assertArrayEquals(new float[] {4, 2, 1, 9, 3, 1, 1, 1, 1}, Tensors.vander(tensor(2, 3, 1)).toFloats());
        assertArrayEquals(new float[] {7, 7}, full(7, 2).toFloats());
        for (DType type : DType.values()) {
            Tensor like = zeros(type, 2, 3);
            assertEquals(type, Tensors.ones(type, 2).dtype());
            assertEquals(type, Tensors.onesLike(like).dtype());
            assertEquals(type, Tensors.fullLike(like, 1).dtype());
            assertEquals(type, Tensors.eye(type, 2, 2).dtype());
            assertEquals(type, Tensors.arange(type, 0, 2, 1).dtype());
        }
        assertEquals(0, zeros(0, 3).size());
        assertEquals(DType.INT64, zeros(DType.INT64, 2).dtype());
        float[] own = {1, 2};
        Tensor t = tensor(own);
        own[0] = 9;
        assertEquals(1, t.item(0), "the array was copied");
    }

    @Test
    void factoriesSayWhatDoesNotFit() {
        assertEquals("tensor: row 1 has 1 numbers, row 0 has 2; the rows of a matrix are equally long",
                assertThrows(IllegalArgumentException.class, () -> tensor(new double[][] {{1, 2}, {3}})).getMessage());
        assertEquals("tensor: 3 numbers do not fill shape [2, 2], which takes 4",
                assertThrows(IllegalArgumentException.class, () -> tensor(new float[3], 2, 2)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> zeros(-1));
        assertThrows(IllegalArgumentException.class, () -> zeros(100_000, 100_000));
        assertThrows(IllegalArgumentException.class, () -> arange(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> arange(0, 1e12, 1));
        assertEquals("[0]", linspace(0, 1, 0).shape().toString());
        assertThrows(IllegalArgumentException.class, () -> linspace(0, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> Tensors.eye(-1));
        assertThrows(IllegalArgumentException.class, () -> Tensors.eye(100_000));
    }

    @Test
    void randomTensorsLikeOthers() {
        Tensor x = zeros(DType.FLOAT64, 40, 50);
        for (Tensor random : new Tensor[] {Tensors.randLike(x), Tensors.randnLike(x)}) {
            assertEquals(x.shape(), random.shape());
            assertEquals(DType.FLOAT64, random.dtype());
        }
        assertEquals(0.5, Tensors.randLike(x).mean().item(), 0.05);
        assertEquals(0, Tensors.randnLike(x).mean().item(), 0.1);
        assertEquals("randLike: such numbers are floating-point, not int32; convert the tensor with to(DType.FLOAT32) first",
                assertThrows(IllegalArgumentException.class, () -> Tensors.randLike(zeros(DType.INT32, 2))).getMessage());
    }

    @Test
    void randomNumbersDependOnTheSeedAlone() {
        Tensors.manualSeed(7);
        float[] first = Tensors.randn(5).toFloats();
        Tensors.manualSeed(7);
        assertArrayEquals(first, Tensors.randn(5).toFloats());
        Tensors.manualSeed(8);
        assertNotEquals(first[0], Tensors.randn(5).toFloats()[0]);
        assertArrayEquals(Tensors.rand(new Rng(3), 4).toFloats(), Tensors.rand(new Rng(3), 4).toFloats());
        Tensor many = Tensors.rand(new Rng(1), 100_000);
        assertTrue(many.min().item() >= 0 && many.max().item() < 1);
        assertEquals(0.5, many.mean().item(), 0.005);
        Tensor normal = Tensors.randn(new Rng(1), 100_000);
        assertEquals(0, normal.mean().item(), 0.01);
        assertEquals(1, normal.square().mean().item(), 0.02);
    }

    @Test
    void typesMeetAsInPyTorch() {
        Tensor f32 = tensor(1, 2);
        Tensor f64 = tensor(DType.FLOAT64, 1, 2);
        Tensor i32 = tensor(new int[] {1, 2});
        Tensor i64 = tensor(new long[] {3, 2});
        Tensor bool = tensor(new boolean[] {true, false});
        assertEquals(DType.FLOAT64, f32.add(f64).dtype());
        assertEquals(DType.FLOAT32, i64.add(f32).dtype());
        assertEquals(DType.INT64, i32.add(i64).dtype());
        assertEquals(DType.INT32, i32.add(1).dtype());
        assertEquals(DType.FLOAT32, i32.add(0.5).dtype());
        assertEquals(DType.FLOAT32, i32.div(i32).dtype());
        assertEquals(DType.FLOAT32, f32.mul(Tensors.scalar(2, DType.FLOAT64)).dtype(), "a number does not widen a tensor");
        assertEquals(DType.FLOAT64, i32.mul(Tensors.scalar(2, DType.FLOAT64)).dtype(), "unless it is of another kind");
        assertEquals(DType.FLOAT64, f64.add(1).dtype());
        assertEquals(DType.BOOL, f32.lt(f64).dtype());
        assertEquals(DType.INT64, bool.sum().dtype());
        assertEquals(1, bool.sum().item());
        assertEquals(DType.FLOAT32, bool.to(DType.FLOAT32).mean().dtype());
        assertEquals(0.5, i64.eq(i32).mean().item(), "accuracy in one line");
        assertEquals(DType.FLOAT32, i32.exp().dtype());
        assertEquals((1L << 53) + 1 + 2, tensor(new long[] {(1L << 53) + 1}).add(2).toLongs()[0], "int64 is exact");
        assertEquals(Integer.MIN_VALUE, tensor(new int[] {Integer.MAX_VALUE}).add(1).toInts()[0], "int32 wraps");
    }

    @Test
    void specialValues() {
        double inf = Double.POSITIVE_INFINITY;
        Tensor x = tensor(Double.NaN, inf, -inf, -0.0, 100, -100);
        assertArrayEquals(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 0, 1, Float.POSITIVE_INFINITY, (float) Math.exp(-100)},
                x.exp().toFloats(), 1e-44f);
        assertArrayEquals(new float[] {Float.NaN, 1, -1, 0, 1, -1}, x.tanh().toFloats(), 0);
        assertArrayEquals(new float[] {Float.NaN, 1, 0, 0.5f, 1, (float) (1 / (1 + Math.exp(100)))}, x.sigmoid().toFloats(), 1e-44f);
        assertArrayEquals(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 0, 0, 100, 0}, x.relu().toFloats(), 0);
        assertTrue(Double.isNaN(x.max().item()) && Double.isNaN(x.min().item()) && Double.isNaN(x.sum().item()));
        assertArrayEquals(new float[] {0.5f, 0.5f, 0}, tensor(1000, 1000, -1000).softmax(0).toFloats());
        assertArrayEquals(new float[] {0, -2000}, tensor(1000, -1000).logSoftmax(0).toFloats());
        Tensor zero = tensor(0, 0).requiresGrad(true);
        zero.relu().add(zero.abs()).sum().backward();
        assertArrayEquals(new float[] {0, 0}, zero.grad().toFloats());
        Tensor cold = tensor(-1, 2).requiresGrad(true);
        cold.relu().mul(tensor(inf, 1)).sum().backward();
        assertArrayEquals(new float[] {0, 1}, cold.grad().toFloats(), "what is not chosen gets 0, not 0 times infinity");
        Tensor tie = tensor(2, 2, 1).requiresGrad(true);
        tie.max().backward();
        assertArrayEquals(new float[] {0.5f, 0.5f, 0}, tie.grad().toFloats(), "equal maxima share");
        Tensor pair = tensor(2).requiresGrad(true);
        pair.maximum(tensor(2)).backward();
        assertEquals(0.5, pair.grad().item());
    }

    @Test
    void viewsShareMemoryWithALeafThatIsAssigned() {
        Tensor x = zeros(2, 3);
        Tensor row = x.get(1);
        Tensor column = x.t().get(0);
        x.assign(ones(3));
        assertArrayEquals(new float[] {1, 1, 1}, row.toFloats());
        assertArrayEquals(new float[] {1, 1}, column.toFloats());
        Tensor y = tensor(new double[][] {{1, 2}, {3, 4}});
        y.assign(y.t());
        assertArrayEquals(new float[] {1, 3, 2, 4}, y.toFloats(), "from itself, turned around");
        assertEquals("assign: values of shape [4] do not stretch to shape " + x.shape() + " of this tensor, which keeps its shape",
                assertThrows(IllegalArgumentException.class, () -> x.assign(ones(4))).getMessage());
        Tensor p = ones(2).requiresGrad(true);
        assertThrows(IllegalStateException.class, () -> p.mul(2).assign(ones(2)));
    }

    @Test
    void printsLikeNumPy() {
        assertEquals("Tensor float32 []: 2.5", tensor(2.5).toString());
        assertEquals("Tensor float32 [3]\n[1.0, 2.0, 3.0]", tensor(1, 2, 3).toString());
        assertEquals("Tensor float32 [2, 2]\n[[ 1.00,  2.50],\n [-3.25, 10.00]]",
                tensor(new double[][] {{1, 2.5}, {-3.25, 10}}).toString());
        assertEquals("Tensor int64 [2]\n[ 3, 10]", tensor(new long[] {3, 10}).toString());
        assertEquals("Tensor bool [2]\n[ true, false]", tensor(new boolean[] {true, false}).toString());
        assertEquals("Tensor float32 [1] requires grad\n[1.0]", tensor(new float[] {1}).requiresGrad(true).toString());
        assertEquals("Tensor float32 [] from sum: 1.0", tensor(new float[] {1}).requiresGrad(true).sum().toString());
        assertEquals("Tensor float32 [0]\n[]", zeros(0).toString());
        assertEquals("Tensor float32 [2, 1, 2]\n[[[0.0, 0.0]],\n\n [[0.0, 0.0]]]", zeros(2, 1, 2).toString());
        assertEquals("Tensor float32 [2000]\n[   0.0,    1.0,    2.0, ..., 1997.0, 1998.0, 1999.0]", arange(2000).toString());
        assertTrue(zeros(1000, 1000).toString().length() < 500);
        assertTrue(zeros(10, 10, 10, 10, 10).toString().length() < 10_000);
        assertTrue(tensor(1e-10, 1).toString().contains("e-10"));
        assertTrue(tensor(Double.NaN, 1).toString().contains("NaN"));
    }

    @Test
    void itemSaysWhatItNeeds() {
        assertEquals("item: a tensor of shape [2] has 2 elements, not one; use toFloats(), or reduce it with sum() or mean()",
                assertThrows(IllegalStateException.class, () -> tensor(1, 2).item()).getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> tensor(1, 2).item(2));
        assertThrows(IllegalArgumentException.class, () -> tensor(1, 2).item(0, 0));
    }
}
