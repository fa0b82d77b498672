package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;

import jacobi.DType;
import jacobi.Plain;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** The rows, family by family. Every public method of a family has at least one; {@link OpTableTest} sees to it. */
public final class OpTable {
    /** Equal shapes, broadcasting both ways, scalars, nothing at all. */
    private static final int[][][] PAIRS = {{{2, 3}, {2, 3}}, {{2, 3}, {3}}, {{3, 1}, {1, 4}}, {{2, 1, 3}, {4, 1}},
        {{}, {2, 2}}, {{}, {}}, {{0, 3}, {3}}};

    final List<OpRow> rows = new ArrayList<>();
    private String family;

    private OpTable() {
        family("Arithmetic", ArithmeticRows::addTo);
        family("Functions", FunctionsRows::addTo);
        family("Trigonometry", TrigonometryRows::addTo);
        family("Rounding", RoundingRows::addTo);
        family("SpecialFunctions", SpecialFunctionsRows::addTo);
        family("Activations", ActivationsRows::addTo);
        family("Comparisons", ComparisonsRows::addTo);
        family("Logic", LogicRows::addTo);
        family("Reductions", ReductionsRows::addTo);
        family("Counting", CountingRows::addTo);
        family("Statistics", StatisticsRows::addTo);
        family("Scans", ScansRows::addTo);
        family("Sorting", SortingRows::addTo);
        family("Shaping", ShapingRows::addTo);
        family("Slicing", SlicingRows::addTo);
        family("Arranging", ArrangingRows::addTo);
        family("Padding", PaddingRows::addTo);
        family("Indexing", IndexingRows::addTo);
        family("Masking", MaskingRows::addTo);
        family("LinearAlgebra", LinearAlgebraRows::addTo);
        family("Einsum", EinsumRows::addTo);
        family("Systems", SystemsRows::addTo);
        family("Decompositions", DecompositionsRows::addTo);
        family("Convolutions", ConvolutionsRows::addTo);
        family("Pooling", PoolingRows::addTo);
        family("Normalizations", NormalizationsRows::addTo);
        family("Attention", AttentionRows::addTo);
        family("Losses", LossesRows::addTo);
        family("RegressionLosses", RegressionLossesRows::addTo);
        family("MarginLosses", MarginLossesRows::addTo);
        family("Joining", JoiningRows::addTo);
        family("Filling", FillingRows::addTo);
    }

    private void family(String name, Consumer<OpTable> rowsOf) {
        family = name;
        rowsOf.accept(this);
    }

    public static List<OpRow> rows() {
        return new OpTable().rows;
    }

    void row(String method, String label, List<Sample> inputs, Function<Tensor[], Tensor> call,
                     Function<Plain[], Plain> expected, boolean... smooth) {
        rows.add(new OpRow(family, method, label, inputs, call, expected, smooth));
    }

    /** A row whose values are golden. */
    void golden(String method, String label, List<Sample> inputs, Function<Tensor[], Tensor> call, boolean... smooth) {
        row(method, label, inputs, call, null, smooth);
    }

    /** A row of one input whose values are golden. */
    void golden(String method, String label, boolean smooth, Sample input, Function<Tensor, Tensor> call) {
        row(method, label, List.of(input), x -> call.apply(x[0]), null, smooth);
    }

    /** How to make inputs of any shape. */
    interface Sampler {
        Sample of(int... dims);
    }

    /** An elementwise op of one input: several shapes and layouts, and special values; all golden. */
    void goldenUnary(String method, boolean smooth, Sampler domain, Function<Tensor, Tensor> call) {
        golden(method, "matrix", smooth, domain.of(2, 3), call);
        golden(method, "scalar", smooth, domain.of(), call);
        golden(method, "empty", smooth, domain.of(0), call);
        golden(method, "transposed", smooth, domain.of(3, 4), x -> call.apply(x.t()));
        golden(method, "special values", false, OpRow.special(), call);
    }

    /** The slopes of an elementwise op of one input where it may have a corner or a jump, and far out; golden. */
    void goldenCorners(String method, Function<Tensor, Tensor> call) {
        golden(method, "slopes at corners", false, rng -> Tensors.tensor(DType.FLOAT64, 0, -0.0, 0.25, -0.25, 0.5, -0.5,
                0.75, -0.75, 1, -1, 1.25, -1.25, 3, -3, 6, -6, 30, -30), x -> Tensors.grad(v -> call.apply(v).sum()).at(x));
    }

    /** An elementwise op of two inputs: broadcasting every way; all golden. */
    void goldenPairs(String method, boolean smooth, Sampler left, Sampler right, Pair call) {
        for (int[][] pair : PAIRS) {
            golden(method, Arrays.toString(pair[0]) + " and " + Arrays.toString(pair[1]),
                    List.of(left.of(pair[0]), right.of(pair[1])), x -> call.apply(x[0], x[1]), smooth, smooth);
        }
        golden(method, "special values", List.of(r -> OpRow.special().make(r).unsqueeze(1), OpRow.special()),
                x -> call.apply(x[0], x[1]), false, false);
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
        for (int[][] pair : PAIRS) {
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
