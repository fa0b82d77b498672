package jacobi.backend;

import static jacobi.backend.Layout.assertSame;
import static jacobi.backend.Layout.doubles;
import static jacobi.backend.Layout.numbers;
import static jacobi.backend.Layout.out;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.DType;
import jacobi.Shape;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory, copies, and formulas of elements. */
interface ElementwiseContract extends Contract {
    Var X = new Var(0, "x");
    Var Y = new Var(1, "y");

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void readsViewsInRowMajorOrder(Layout layout) {
        for (DType type : DType.values()) {
            NDArray expected = layout.on(ORACLE, type, 1);
            NDArray actual = layout.on(backend(), type, 1);
            assertEquals(type, actual.dtype());
            assertSame(expected, actual, 0);
            for (int i = 0; i < Math.min(50, layout.shape().size()); i++) {
                assertEquals(ORACLE.item(expected, i), backend().item(actual, i));
            }
        }
    }

    @Test
    default void newMemoryIsZero() {
        for (DType type : DType.values()) {
            assertArrayEquals(new double[6], doubles(backend().allocate(type, Shape.of(2, 3))));
        }
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void copiesAndConverts(Layout layout) {
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                compare(layout, from, to, layout.shape(), 0, Backend::copy);
            }
        }
    }

    static List<ScalarFunction> formulas() {
        return List.of(new ScalarFunction("square", 1, X.mul(X)),
                new ScalarFunction("polynomial", 1, X.mul(X).mul(new Const(3)).sub(X)),
                new ScalarFunction("step", 1, Exprs.gt(X, 0)));
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void appliesFormulas(Layout layout) {
        for (ScalarFunction f : formulas()) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
                compare(layout, type, type, layout.shape(), 1e-6, (backend, in, out) -> backend.elementwise(f, out, in));
            }
            compare(layout, DType.FLOAT32, DType.BOOL, layout.shape(), 0, (backend, in, out) -> backend.elementwise(f, out, in));
        }
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void broadcastsInputs(Layout layout) {
        Expr formula = X.sub(Y.mul(X));
        ScalarFunction f = new ScalarFunction("mix", 2, formula);
        Shape shape = layout.shape();
        List<Shape> others = new ArrayList<>(List.of(Shape.SCALAR, shape));
        if (shape.rank() > 0) {
            others.add(Shape.of(shape.dim(-1)));
            others.add(shape.withDim(shape.rank() - 1, 1));
        }
        for (Shape other : others) {
            compare(layout, DType.FLOAT32, DType.FLOAT32, shape, 1e-6, (backend, in, out) -> backend.elementwise(f, out, in,
                    backend.fromHost(numbers(DType.FLOAT64, other.size(), 9), other)));
            compare(layout, DType.INT32, DType.FLOAT64, shape, 1e-12, (backend, in, out) -> backend.elementwise(f, out,
                    backend.fromHost(numbers(DType.FLOAT64, other.size(), 9), other), in));
        }
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void updatesInPlace(Layout layout) {
        if (Arrays.stream(layout.strides()).anyMatch(stride -> stride == 0)) {
            return;
        }
        ScalarFunction f = new ScalarFunction("momentum", 2, X.mul(new Const(0.5)).add(Y));
        NDArray expected = layout.on(ORACLE, DType.FLOAT32, 3);
        ORACLE.elementwise(f, expected, expected, layout.on(ORACLE, DType.FLOAT32, 4));
        NDArray actual = layout.on(backend(), DType.FLOAT32, 3);
        backend().elementwise(f, actual, actual, layout.on(backend(), DType.FLOAT32, 4));
        assertSame(expected, actual, 1e-6);
    }
}
