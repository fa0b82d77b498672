package jacobi.ops;

import static jacobi.Tensors.arange;
import static jacobi.Tensors.full;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import jacobi.Tensor;
import jacobi.Tensors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which results are views, that share memory with the tensor they were taken from, and which are copies: as in
 * PyTorch.
 */
class SharedMemoryTest {
    record Row(String name, Function<Tensor, Tensor> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> views() {
        return Stream.of(new Row("view", x -> x.view(4, 6)), new Row("reshape", x -> x.reshape(24)),
                new Row("flatten", x -> x.flatten(1, 2)), new Row("unflatten", x -> x.unflatten(2, 2, 2)),
                new Row("squeeze", x -> x.slice(0, 1).squeeze(0)), new Row("unsqueeze", x -> x.unsqueeze(1)),
                new Row("transpose", x -> x.transpose(0, 2)), new Row("swapaxes", x -> x.swapaxes(0, 2)),
                new Row("mT", Tensor::mT), new Row("permute", x -> x.permute(2, 0, 1)),
                new Row("movedim", x -> x.movedim(0, 2)), new Row("expand", x -> x.expand(5, 2, 3, 4)),
                new Row("slice", x -> x.slice(1, 0, 3, 2)), new Row("narrow", x -> x.narrow(1, 1, 2)),
                new Row("select", x -> x.select(1, 1)), new Row("get", x -> x.get(1, 2)),
                new Row("split", x -> x.split(2, 1).get(1)), new Row("chunk", x -> x.chunk(2, 2).get(1)),
                new Row("unbind", x -> x.unbind(1).get(2)), new Row("unfold", x -> x.unfold(2, 2, 1)),
                new Row("diagonal", x -> x.diagonal(1)),
                new Row("contiguous", Tensor::contiguous),
                new Row("broadcastTensors", x -> Tensors.broadcastTensors(x, zeros(5, 1, 1, 1)).get(0)),
                new Row("meshgrid", x -> Tensors.meshgrid(x.flatten(), zeros(2)).get(0)));
    }

    static Stream<Row> copies() {
        return Stream.of(new Row("reshape of a transposed view", x -> x.transpose(0, 2).reshape(24)),
                new Row("copy", Tensor::copy), new Row("contiguous", x -> x.mT().contiguous()),
                new Row("repeat", x -> x.repeat(1, 1, 1)), new Row("repeat of one", x -> x.slice(0, 1).repeat(3, 1, 1)),
                new Row("tile", x -> x.tile(1)), new Row("repeatInterleave", x -> x.repeatInterleave(1, 0)),
                new Row("flip", x -> x.flip()), new Row("rot90", x -> x.rot90(0)), new Row("roll", x -> x.roll(0, 0)),
                new Row("diag", x -> x.get(0).diag()), new Row("pad", x -> x.pad(0, 0)),
                new Row("pad, reflecting", x -> x.pad(new int[] {0, 0}, "reflect")), new Row("tril", x -> x.tril(9)));
    }

    private static Tensor block() {
        return arange(24).reshape(2, 3, 4);
    }

    @ParameterizedTest
    @MethodSource("views")
    void viewsShareMemory(Row row) {
        Tensor x = block();
        Tensor y = row.call.apply(x);
        assertSame(x.array().buffer(), y.array().buffer());
        Tensor before = row.call.apply(block());
        x.assign(x.add(100));
        assertArrayEquals(before.add(100).toFloats(), y.toFloats());
    }

    @ParameterizedTest
    @MethodSource("copies")
    void copiesDoNot(Row row) {
        Tensor x = block();
        assertNotSame(x.array().buffer(), row.call.apply(x).array().buffer());
    }

    /** What is written into a view is seen in the whole. */
    @Test
    void aViewCanBeAssigned() {
        Tensor x = zeros(3, 3);
        x.diagonal().assign(arange(3).add(1));
        x.slice(1, 2, 3).assign(full(7, 3, 1));
        assertArrayEquals(new float[] {1, 0, 7, 0, 2, 7, 0, 0, 7}, x.toFloats());
    }
}
