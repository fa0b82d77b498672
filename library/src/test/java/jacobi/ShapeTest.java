package jacobi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShapeTest {
    @Provide
    Arbitrary<int[]> dims() {
        return Arbitraries.integers().between(0, 4).array(int[].class).ofMaxSize(4);
    }

    /** NumPy's rule, read literally: pad with ones in front, then compare axis by axis. */
    private static int[] byTheRule(int[] a, int[] b) {
        int rank = Math.max(a.length, b.length);
        int[] result = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int x = axis < rank - a.length ? 1 : a[axis - rank + a.length];
            int y = axis < rank - b.length ? 1 : b[axis - rank + b.length];
            if (x != y && x != 1 && y != 1) {
                return null;
            }
            result[axis] = x == 1 ? y : x;
        }
        return result;
    }

    @Property(seed = "1")
    void broadcastingFollowsTheRule(@ForAll("dims") int[] a, @ForAll("dims") int[] b) {
        int[] expected = byTheRule(a, b);
        if (expected == null) {
            assertThrows(IllegalArgumentException.class, () -> Shape.broadcast("add", Shape.of(a), Shape.of(b)));
        } else {
            assertEquals(Shape.of(expected), Shape.broadcast("add", Shape.of(a), Shape.of(b)));
        }
        assertEquals(Arrays.equals(expected, b), Shape.stretches(Shape.of(a), Shape.of(b)));
    }

    @Property(seed = "1")
    void sizeAndStrides(@ForAll("dims") int[] dims) {
        Shape shape = Shape.of(dims);
        assertEquals(Arrays.stream(dims).reduce(1, (a, b) -> a * b), shape.size());
        int stride = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            assertEquals(stride, shape.rowMajorStrides()[axis]);
            stride *= dims[axis];
            assertEquals(dims[axis], shape.dim(axis));
            assertEquals(dims[axis], shape.dim(axis - dims.length));
        }
        assertEquals(Arrays.toString(dims), shape.toString());
    }
}
