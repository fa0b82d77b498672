package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;
import jacobi.ops.OpTable.WithNumber;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Comparisons and choices. */
final class ComparisonsRows {
    private ComparisonsRows() {
    }

    static void addTo(OpTable t) {
        t.pairs("eq", false, Tensor::eq, (x, y) -> x == y ? 1 : 0);
        t.pairs("ne", false, Tensor::ne, (x, y) -> x != y ? 1 : 0);
        t.pairs("lt", false, Tensor::lt, (x, y) -> x < y ? 1 : 0);
        t.pairs("le", false, Tensor::le, (x, y) -> x <= y ? 1 : 0);
        t.pairs("gt", false, Tensor::gt, (x, y) -> x > y ? 1 : 0);
        t.pairs("ge", false, Tensor::ge, (x, y) -> x >= y ? 1 : 0);
        record Comparison(String name, WithNumber call, DoubleBinaryOperator expected) {
        }
        for (Comparison c : List.of(
                new Comparison("eq", Tensor::eq, (x, v) -> x == v ? 1 : 0),
                new Comparison("ne", Tensor::ne, (x, v) -> x != v ? 1 : 0),
                new Comparison("lt", Tensor::lt, (x, v) -> x < v ? 1 : 0),
                new Comparison("le", Tensor::le, (x, v) -> x <= v ? 1 : 0),
                new Comparison("gt", Tensor::gt, (x, v) -> x > v ? 1 : 0),
                new Comparison("ge", Tensor::ge, (x, v) -> x >= v ? 1 : 0))) {
            t.row(c.name + "(double)", "whole numbers", List.of(whole(4, 3, 5)), in -> c.call.apply(in[0], 2),
                    in -> in[0].map(v -> c.expected.applyAsDouble(v, 2)), false);
            t.row(c.name + "(double)", "floats", List.of(rng -> whole(4, 3, 5).make(rng).to(DType.FLOAT64)),
                    in -> c.call.apply(in[0], 2), in -> in[0].map(v -> c.expected.applyAsDouble(v, 2)), false);
        }
        t.row("where(Tensor,Tensor)", "", List.of(mask(2, 3), any(2, 3), any(2, 3)), in -> in[0].where(in[1], in[2]),
                in -> build(in[0].dims(), i -> in[0].at(i) != 0 ? in[1].at(i) : in[2].at(i)), false, true, true);
        t.row("where(Tensor,Tensor)", "broadcast", List.of(mask(2, 1), any(3), any()), in -> in[0].where(in[1], in[2]),
                in -> build(new int[] {2, 3}, i -> in[0].at(i[0], 0) != 0 ? in[1].at(i[1]) : in[2].at()),
                false, true, true);
        Sample near = rng -> any(6).make(rng).mul(1e-9).add(OpRow.distinct(6).make(new Rng(5)));
        t.golden("isclose(Tensor)", "", List.of(near, r -> OpRow.distinct(6).make(new Rng(5))),
                x -> x[0].isclose(x[1]), false, false);
        t.goldenPairs("isclose(Tensor,double,double,boolean)", false, OpRow::any, OpRow::any,
                (x, y) -> x.isclose(y, 0.5, 0.25, true));
        t.golden("allclose(Tensor)", "near", List.of(near, r -> OpRow.distinct(6).make(new Rng(5))),
                x -> truth(x[0].allclose(x[1])), false, false);
        t.golden("allclose(Tensor)", "far", List.of(any(2, 3), any(3)), x -> truth(x[0].allclose(x[1])), false, false);
        t.golden("allclose(Tensor,double,double,boolean)", "NaN", List.of(OpRow.special(), OpRow.special()),
                x -> truth(x[0].allclose(x[1], 0, 0, true)), false, false);
        t.golden("allclose(Tensor,double,double,boolean)", "nothing", List.of(any(0), any(0)),
                x -> truth(x[0].allclose(x[1], 0, 0, false)), false, false);
        t.golden("equal(Tensor)", "same", List.of(whole(2, 1), whole(1, 1)), x -> truth(x[1].equal(x[1])), false, false);
        t.golden("equal(Tensor)", "another shape", List.of(any(2, 3), any(3)), x -> truth(x[0].equal(x[1])), false, false);
        t.golden("equal(Tensor)", "NaN", List.of(OpRow.special(), OpRow.special()), x -> truth(x[0].equal(x[1])), false,
                false);
    }

    private static Tensor truth(boolean value) {
        return Tensors.tensor(value ? 1 : 0);
    }
}
