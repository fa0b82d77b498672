package jacobi.data;

import static jacobi.Tensors.arange;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetTest {
    /** n examples, of which number i is x = [10 i, 10 i + 1] and y = i. */
    static Dataset numbered(int n) {
        float[] x = new float[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = 10 * i;
            x[2 * i + 1] = 10 * i + 1;
        }
        return Dataset.of(tensor(x, n, 2), tensor(IntStream.range(0, n).asLongStream().toArray()));
    }

    /** The same in grey bytes; n is at most 25. */
    static Dataset grey(int n) {
        byte[] x = new byte[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = (byte) (10 * i);
            x[2 * i + 1] = (byte) (10 * i + 1);
        }
        return Dataset.of("grey", GreyRows.of(x, n), tensor(IntStream.range(0, n).asLongStream().toArray()));
    }

    @Test
    void keepsTheUsersTensors() {
        Dataset data = Dataset.of("mine", zeros(6, 3, 3), tensor(new int[] {0, 1, 2, 0, 1, 2}));
        assertEquals("mine: 6 examples, x [6, 3, 3] float32, y [6] int32, 3 classes", data.toString());
        assertEquals(6, data.size());
        assertEquals(3, data.classes());
        assertEquals(Shape.of(6, 3, 3), data.x().shape());
    }

    @Test
    void takesTheUsersArrays() {
        Dataset labelled = Dataset.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}, new int[] {0, 4, 1});
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, labelled.x().toFloats());
        assertEquals(DType.INT64, labelled.y().dtype());
        assertEquals(Shape.of(3), labelled.y().shape());
        assertEquals(5, labelled.classes());
        Dataset measured = Dataset.of(new double[][] {{1}, {2}}, new double[][] {{0.5}, {-0.5}});
        assertEquals("data: 2 examples, x [2, 1] float32, y [2, 1] float32", measured.toString());
        assertEquals(0, measured.classes());
    }

    @Test
    void targetsThatAreNoLabelsHaveNoClasses() {
        assertEquals(0, Dataset.of(zeros(2, 1), tensor(1, 2)).classes());
        assertEquals(0, Dataset.of(zeros(2, 1), tensor(new int[] {1, -1})).classes());
        assertEquals(0, Dataset.of(zeros(2, 1), tensor(new long[] {1, 1}, 2, 1)).classes());
    }

    static Stream<Arguments> errors() {
        Dataset data = numbered(10);
        return Stream.of(
                Arguments.of("x of shape [3, 2] has 3 examples, y of shape [4] has 4",
                        (Executable) () -> Dataset.of(zeros(3, 2), arange(4))),
                Arguments.of("reshape a single number to [1]", (Executable) () -> Dataset.of(zeros(3), tensor(1.0))),
                Arguments.of("hold no examples", (Executable) () -> Dataset.of(zeros(0, 2), zeros(0))),
                Arguments.of("a batch of 0 examples", (Executable) () -> data.batches(0)),
                Arguments.of("a batch of -5 examples", (Executable) () -> data.epochs(2).batches(-5)),
                Arguments.of("0 passes", (Executable) () -> data.epochs(0)),
                Arguments.of("do not fill one batch of 11", (Executable) () -> data.batches(11).dropLast()),
                Arguments.of("take: 11 examples of data", (Executable) () -> data.take(11)),
                Arguments.of("take: 0 examples", (Executable) () -> data.take(0)),
                Arguments.of("slice: the examples 3 to 3", (Executable) () -> data.slice(3, 3)),
                Arguments.of("slice: the examples -1 to 3", (Executable) () -> data.slice(-1, 3)),
                Arguments.of("slice: the examples 8 to 11", (Executable) () -> data.slice(8, 11)),
                Arguments.of("split: the fraction 0.01", (Executable) () -> data.split(0.01, 1)),
                Arguments.of("split: the fraction 1.0", (Executable) () -> data.split(1, 1)),
                Arguments.of("split: the fraction NaN", (Executable) () -> data.split(Double.NaN, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void saysWhatIsWrong(String said, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(said), message);
        assertTrue(message.contains("; "), () -> "what to do is not said in: " + message);
    }

    @Test
    void shufflesAsThePermutationOfTheSeed() {
        long[] expected = Arrays.stream(new Rng(7).permutation(20)).asLongStream().toArray();
        assertArrayEquals(expected, numbered(20).shuffle(7).y().toLongs());
        assertArrayEquals(expected, numbered(20).shuffle(7).y().toLongs());
        assertFalse(Arrays.equals(expected, numbered(20).shuffle(8).y().toLongs()));
    }

    @Test
    void shufflingLeavesTheDataAsItWas() {
        Dataset data = numbered(20);
        data.shuffle(1);
        assertArrayEquals(numbered(20).y().toLongs(), data.y().toLongs());
    }

    @Property(seed = "1", tries = 200)
    void partsKeepInputsAndTargetsTogether(@ForAll @IntRange(min = 2, max = 25) int n, @ForAll long seed,
            @ForAll @IntRange(max = 1000) int a, @ForAll @IntRange(max = 1000) int b) {
        int from = a % n;
        int to = from + 1 + b % (n - from);
        for (Dataset data : new Dataset[] {numbered(n), grey(n)}) {
            float unit = data.name().equals("grey") ? 255f : 1;
            Dataset slice = data.slice(from, to);
            assertArrayEquals(IntStream.range(from, to).asLongStream().toArray(), slice.y().toLongs());
            Dataset part = slice.shuffle(seed).take((to - from + 1) / 2);
            long[] taken = part.y().toLongs();
            assertArrayEquals(Arrays.copyOf(slice.shuffle(seed).y().toLongs(), taken.length), taken);
            Dataset again = part.shuffle(seed + 1);
            long[] y = again.y().toLongs();
            float[] x = again.x().toFloats();
            for (int i = 0; i < y.length; i++) {
                assertEquals(10 * y[i] / unit, x[2 * i]);
                assertEquals((10 * y[i] + 1) / unit, x[2 * i + 1]);
            }
            assertArrayEquals(Arrays.stream(taken).sorted().toArray(), Arrays.stream(y).sorted().toArray());
        }
    }

    @Property(seed = "1", tries = 200)
    void splitsIntoPartsWithoutACommonExample(@ForAll @IntRange(min = 4, max = 60) int n, @ForAll long seed,
            @ForAll @IntRange(min = 20, max = 80) int percent) {
        Split split = numbered(n).split(percent / 100.0, seed);
        assertEquals(Math.round(percent / 100.0 * n), split.train().size());
        long[] both = Stream.of(split.train(), split.test()).flatMapToLong(part -> Arrays.stream(part.y().toLongs()))
                .toArray();
        assertArrayEquals(IntStream.range(0, n).asLongStream().toArray(), Arrays.stream(both).sorted().toArray());
    }

    @Test
    void greyRowsAreCopiedWhenTheyAreMade() {
        byte[] bytes = {0, (byte) 255};
        GreyRows rows = GreyRows.of(bytes, 2);
        bytes[0] = 9;
        assertArrayEquals(new float[] {0, 1}, rows.all().toFloats());
    }
}
