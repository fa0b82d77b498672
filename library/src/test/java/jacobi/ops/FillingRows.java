package jacobi.ops;

import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Tensors;
import java.util.List;

/** Tensors of numbers that follow a rule. */
final class FillingRows {
    private FillingRows() {
    }

    static void addTo(OpTable t) {
        t.golden("Tensors.ones(DType,int[])", "", List.of(), none -> Tensors.ones(DType.FLOAT64, 2, 3));
        t.golden("Tensors.full(DType,double,int[])", "", List.of(), none -> Tensors.full(DType.FLOAT64, 0.1, 2, 3));
        t.golden("Tensors.full(DType,double,int[])", "whole numbers", List.of(), none -> Tensors.full(DType.INT32, -7,
                2));
        t.golden("Tensors.full(DType,double,int[])", "a number", List.of(), none -> Tensors.full(DType.BOOL, 1));
        t.golden("Tensors.fullLike(Tensor,double)", "", List.of(any(2, 3)), x -> Tensors.fullLike(x[0], 0.5), false);
        t.golden("Tensors.arange(DType,double,double,double)", "", List.of(),
                x -> Tensors.arange(DType.FLOAT64, 0, 1, 0.1));
        t.golden("Tensors.arange(DType,double,double,double)", "down", List.of(),
                x -> Tensors.arange(DType.FLOAT64, 3, -2, -1.5));
        t.golden("Tensors.arange(DType,double,double,double)", "nothing", List.of(),
                x -> Tensors.arange(DType.FLOAT64, 3, 3, 1));
        t.golden("Tensors.arange(DType,double,double,double)", "whole numbers", List.of(),
                x -> Tensors.arange(DType.INT64, 2, 9, 3));
        t.golden("Tensors.linspace(DType,double,double,int)", "", List.of(),
                x -> Tensors.linspace(DType.FLOAT64, -1, 2, 7));
        t.golden("Tensors.logspace(DType,double,double,int,double)", "", List.of(),
                x -> Tensors.logspace(DType.FLOAT64, -1, 2, 7, 2));
        t.golden("Tensors.linspace(DType,double,double,int)", "one", List.of(),
                x -> Tensors.linspace(DType.FLOAT64, 3, 5, 1));
        t.golden("Tensors.logspace(DType,double,double,int,double)", "one", List.of(),
                x -> Tensors.logspace(DType.FLOAT64, 3, 5, 1, 2));
        t.golden("Tensors.linspace(DType,double,double,int)", "uneven", List.of(),
                x -> Tensors.linspace(DType.FLOAT64, 0.1, 0.7, 4));
        t.golden("Tensors.logspace(DType,double,double,int,double)", "uneven", List.of(),
                x -> Tensors.logspace(DType.FLOAT64, 0.1, 0.7, 4, 2));
        t.golden("Tensors.eye(DType,int,int)", "square", List.of(), none -> Tensors.eye(DType.FLOAT64, 3, 3));
        t.golden("Tensors.eye(DType,int,int)", "wide", List.of(), none -> Tensors.eye(DType.FLOAT64, 2, 4));
        t.golden("Tensors.eye(DType,int,int)", "high", List.of(), none -> Tensors.eye(DType.FLOAT64, 4, 2));
        t.golden("Tensors.eye(DType,int,int)", "nothing", List.of(), none -> Tensors.eye(DType.FLOAT64, 0, 2));
        t.golden("Tensors.tri(int,int,int)", "-1", List.of(), none -> Tensors.tri(3, 4, -1));
        t.golden("Tensors.trilIndices(int,int,int)", "-1", List.of(), none -> Tensors.trilIndices(3, 4, -1));
        t.golden("Tensors.triuIndices(int,int,int)", "-1", List.of(), none -> Tensors.triuIndices(3, 4, -1));
        t.golden("Tensors.tri(int,int,int)", "0", List.of(), none -> Tensors.tri(3, 4, 0));
        t.golden("Tensors.trilIndices(int,int,int)", "0", List.of(), none -> Tensors.trilIndices(3, 4, 0));
        t.golden("Tensors.triuIndices(int,int,int)", "0", List.of(), none -> Tensors.triuIndices(3, 4, 0));
        t.golden("Tensors.tri(int,int,int)", "1", List.of(), none -> Tensors.tri(3, 4, 1));
        t.golden("Tensors.trilIndices(int,int,int)", "1", List.of(), none -> Tensors.trilIndices(3, 4, 1));
        t.golden("Tensors.triuIndices(int,int,int)", "1", List.of(), none -> Tensors.triuIndices(3, 4, 1));
        t.golden("Tensors.vander(Tensor,int,boolean)", "falling", List.of(any(3)),
                x -> Tensors.vander(x[0], 3, false), true);
        t.golden("Tensors.vander(Tensor,int,boolean)", "rising", List.of(any(4)),
                x -> Tensors.vander(x[0], 3, true), true);
        t.golden("Tensors.vander(Tensor,int,boolean)", "at 0", List.of(rng -> Tensors.zeros(DType.FLOAT64, 2)),
                x -> Tensors.vander(x[0], 4, true), true);
        t.golden("Tensors.vander(Tensor,int,boolean)", "whole numbers", List.of(whole(5, 3)),
                x -> Tensors.vander(x[0], 3, true), false);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        bad(rows, "Tensors.ones(DType,int[])", () -> Tensors.ones(DType.INT32, 2, -1),
                "shape [2, -1]: axis 1 has the negative length -1");
        bad(rows, "Tensors.full(DType,double,int[])", () -> Tensors.full(DType.INT32, 0.5, 2),
                "full: 0.5 is no number of type int32; convert the tensor with to(DType.FLOAT32) first");
        bad(rows, "Tensors.fullLike(Tensor,double)", () -> Tensors.fullLike(zeros(DType.BOOL, 2), 0.5),
                "fullLike: 0.5 is no number of type bool; convert the tensor with to(DType.FLOAT32) first");
        bad(rows, "Tensors.arange(DType,double,double,double)", () -> Tensors.arange(DType.INT32, 0, 1, 0),
                "arange: the step must not be 0.0");
        bad(rows, "Tensors.arange(DType,double,double,double)", () -> Tensors.arange(DType.FLOAT32, 0, 1, 1e-10),
                "arange: "
                + "from 0.0 to 1.0 by 1.0E-10 are 1.0E10 numbers; a tensor holds at most 2147483639");
        bad(rows, "Tensors.linspace(DType,double,double,int)", () -> Tensors.linspace(DType.FLOAT32, 0, 1, -1),
                "linspace: the count must not be negative, but it is -1");
        bad(rows, "Tensors.logspace(DType,double,double,int,double)", () -> Tensors.logspace(DType.FLOAT32, 0, 1, -1,
                2),
                "logspace: the count must not be negative, but it is -1");
        bad(rows, "Tensors.eye(DType,int,int)", () -> Tensors.eye(DType.FLOAT32, -1, 2),
                "shape [-1, 2]: axis 0 has the negative length -1");
        bad(rows, "Tensors.tri(int,int,int)", () -> Tensors.tri(2, -1, 0),
                "shape [2, -1]: axis 1 has the negative length -1");
        bad(rows, "Tensors.trilIndices(int,int,int)", () -> Tensors.trilIndices(2, -1, 0),
                "shape [2, -1]: axis 1 has the negative length -1");
        bad(rows, "Tensors.triuIndices(int,int,int)", () -> Tensors.triuIndices(2, -1, 0),
                "shape [2, -1]: axis 1 has the negative length -1");
        bad(rows, "Tensors.vander(Tensor,int,boolean)", () -> Tensors.vander(zeros(2, 3), 2, true),
                "vander: it takes a tensor "
                + "of one axis and a number of columns, not shape [2, 3] and 2");
    }
}
