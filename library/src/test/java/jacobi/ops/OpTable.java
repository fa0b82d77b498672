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
final class OpTable {
    final List<OpRow> rows = new ArrayList<>();

    private OpTable() {
        arithmetic();
        functions();
        comparisons();
        reductions();
        shaping();
        indexing();
        linearAlgebra();
        losses();
    }

    static List<OpRow> rows() {
        return new OpTable().rows;
    }

    private void row(String method, String label, List<Sample> inputs, Function<Tensor[], Tensor> call,
                     Function<Plain[], Plain> expected, boolean... smooth) {
        rows.add(new OpRow(method, label, inputs, call, expected, smooth));
    }

    private void smooth(String method, String label, Sample input, Function<Tensor, Tensor> call,
                        Function<Plain, Plain> expected) {
        row(method, label, List.of(input), x -> call.apply(x[0]), x -> expected.apply(x[0]), true);
    }

    private void steps(String method, String label, Sample input, Function<Tensor, Tensor> call,
                       Function<Plain, Plain> expected) {
        row(method, label, List.of(input), x -> call.apply(x[0]), x -> expected.apply(x[0]), false);
    }

    private interface Pair {
        Tensor apply(Tensor x, Tensor y);
    }

    private interface WithNumber {
        Tensor apply(Tensor x, double number);
    }

    /** An elementwise op of two tensors: equal shapes, broadcasting both ways, a scalar, nothing at all. */
    private void pairs(String name, boolean smooth, Pair call, DoubleBinaryOperator expected, Sample... kinds) {
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

    private void number(String name, boolean smooth, WithNumber call, DoubleBinaryOperator expected) {
        for (double number : new double[] {1.5, -2, 0.25}) {
            row(name + "(double)", String.valueOf(number), List.of(positive(2, 3)), in -> call.apply(in[0], number),
                    in -> in[0].map(v -> expected.applyAsDouble(v, number)), smooth);
        }
    }

    private void unary(String name, boolean smooth, Sample input, Function<Tensor, Tensor> call, DoubleUnaryOperator f) {
        row(name + "()", "", List.of(input), in -> call.apply(in[0]), in -> in[0].map(f), smooth);
        row(name + "()", "scalar", List.of(positive()), in -> call.apply(in[0]), in -> in[0].map(f), smooth);
        row(name + "()", "empty", List.of(positive(0)), in -> call.apply(in[0]), in -> in[0].map(f), smooth);
        row(name + "()", "transposed", List.of(positive(3, 4)), in -> call.apply(in[0].t()),
                in -> build(new int[] {4, 3}, i -> f.applyAsDouble(in[0].at(i[1], i[0]))), smooth);
    }

    private void arithmetic() {
        pairs("add", true, Tensor::add, (x, y) -> x + y);
        pairs("sub", true, Tensor::sub, (x, y) -> x - y);
        pairs("mul", true, Tensor::mul, (x, y) -> x * y);
        pairs("div", true, Tensor::div, (x, y) -> x / y);
        pairs("pow", true, Tensor::pow, Math::pow, positive());
        pairs("maximum", true, Tensor::maximum, Math::max);
        pairs("minimum", true, Tensor::minimum, Math::min);
        number("add", true, Tensor::add, (x, v) -> x + v);
        number("sub", true, Tensor::sub, (x, v) -> x - v);
        number("mul", true, Tensor::mul, (x, v) -> x * v);
        number("div", true, Tensor::div, (x, v) -> x / v);
        number("pow", true, Tensor::pow, Math::pow);
        unary("neg", true, any(2, 3), Tensor::neg, v -> -v);
        unary("abs", true, uniform(-2, 2, 0.1, 3, 4), Tensor::abs, Math::abs);
        unary("sign", true, uniform(-2, 2, 0.1, 3, 4), Tensor::sign, Math::signum);
        unary("sqrt", true, positive(2, 3), Tensor::sqrt, Math::sqrt);
        unary("square", true, any(2, 3), Tensor::square, v -> v * v);
    }

    private void functions() {
        unary("exp", true, any(2, 3), Tensor::exp, Math::exp);
        unary("log", true, positive(2, 3), Tensor::log, Math::log);
        unary("sin", true, any(2, 3), Tensor::sin, Math::sin);
        unary("cos", true, any(2, 3), Tensor::cos, Math::cos);
        unary("tanh", true, any(2, 3), Tensor::tanh, Math::tanh);
        unary("sigmoid", true, any(2, 3), Tensor::sigmoid, v -> 1 / (1 + Math.exp(-v)));
        unary("relu", true, uniform(-2, 2, 0.1, 3, 4), Tensor::relu, v -> Math.max(v, 0));
    }

    private void comparisons() {
        pairs("eq", false, Tensor::eq, (x, y) -> x == y ? 1 : 0);
        pairs("ne", false, Tensor::ne, (x, y) -> x != y ? 1 : 0);
        pairs("lt", false, Tensor::lt, (x, y) -> x < y ? 1 : 0);
        pairs("le", false, Tensor::le, (x, y) -> x <= y ? 1 : 0);
        pairs("gt", false, Tensor::gt, (x, y) -> x > y ? 1 : 0);
        pairs("ge", false, Tensor::ge, (x, y) -> x >= y ? 1 : 0);
        record Comparison(String name, WithNumber call, DoubleBinaryOperator expected) {
        }
        for (Comparison c : List.of(
                new Comparison("eq", Tensor::eq, (x, v) -> x == v ? 1 : 0),
                new Comparison("ne", Tensor::ne, (x, v) -> x != v ? 1 : 0),
                new Comparison("lt", Tensor::lt, (x, v) -> x < v ? 1 : 0),
                new Comparison("le", Tensor::le, (x, v) -> x <= v ? 1 : 0),
                new Comparison("gt", Tensor::gt, (x, v) -> x > v ? 1 : 0),
                new Comparison("ge", Tensor::ge, (x, v) -> x >= v ? 1 : 0))) {
            row(c.name + "(double)", "whole numbers", List.of(whole(4, 3, 5)), in -> c.call.apply(in[0], 2),
                    in -> in[0].map(v -> c.expected.applyAsDouble(v, 2)), false);
        }
        row("where(Tensor,Tensor)", "", List.of(mask(2, 3), any(2, 3), any(2, 3)), in -> in[0].where(in[1], in[2]),
                in -> build(in[0].dims(), i -> in[0].at(i) != 0 ? in[1].at(i) : in[2].at(i)), false, true, true);
        row("where(Tensor,Tensor)", "broadcast", List.of(mask(2, 1), any(3), any()), in -> in[0].where(in[1], in[2]),
                in -> build(new int[] {2, 3}, i -> in[0].at(i[0], 0) != 0 ? in[1].at(i[1]) : in[2].at()),
                false, true, true);
    }

    private void reductions() {
        smooth("sum()", "", any(2, 3), Tensor::sum, x -> x.reduceAll(0, Double::sum));
        smooth("sum()", "of nothing", any(0, 3), Tensor::sum, x -> Plain.scalar(0));
        smooth("sum()", "scalar", any(), Tensor::sum, x -> x);
        smooth("mean()", "", any(2, 3), Tensor::mean, x -> x.reduceAll(0, Double::sum).map(v -> v / 6));
        smooth("max()", "", distinct(2, 3), Tensor::max, x -> x.reduceAll(Double.NEGATIVE_INFINITY, Math::max));
        smooth("min()", "", distinct(2, 3), Tensor::min, x -> x.reduceAll(Double.POSITIVE_INFINITY, Math::min));
        for (int axis : new int[] {0, 1, 2, -1}) {
            int normal = Math.floorMod(axis, 3);
            String label = "axis " + axis;
            int[] dims = {2, 3, 4};
            smooth("sum(int)", label, any(dims), x -> x.sum(axis), x -> x.reduce(normal, false, 0, Double::sum));
            smooth("mean(int)", label, any(dims), x -> x.mean(axis),
                    x -> x.reduce(normal, false, 0, Double::sum).map(v -> v / dims[normal]));
            smooth("max(int)", label, distinct(dims), x -> x.max(axis),
                    x -> x.reduce(normal, false, Double.NEGATIVE_INFINITY, Math::max));
            smooth("min(int)", label, distinct(dims), x -> x.min(axis),
                    x -> x.reduce(normal, false, Double.POSITIVE_INFINITY, Math::min));
            steps("argmax(int)", label, distinct(dims), x -> x.argmax(axis), x -> x.arg(normal, false, true));
            steps("argmin(int)", label, distinct(dims), x -> x.argmin(axis), x -> x.arg(normal, false, false));
            steps("argmax(int)", label + ", ties", whole(3, dims), x -> x.argmax(axis), x -> x.arg(normal, false, true));
            steps("argmin(int)", label + ", ties", whole(3, dims), x -> x.argmin(axis), x -> x.arg(normal, false, false));
            for (boolean keep : new boolean[] {false, true}) {
                smooth("sum(int,boolean)", label, any(dims), x -> x.sum(axis, keep),
                        x -> x.reduce(normal, keep, 0, Double::sum));
                smooth("mean(int,boolean)", label, any(dims), x -> x.mean(axis, keep),
                        x -> x.reduce(normal, keep, 0, Double::sum).map(v -> v / dims[normal]));
                smooth("max(int,boolean)", label, distinct(dims), x -> x.max(axis, keep),
                        x -> x.reduce(normal, keep, Double.NEGATIVE_INFINITY, Math::max));
                smooth("min(int,boolean)", label, distinct(dims), x -> x.min(axis, keep),
                        x -> x.reduce(normal, keep, Double.POSITIVE_INFINITY, Math::min));
                steps("argmax(int,boolean)", label, distinct(dims), x -> x.argmax(axis, keep),
                        x -> x.arg(normal, keep, true));
                steps("argmin(int,boolean)", label, distinct(dims), x -> x.argmin(axis, keep),
                        x -> x.arg(normal, keep, false));
            }
        }
        for (boolean keep : new boolean[] {false, true}) {
            int[] axes = {2, 0};
            smooth("sum(int[],boolean)", "outer axes", any(2, 3, 4), x -> x.sum(axes, keep),
                    x -> x.reduce(2, keep, 0, Double::sum).reduce(0, keep, 0, Double::sum));
            smooth("mean(int[],boolean)", "outer axes", any(2, 3, 4), x -> x.mean(axes, keep),
                    x -> x.reduce(2, keep, 0, Double::sum).reduce(0, keep, 0, Double::sum).map(v -> v / 8));
            smooth("amax(int[],boolean)", "outer axes", distinct(2, 3, 4), x -> x.amax(axes, keep),
                    x -> x.reduce(2, keep, -1e9, Math::max).reduce(0, keep, -1e9, Math::max));
            smooth("amin(int[],boolean)", "outer axes", distinct(2, 3, 4), x -> x.amin(axes, keep),
                    x -> x.reduce(2, keep, 1e9, Math::min).reduce(0, keep, 1e9, Math::min));
            smooth("sum(int[],boolean)", "no axes", any(2, 3), x -> x.sum(new int[0], keep), x -> x);
        }
        smooth("sum(int[],boolean)", "of a transposed view", any(3, 4), x -> x.t().sum(new int[] {0}, false),
                x -> x.reduce(1, false, 0, Double::sum));
        steps("argmax()", "", distinct(3, 4), Tensor::argmax,
                x -> new Plain(new int[] {12}, x.values()).arg(0, false, true));
        steps("argmin()", "", distinct(3, 4), Tensor::argmin,
                x -> new Plain(new int[] {12}, x.values()).arg(0, false, false));
        smooth("sumTo(Shape)", "", any(2, 3, 4), x -> x.sumTo(Shape.of(3, 1)),
                x -> x.reduce(0, false, 0, Double::sum).reduce(1, true, 0, Double::sum));
        smooth("sumTo(Shape)", "same", any(2, 3), x -> x.sumTo(Shape.of(2, 3)).mul(1), x -> x);
    }

    private void shaping() {
        smooth("reshape(int[])", "", any(2, 6), x -> x.reshape(3, -1), x -> new Plain(new int[] {3, 4}, x.values()));
        smooth("reshape(int[])", "of a transposed view", any(2, 3), x -> x.t().reshape(6),
                x -> build(new int[] {6}, i -> x.at(i[0] % 2, i[0] / 2)));
        smooth("reshape(int[])", "to a scalar", any(1, 1), x -> x.reshape(), x -> new Plain(new int[0], x.values()));
        smooth("reshape(Shape)", "", any(2, 6), x -> x.reshape(Shape.of(12)),
                x -> new Plain(new int[] {12}, x.values()));
        smooth("flatten()", "", any(2, 3, 2), Tensor::flatten, x -> new Plain(new int[] {12}, x.values()));
        smooth("squeeze()", "", any(1, 3, 1), Tensor::squeeze, x -> new Plain(new int[] {3}, x.values()));
        smooth("squeeze(int)", "", any(1, 3, 1), x -> x.squeeze(-1), x -> new Plain(new int[] {1, 3}, x.values()));
        smooth("unsqueeze(int)", "", any(3, 2), x -> x.unsqueeze(1), x -> new Plain(new int[] {3, 1, 2}, x.values()));
        smooth("unsqueeze(int)", "at the end", any(3, 2), x -> x.unsqueeze(-1),
                x -> new Plain(new int[] {3, 2, 1}, x.values()));
        smooth("t()", "", any(2, 3), Tensor::t, x -> build(new int[] {3, 2}, i -> x.at(i[1], i[0])));
        smooth("transpose(int,int)", "", any(2, 3, 4), x -> x.transpose(0, -1),
                x -> build(new int[] {4, 3, 2}, i -> x.at(i[2], i[1], i[0])));
        smooth("permute(int[])", "", any(2, 3, 4), x -> x.permute(2, 0, 1),
                x -> build(new int[] {4, 2, 3}, i -> x.at(i[1], i[2], i[0])));
        smooth("expand(int[])", "", any(3, 1), x -> x.expand(2, 3, 4),
                x -> build(new int[] {2, 3, 4}, i -> x.at(i[1], 0)));
        smooth("expand(Shape)", "", any(), x -> x.expand(Shape.of(2, 2)), x -> build(new int[] {2, 2}, i -> x.at()));
        smooth("slice(int,int)", "", any(5, 2), x -> x.slice(1, -1),
                x -> build(new int[] {3, 2}, i -> x.at(i[0] + 1, i[1])));
        smooth("slice(int,int)", "beyond the end", any(5, 2), x -> x.slice(3, 99),
                x -> build(new int[] {2, 2}, i -> x.at(i[0] + 3, i[1])));
        smooth("slice(int,int)", "nothing", any(5, 2), x -> x.slice(4, 2), x -> new Plain(new int[] {0, 2}, new double[0]));
        smooth("slice(int,int,int,int)", "", any(3, 7), x -> x.slice(-1, 1, 7, 2),
                x -> build(new int[] {3, 3}, i -> x.at(i[0], 1 + 2 * i[1])));
        smooth("slice(int,int,int,int)", "of a slice of a transposed view", any(4, 5),
                x -> x.t().slice(0, 1, 5, 2).slice(1, 2, 4, 1),
                x -> build(new int[] {2, 2}, i -> x.at(i[1] + 2, 1 + 2 * i[0])));
        smooth("select(int,int)", "", any(3, 4), x -> x.select(1, -2), x -> build(new int[] {3}, i -> x.at(i[0], 2)));
        smooth("get(int)", "", any(3, 4), x -> x.get(1), x -> build(new int[] {4}, i -> x.at(1, i[0])));
        smooth("to(DType)", "", any(3), x -> x.to(DType.FLOAT64), x -> x);
        steps("to(DType)", "int64 cuts fractions off", any(9), x -> x.mul(10).to(DType.INT64),
                x -> x.map(v -> (long) (v * 10)));
        steps("to(DType)", "bool", whole(3, 9), x -> x.to(DType.BOOL), x -> x.map(v -> v != 0 ? 1 : 0));
    }

    private void indexing() {
        row("gather(int,Tensor)", "axis 0", List.of(any(3, 4), whole(3, 2, 4)), in -> in[0].gather(0, in[1]),
                in -> build(new int[] {2, 4}, i -> in[0].at((int) in[1].at(i), i[1])), true, false);
        row("gather(int,Tensor)", "axis 1", List.of(any(3, 4), whole(4, 2, 6)), in -> in[0].gather(-1, in[1]),
                in -> build(new int[] {2, 6}, i -> in[0].at(i[0], (int) in[1].at(i))), true, false);
        row("gather(int,Tensor)", "of a transposed view", List.of(any(4, 3), whole(3, 3, 4)),
                in -> in[0].t().gather(0, in[1]),
                in -> build(new int[] {3, 4}, i -> in[0].at(i[1], (int) in[1].at(i))), true, false);
        row("indexSelect(int,Tensor)", "rows", List.of(any(3, 4), whole(3, 5)), in -> in[0].indexSelect(0, in[1]),
                in -> build(new int[] {5, 4}, i -> in[0].at((int) in[1].at(i[0]), i[1])), true, false);
        row("indexSelect(int,Tensor)", "columns", List.of(any(3, 4), whole(4, 6)), in -> in[0].indexSelect(1, in[1]),
                in -> build(new int[] {3, 6}, i -> in[0].at(i[0], (int) in[1].at(i[1]))), true, false);
    }

    private static Plain product(Plain a, Plain b) {
        return build(new int[] {a.dim(0), b.dim(1)}, i -> {
            double sum = 0;
            for (int k = 0; k < a.dim(1); k++) {
                sum += a.at(i[0], k) * b.at(k, i[1]);
            }
            return sum;
        });
    }

    private void linearAlgebra() {
        String matmul = "matmul(Tensor)";
        for (int[] mkn : new int[][] {{2, 3, 4}, {1, 1, 1}, {1, 5, 3}, {4, 5, 1}, {2, 0, 3}, {0, 2, 3}, {17, 9, 12}}) {
            row(matmul, Arrays.toString(mkn), List.of(any(mkn[0], mkn[1]), any(mkn[1], mkn[2])),
                    in -> in[0].matmul(in[1]), in -> product(in[0], in[1]), true, true);
        }
        row(matmul, "both transposed", List.of(any(3, 2), any(4, 3)), in -> in[0].t().matmul(in[1].t()),
                in -> build(new int[] {2, 4}, i -> {
                    double sum = 0;
                    for (int k = 0; k < 3; k++) {
                        sum += in[0].at(k, i[0]) * in[1].at(i[1], k);
                    }
                    return sum;
                }), true, true);
        row(matmul, "sliced", List.of(any(4, 6), any(6, 4)),
                in -> in[0].slice(1, 0, 6, 2).matmul(in[1].slice(0, 1, 6, 2)),
                in -> build(new int[] {4, 4}, i -> {
                    double sum = 0;
                    for (int k = 0; k < 3; k++) {
                        sum += in[0].at(i[0], 2 * k) * in[1].at(1 + 2 * k, i[1]);
                    }
                    return sum;
                }), true, true);
        row(matmul, "expanded", List.of(any(1, 3), any(3, 2)), in -> in[0].expand(4, 3).matmul(in[1]),
                in -> build(new int[] {4, 2}, i -> product(in[0], in[1]).at(0, i[1])), true, true);
        row(matmul, "vector and matrix", List.of(any(3), any(3, 2)), in -> in[0].matmul(in[1]),
                in -> new Plain(new int[] {2}, product(new Plain(new int[] {1, 3}, in[0].values()), in[1]).values()),
                true, true);
        row(matmul, "matrix and vector", List.of(any(2, 3), any(3)), in -> in[0].matmul(in[1]),
                in -> new Plain(new int[] {2}, product(in[0], new Plain(new int[] {3, 1}, in[1].values())).values()),
                true, true);
        row(matmul, "dot product", List.of(any(3), any(3)), in -> in[0].matmul(in[1]),
                in -> in[0].zip(in[1], (a, b) -> a * b).reduceAll(0, Double::sum), true, true);
        row(matmul, "batches", List.of(any(2, 3, 4), any(4, 2)), in -> in[0].matmul(in[1]),
                in -> build(new int[] {2, 3, 2}, i -> {
                    double sum = 0;
                    for (int k = 0; k < 4; k++) {
                        sum += in[0].at(i[0], i[1], k) * in[1].at(k, i[2]);
                    }
                    return sum;
                }), true, true);
    }

    private static Plain softmax(Plain x, int axis) {
        Plain e = x.map(Math::exp);
        return e.zip(e.reduce(axis, true, 0, Double::sum), (a, b) -> a / b);
    }

    private void losses() {
        for (int axis : new int[] {0, 1, -1}) {
            int normal = Math.floorMod(axis, 2);
            smooth("softmax(int)", "axis " + axis, any(3, 4), x -> x.softmax(axis), x -> softmax(x, normal));
            smooth("logSoftmax(int)", "axis " + axis, any(3, 4), x -> x.logSoftmax(axis),
                    x -> softmax(x, normal).map(Math::log));
        }
        row("crossEntropy(Tensor)", "", List.of(any(5, 4), whole(4, 5)), in -> in[0].crossEntropy(in[1]), in -> {
            Plain p = softmax(in[0], 1);
            double sum = 0;
            for (int i = 0; i < 5; i++) {
                sum -= Math.log(p.at(i, (int) in[1].at(i)));
            }
            return Plain.scalar(sum / 5);
        }, true, false);
    }
}
