package jacobi.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import jacobi.DType;
import jacobi.Shape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import java.util.List;

class NDArrayTest {
    private final ReferenceBackend backend = new ReferenceBackend();

    private NDArray counting(int n) {
        return backend.fromHost(IntStream.range(0, n).toArray(), Shape.of(n));
    }

    /** Any view of 100 elements reshaped reads the same elements in the same order, where a view is possible at all. */
    @Property(seed = "1")
    void reshapedViewsKeepTheOrder(@ForAll @Size(max = 4) List<@IntRange(min = 1, max = 3) Integer> dims,
                                   @ForAll @Size(4) List<@IntRange(min = -5, max = 5) Integer> strides,
                                   @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 3) Integer> newDims) {
        Shape shape = Shape.of(dims.stream().mapToInt(i -> i).toArray());
        Shape newShape = Shape.of(newDims.stream().mapToInt(i -> i).toArray());
        NDArray view = counting(100).view(shape, strides.stream().limit(dims.size()).mapToInt(i -> i).toArray(), 50);
        if (shape.size() != newShape.size()) {
            return;
        }
        NDArray reshaped = view.reshapedView(newShape);
        if (reshaped != null) {
            assertEquals(newShape, reshaped.shape());
            assertArrayEquals((int[]) backend.toHost(view), (int[]) backend.toHost(reshaped));
        }
    }

    /** Whatever strides can say is found: reshaping there and back is always possible. */
    @Property(seed = "1")
    void splitAxesMergeAgain(@ForAll @IntRange(min = 1, max = 4) int a, @ForAll @IntRange(min = 1, max = 4) int b,
                             @ForAll @IntRange(min = -3, max = 3) int stride) {
        NDArray view = counting(100).view(Shape.of(a * b), new int[] {stride}, 50);
        NDArray split = view.reshapedView(Shape.of(a, 1, b));
        NDArray merged = split.reshapedView(Shape.of(a * b));
        assertArrayEquals((int[]) backend.toHost(view), (int[]) backend.toHost(merged));
        assertEquals(view.buffer(), merged.buffer());
    }

    @Property(seed = "1")
    void viewsOutsideTheirBufferAreRefused(@ForAll @IntRange(min = 1, max = 4) int n,
                                           @ForAll @IntRange(min = -200, max = 200) int stride,
                                           @ForAll @IntRange(min = -20, max = 120) int offset) {
        long last = offset + (long) (n - 1) * stride;
        boolean inside = offset >= 0 && offset < 100 && last >= 0 && last < 100;
        NDArray memory = backend.allocate(DType.FLOAT32, Shape.of(100));
        if (inside) {
            assertEquals(n, memory.view(Shape.of(n), new int[] {stride}, offset).size());
        } else {
            assertThrows(IllegalArgumentException.class, () -> memory.view(Shape.of(n), new int[] {stride}, offset));
        }
    }
}
