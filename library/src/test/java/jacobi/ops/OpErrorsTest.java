package jacobi.ops;

import static jacobi.Tensors.ones;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each op says about input that does not fit: one sentence with the op, the shapes, and what to do. */
class OpErrorsTest {
    interface Call {
        Object run();
    }

    record Row(String method, Call call, Class<? extends RuntimeException> type, String message) {
        @Override
        public String toString() {
            return method;
        }
    }

    /** Methods that can do something with whatever they are given. */
    private static final Set<String> NEVER_FAIL = Set.of("roll(int)", "equal(Tensor)");

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Tensor matrix = zeros(2, 3);
        Tensor four = zeros(4);
        interface Pair {
            Tensor apply(Tensor x, Tensor y);
        }
        record Named(String name, Pair op) {
        }
        for (Named n : List.of(new Named("add", Tensor::add), new Named("sub", Tensor::sub), new Named("mul", Tensor::mul),
                new Named("div", Tensor::div), new Named("pow", Tensor::pow), new Named("maximum", Tensor::maximum),
                new Named("minimum", Tensor::minimum), new Named("eq", Tensor::eq), new Named("ne", Tensor::ne),
                new Named("lt", Tensor::lt), new Named("le", Tensor::le), new Named("gt", Tensor::gt),
                new Named("ge", Tensor::ge))) {
            rows.add(new Row(n.name + "(Tensor)", () -> n.op.apply(matrix, four), IllegalArgumentException.class,
                    n.name + ": shapes [2, 3] and [4] do not fit at axis -1 (3 and 4): equal lengths fit, and a length of 1 "
                            + "stretches; reshape or transpose one of them"));
        }
        bad(rows, "where(Tensor,Tensor)", () -> matrix.ne(0).where(matrix, four), "where: shapes [2, 3] and [4] do not fit "
                + "at axis -1 (3 and 4): equal lengths fit, and a length of 1 stretches; reshape or transpose one of them");

        record Along(String name, String spelled, java.util.function.IntFunction<Tensor> call) {
        }
        for (Along a : List.of(new Along("sum(int)", "sum", i -> matrix.sum(i)),
                new Along("sum(int,boolean)", "sum", i -> matrix.sum(i, true)),
                new Along("sum(int[],boolean)", "sum", i -> matrix.sum(new int[] {0, i}, true)),
                new Along("mean(int)", "mean", i -> matrix.mean(i)),
                new Along("mean(int,boolean)", "mean", i -> matrix.mean(i, true)),
                new Along("mean(int[],boolean)", "mean", i -> matrix.mean(new int[] {i}, true)),
                new Along("max(int)", "max", i -> matrix.max(i)),
                new Along("max(int,boolean)", "max", i -> matrix.max(i, true)),
                new Along("amax(int[],boolean)", "amax", i -> matrix.amax(new int[] {i}, true)),
                new Along("min(int)", "min", i -> matrix.min(i)),
                new Along("min(int,boolean)", "min", i -> matrix.min(i, true)),
                new Along("amin(int[],boolean)", "amin", i -> matrix.amin(new int[] {i}, true)),
                new Along("argmax(int)", "argmax", i -> matrix.argmax(i)),
                new Along("argmax(int,boolean)", "argmax", i -> matrix.argmax(i, true)),
                new Along("argmin(int)", "argmin", i -> matrix.argmin(i)),
                new Along("argmin(int,boolean)", "argmin", i -> matrix.argmin(i, true)),
                new Along("squeeze(int)", "squeeze", i -> matrix.squeeze(i)),
                new Along("transpose(int,int)", "transpose", i -> matrix.transpose(0, i)),
                new Along("slice(int,int,int,int)", "slice", i -> matrix.slice(i, 0, 1, 1)),
                new Along("select(int,int)", "select", i -> matrix.select(i, 0)),
                new Along("gather(int,Tensor)", "gather", i -> matrix.gather(i, tensor(new long[] {0}, 1, 1))),
                new Along("indexSelect(int,Tensor)", "indexSelect", i -> matrix.indexSelect(i, tensor(new long[] {0}))),
                new Along("softmax(int)", "softmax", i -> matrix.softmax(i)),
                new Along("logSoftmax(int)", "logSoftmax", i -> matrix.logSoftmax(i)))) {
            outside(rows, a.name, () -> a.call.apply(2), a.spelled + ": there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
            outside(rows, a.name, () -> a.call.apply(-3),
                    a.spelled + ": there is no axis -3 in shape [2, 3]; axes run from -2 to 1");
        }
        bad(rows, "sum(int[],boolean)", () -> matrix.sum(new int[] {1, -1}, false), "sum: axis 1 is named twice in [1, -1]");
        bad(rows, "max()", () -> zeros(0, 3).max(),
                "max: shape [0, 3] has no elements along axis 0, and there is no max of nothing");
        bad(rows, "min()", () -> zeros(0, 3).min(),
                "min: shape [0, 3] has no elements along axis 0, and there is no min of nothing");
        bad(rows, "argmax()", () -> zeros(0).argmax(),
                "argmax: shape [0] has no elements along axis 0, and there is no argmax of nothing");
        bad(rows, "argmin()", () -> zeros(0).argmin(),
                "argmin: shape [0] has no elements along axis 0, and there is no argmin of nothing");
        bad(rows, "max(int)", () -> zeros(2, 0).max(1),
                "max: shape [2, 0] has no elements along axis 1, and there is no max of nothing");
        bad(rows, "sumTo(Shape)", () -> matrix.sumTo(Shape.of(2, 2)),
                "sumTo: shape [2, 2] does not stretch to [2, 3], so there is nothing to sum back");

        bad(rows, "reshape(int[])", () -> matrix.reshape(4, 2),
                "reshape: shape [2, 3] has 6 elements, shape [4, 2] has 8; they must be equal");
        bad(rows, "reshape(int[])", () -> matrix.reshape(4, -1), "reshape: the 6 elements of shape [2, 3] cannot be spread "
                + "over [4, -1], because 6 is not a multiple of 4");
        bad(rows, "reshape(int[])", () -> matrix.reshape(-1, -1), "reshape: [-1, -1] has more than one -1; one length at "
                + "most may be -1, which stands for whatever is left");
        bad(rows, "reshape(Shape)", () -> matrix.reshape(Shape.of(5)),
                "reshape: shape [2, 3] has 6 elements, shape [5] has 5; they must be equal");
        outside(rows, "unsqueeze(int)", () -> matrix.unsqueeze(3),
                "unsqueeze: a new axis of shape [2, 3] can be put at -3 to 2, not at 3");
        bad(rows, "t()", () -> four.t(),
                "t: it takes a matrix, but the shape is [4]; use transpose(axis, axis) or permute(axes...)");
        bad(rows, "permute(int[])", () -> matrix.permute(0),
                "permute: shape [2, 3] has 2 axes, but 1 are named in [0]; name each of them once");
        bad(rows, "permute(int[])", () -> matrix.permute(1, 1), "permute: axis 1 is named twice in [1, 1]");
        bad(rows, "expand(int[])", () -> matrix.expand(4, 3), "expand: shape [2, 3] does not stretch to [4, 3]; only "
                + "axes of length 1, and new ones in front, can be stretched");
        bad(rows, "expand(Shape)", () -> matrix.expand(Shape.of(3)), "expand: shape [2, 3] does not stretch to [3]; only "
                + "axes of length 1, and new ones in front, can be stretched");
        bad(rows, "slice(int,int,int,int)", () -> matrix.slice(0, 0, 1, 0), "slice: the step must be at least 1, not 0");
        outside(rows, "slice(int,int)", () -> tensor(5).slice(0, 1),
                "slice: there is no axis 0 in shape []; a scalar has no axes");
        outside(rows, "select(int,int)", () -> matrix.select(0, 2),
                "select: there is no index 2 along axis 0 of shape [2, 3], which has length 2");
        outside(rows, "get(int)", () -> matrix.get(-3),
                "select: there is no index -3 along axis 0 of shape [2, 3], which has length 2");

        bad(rows, "gather(int,Tensor)", () -> matrix.gather(0, tensor(new long[] {0})), "gather: the index of shape [1] does "
                + "not fit shape [2, 3]: it needs as many axes, and only axis 0 may be longer");
        outside(rows, "gather(int,Tensor)", () -> matrix.gather(0, tensor(new long[] {0, 2, 0}, 1, 3)), "gather: the index "
                + "holds 2 at position 1, but axis 0 of shape [2, 3] has only the indices 0 to 1");
        outside(rows, "indexSelect(int,Tensor)", () -> matrix.indexSelect(0, tensor(new int[] {1, -1})), "indexSelect: the "
                + "index holds -1 at position 1, but axis 0 of shape [2, 3] has only the indices 0 to 1");
        bad(rows, "indexSelect(int,Tensor)", () -> matrix.indexSelect(0, tensor(1, 0)), "indexSelect: indices are whole "
                + "numbers (int32 or int64), not float32; convert them with to(DType.INT64)");

        bad(rows, "matmul(Tensor)", () -> ones(2, 3).matmul(ones(4, 3)), "matmul: shapes [2, 3] and [4, 3] do not fit: the "
                + "last axis of the left (3) must equal the first axis of the right (4); did you mean matmul of the "
                + "transposed right matrix, b.t()?");
        bad(rows, "matmul(Tensor)", () -> ones(2, 3).matmul(ones(2, 5)), "matmul: shapes [2, 3] and [2, 5] do not fit: the "
                + "last axis of the left (3) must equal the first axis of the right (2); did you mean a.t().matmul(b)?");
        bad(rows, "matmul(Tensor)", () -> ones(2, 3).matmul(ones(3, 2).to(DType.FLOAT64)),
                "matmul: it multiplies numbers of one type, not float32 and float64; convert with to(DType.FLOAT64)");
        bad(rows, "matmul(Tensor)", () -> tensor(2).matmul(ones(3, 2)),
                "matmul: shapes [] and [3, 2]: a single number is not a matrix; use mul");

        LinearAlgebraRows.errors(rows);
        EinsumRows.errors(rows);
        SystemsRows.errors(rows);
        DecompositionsRows.errors(rows);

        outside(rows, "crossEntropy(Tensor)", () -> matrix.crossEntropy(tensor(new long[] {0, 3})), "crossEntropy: label 3 at "
                + "row 1 is out of range: 3 scores a row mean labels 0 to 2; are the labels counted from 1?");
        outside(rows, "crossEntropy(Tensor)", () -> matrix.crossEntropy(tensor(new int[] {-1, 0})),
                "crossEntropy: label -1 at row 0 is out of range: 3 scores a row mean labels 0 to 2");
        bad(rows, "crossEntropy(Tensor)", () -> matrix.crossEntropy(tensor(new long[] {0, 1, 2})), "crossEntropy: scores of "
                + "shape [2, 3] and labels of shape [3] do not fit: they are [rows, classes] and [rows]");
        bad(rows, "crossEntropy(Tensor)", () -> matrix.crossEntropy(tensor(0, 1)), "crossEntropy: indices are whole numbers "
                + "(int32 or int64), not float32; convert them with to(DType.INT64)");
        ElementwiseErrors.errors(rows);
        ReductionsRows.errors(rows);
        CountingRows.errors(rows);
        StatisticsRows.errors(rows);
        ScansRows.errors(rows);
        SortingRows.errors(rows);
        ShapingRows.errors(rows);
        SlicingRows.errors(rows);
        ArrangingRows.errors(rows);
        PaddingRows.errors(rows);
        IndexingRows.errors(rows);
        MaskingRows.errors(rows);
        JoiningRows.errors(rows);
        FillingRows.errors(rows);
        ConvolutionsRows.errors(rows);
        PoolingRows.errors(rows);
        NormalizationsRows.errors(rows);
        AttentionRows.errors(rows);
        LossesRows.errors(rows);
        RegressionLossesRows.errors(rows);
        MarginLossesRows.errors(rows);
        return rows;
    }

    /** What an op along an axis says when there is no such axis. */
    static void along(List<Row> rows, Tensor matrix, String method, java.util.function.IntFunction<?> call) {
        String name = method.substring(0, method.indexOf('('));
        for (int axis : new int[] {2, -3}) {
            outside(rows, method, () -> call.apply(axis),
                    name + ": there is no axis " + axis + " in shape " + matrix.shape() + "; axes run from -2 to 1");
        }
    }

    static void bad(List<Row> rows, String method, Call call, String message) {
        rows.add(new Row(method, call, IllegalArgumentException.class, message));
    }

    static void outside(List<Row> rows, String method, Call call, String message) {
        rows.add(new Row(method, call, IndexOutOfBoundsException.class, message));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void messageTeaches(Row row) {
        RuntimeException e = assertThrowsExactly(row.type, row.call::run);
        assertEquals(row.message, e.getMessage());
    }

    /** A method that takes a tensor, an axis or a shape can be given one that does not fit. */
    @Test
    void everyMethodThatCanFailHasARow() {
        Set<String> fallible = OpTableTest.methods().stream()
                .filter(name -> name.substring(name.indexOf('(')).matches(".*(Tensor|int|Shape|List).*"))
                .collect(Collectors.toCollection(TreeSet::new));
        fallible.removeAll(NEVER_FAIL);
        fallible.removeAll(rows().stream().map(Row::method).collect(Collectors.toSet()));
        assertEquals(Set.of(), fallible);
    }
}
