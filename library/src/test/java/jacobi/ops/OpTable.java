package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;
import static jacobi.ops.OpRow.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import jacobi.DType;
import jacobi.Plain;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.ops.OpRow.Sample;

/** The rows, family by family. Every public method of a family has at least one; {@link OpTableTest} sees to it. */
public final class OpTable {
    final List<OpRow> rows = new ArrayList<>();

    private OpTable() {
        ArithmeticRows.addTo(this);
        FunctionsRows.addTo(this);
        ComparisonsRows.addTo(this);
        ReductionsRows.addTo(this);
        ShapingRows.addTo(this);
        IndexingRows.addTo(this);
        LinearAlgebraRows.addTo(this);
        LossesRows.addTo(this);
    }

    public static List<OpRow> rows() {
        return new OpTable().rows;
    }

    void row(String method, String label, List<Sample> inputs, Function<Tensor[], Tensor> call,
                     Function<Plain[], Plain> expected, boolean... smooth) {
        rows.add(new OpRow(method, label, inputs, call, expected, smooth));
    }

    void smooth(String method, String label, Sample input, Function<Tensor, Tensor> call,
                        Function<Plain, Plain> expected) {
        row(method, label, List.of(input), x -> call.apply(x[0]), x -> expected.apply(x[0]), true);
    }

    void steps(String method, String label, Sample input, Function<Tensor, Tensor> call,
                       Function<Plain, Plain> expected) {
        row(method, label, List.of(input), x -> call.apply(x[0]), x -> expected.apply(x[0]), false);
    }

    interface Pair {
        Tensor apply(Tensor x, Tensor y);
    }

    interface WithNumber {
        Tensor apply(Tensor x, double number);
    }

    /** An elementwise op of two tensors: equal shapes, broadcasting both ways, a scalar, nothing at all. */
    void pairs(String name, boolean smooth, Pair call, DoubleBinaryOperator expected, Sample... kinds) {
        int[][][] shapes = {{{2, 3}, {2, 3}}, {{2, 3}, {3}}, {{3, 1}, {1, 4}}, {{2, 1, 3}, {4, 1}}, {{}, {2, 2}}, {{}, {}},
            {{0, 3}, {3}}};
        for (int[][] pair : shapes) {
            boolean positive = kinds.length > 0;
            Sample x = positive ? positive(pair[0]) : any(pair[0]);
            Sample y = positive ? positive(pair[1]) : uniform(-2, 2, 0.3, pair[1]);
            row(name + "(Tensor)", Arrays.toString(pair[0]) + " and " + Arrays.toString(pair[1]), List.of(x, y),
                    in -> call.apply(in[0], in[1]), in -> in[0].zip(in[1], expected), smooth, smooth);
        }
    }

    void number(String name, boolean smooth, WithNumber call, DoubleBinaryOperator expected) {
        for (double number : new double[] {1.5, -2, 0.25}) {
            row(name + "(double)", String.valueOf(number), List.of(positive(2, 3)), in -> call.apply(in[0], number),
                    in -> in[0].map(v -> expected.applyAsDouble(v, number)), smooth);
        }
    }

    void unary(String name, boolean smooth, Sample input, Function<Tensor, Tensor> call, DoubleUnaryOperator f) {
        row(name + "()", "", List.of(input), in -> call.apply(in[0]), in -> in[0].map(f), smooth);
        row(name + "()", "scalar", List.of(positive()), in -> call.apply(in[0]), in -> in[0].map(f), smooth);
        row(name + "()", "empty", List.of(positive(0)), in -> call.apply(in[0]), in -> in[0].map(f), smooth);
        row(name + "()", "transposed", List.of(positive(3, 4)), in -> call.apply(in[0].t()),
                in -> build(new int[] {4, 3}, i -> f.applyAsDouble(in[0].at(i[1], i[0]))), smooth);
    }

}
