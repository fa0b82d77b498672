package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.backend.cuda.ElementwisePtx.Form;
import jacobi.backend.cuda.ElementwisePtx.Layout;
import jacobi.expr.Binary;
import jacobi.expr.Cmp;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Fn;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels of formulas are PTX that NVIDIA's assembler accepts, for every function, type and layout. */
class ElementwisePtxTest {
    private static final Var X = new Var(0, "x");
    private static final Var Y = new Var(1, "y");
    private static final Var Z = new Var(2, "z");

    static Stream<Expr> formulas() {
        List<Expr> all = new ArrayList<>(List.of(X, new Const(2.5), new Const(1e300), X.pow(2), X.pow(7), X.pow(-1), X.pow(0.5),
                X.add(1), Const.class.cast(new Const(1)).sub(X), new Const(3).div(X), new Select(X, Y, Z),
                new Select(new Compare(Cmp.LE, X, new Const(0)), new Const(0), X),
                new Select(new Compare(Cmp.LE, X, new Const(3)), new Const(3), X)));
        for (Fn fn : Fn.values()) {
            all.add(new Unary(fn, X));
        }
        for (Op op : Op.values()) {
            all.add(new Binary(op, X, Y));
        }
        for (Cmp cmp : Cmp.values()) {
            all.add(new Compare(cmp, X, Y));
            all.add(new Compare(cmp, new Const(1), X));
        }
        return all.stream();
    }


    private static Form form(DType out, DType in, int inputs, Layout outLayout, Layout layout, boolean aligned) {
        DType[] types = new DType[inputs];
        Layout[] layouts = new Layout[inputs];
        Arrays.fill(types, in);
        Arrays.fill(layouts, layout);
        boolean strided = outLayout == Layout.STRIDED || layout == Layout.STRIDED;
        return new Form(out, outLayout, types, layouts, strided ? 3 : 0, aligned);
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void assembles(Expr formula) {
        int inputs = formula.uses(Z) ? 3 : formula.uses(Y) ? 2 : 1;
        for (DType out : DType.values()) {
            // The same type, and one that is converted.
            for (DType in : new DType[] {out, DType.values()[(out.ordinal() + 2) % 5]}) {
                String ptx = ElementwisePtx.write("formula_f", formula, form(out, in, inputs, Layout.FLAT, Layout.FLAT, true));
                assertEquals("", PtxAssembler.complaints(ptx, "sm_60"), () -> formula + " of " + in + " as " + out + "\n" + ptx);
            }
        }
    }

    @Test
    void everyLayoutAssembles() {
        Expr formula = X.mul(Y).add(X);
        for (Layout out : new Layout[] {Layout.FLAT, Layout.STRIDED}) {
            for (Layout in : Layout.values()) {
                for (boolean aligned : new boolean[] {false, true}) {
                    for (String target : List.of("sm_60", "sm_90")) {
                        String ptx = ElementwisePtx.write("formula_f", formula, form(DType.FLOAT32, DType.FLOAT64, 2, out, in, aligned));
                        assertEquals("", PtxAssembler.complaints(ptx, target), ptx);
                    }
                }
            }
        }
    }

    @Test
    void neighboursAreReadTogether() {
        String ptx = ElementwisePtx.write("formula_f", X.add(Y), form(DType.FLOAT32, DType.FLOAT32, 2, Layout.FLAT, Layout.FLAT, true));
        assertTrue(ptx.contains("ld.global.v4.f32"), ptx);
        assertTrue(ptx.contains("st.global.v4.f32"), ptx);
        assertFalse(ptx.contains("call"), ptx);
    }

    @Test
    void aKernelHasOnlyTheFunctionsThatItCalls() {
        String ptx = floats(new Unary(Fn.TAN, X));
        assertTrue(ptx.contains(".func  (.param .b64 func_retval0) jacobi_tan("), ptx);
        assertFalse(ptx.contains("jacobi_exp"), ptx);
    }

    @Test
    void functionsInFloatAreWrittenInPlaceOfACall() {
        String ptx = floats(new Unary(Fn.EXP, X));
        assertTrue(ptx.contains("jacobi_exp_f32"), ptx);
        assertFalse(ptx.contains("call") || ptx.contains(".func"), ptx);
    }

    private static String floats(Expr formula) {
        return ElementwisePtx.write("formula_f", formula,
                form(DType.FLOAT32, DType.FLOAT32, formula.uses(Y) ? 2 : 1, Layout.FLAT, Layout.FLAT, true));
    }

    @Test
    void functionsOfFloatsNeedNoDouble() {
        List<Expr> all = new ArrayList<>();
        for (Fn fn : List.of(Fn.EXP, Fn.EXPM1, Fn.LOG, Fn.LOG1P, Fn.LOG2, Fn.LOG10, Fn.ASIN, Fn.ACOS, Fn.ATAN, Fn.ACOSH, Fn.TANH,
                Fn.ERF, Fn.ERFC, Fn.SIGMOID, Fn.SOFTPLUS)) {
            all.add(new Unary(fn, X));
            all.add(new Unary(fn, X.neg()).neg());
        }
        for (Fn fn : List.of(Fn.EXP, Fn.EXPM1, Fn.LOG, Fn.LOG1P, Fn.TANH, Fn.ERFC, Fn.SIGMOID)) {
            all.add(new Unary(fn, X).mul(Y));
        }
        all.add(X.div(new Unary(Fn.LOG, Y)));
        for (Expr formula : all) {
            String ptx = floats(formula);
            assertFalse(ptx.contains(".f64"), () -> formula + "\n" + ptx);
            assertFalse(ptx.contains("approx"), () -> formula + "\n" + ptx);
        }
        // Beyond angles of 100,000.
        assertTrue(floats(new Unary(Fn.SIN, X)).contains("jacobi_sin_f32"));
    }

    /** Sums that may cancel, and values in the middle that a float cannot hold though it can the result. */
    @Test
    void formulasThatWouldLosePlacesStayInDouble() {
        Expr e = new Unary(Fn.EXP, X);
        for (Expr formula : List.of(new Unary(Fn.SIGMOID, X).sub(0.5), new Unary(Fn.TANH, X).sub(X), e.div(Y), e.neg().mul(Y),
                e.mul(Y).mul(Y), e.mul(e), new Unary(Fn.TANH, new Unary(Fn.SOFTPLUS, X)), new Unary(Fn.LGAMMA, X),
                new Unary(Fn.ASIN, X).mul(Y), new Select(new Compare(Cmp.GT, e, new Const(2)), X, Y.mul(e)),
                new Unary(Fn.EXP, X.pow(3)), X.pow(2.5))) {
            String ptx = floats(formula);
            assertFalse(ptx.contains("_f32"), () -> formula + "\n" + ptx);
            assertTrue(ptx.contains("call.uni"), () -> formula + "\n" + ptx);
        }
    }

    @Test
    void driversFromCuda12OnAcceptTheVersion() {
        assertTrue(PtxLibrary.header().startsWith(".version 8.0\n.target sm_60\n"), PtxLibrary.header());
    }
}
