package jacobi.loops;

import static jacobi.loops.Cases.N;
import static jacobi.loops.Cases.floats;
import static jacobi.Tensors.tensor;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.expr.Exact;

/** Formulas applied to every element. */
final class ElementwiseCases {
    private interface FloatUnary {
        float at(float x);
    }

    private interface FloatBinary {
        float at(float x, float y);
    }

    private interface DoubleUnary {
        double at(double x);
    }

    private interface Predicate {
        boolean at(float x, float y);
    }

    private ElementwiseCases() {
    }

    static void add(Cases cases) {
        unary(cases, "neg", -1, 1, Tensor::neg, x -> -x);
        unary(cases, "abs", -1, 1, Tensor::abs, Math::abs);
        unary(cases, "square", -1, 1, Tensor::square, x -> x * x);
        unary(cases, "sqrt", 0, 9, Tensor::sqrt, x -> (float) Math.sqrt(x));
        unary(cases, "relu", -1, 1, Tensor::relu, x -> Math.max(x, 0));
        unary(cases, "clamp", -1, 1, x -> x.clamp(-0.5, 0.5), x -> Math.min(Math.max(x, -0.5f), 0.5f));
        unary(cases, "floor", -9, 9, Tensor::floor, x -> (float) Math.floor(x));
        unary(cases, "pow3", -1, 1, x -> x.pow(3), x -> x * x * x);
        unary(cases, "pow2.5", 0, 9, x -> x.pow(2.5), x -> (float) Math.pow(x, 2.5));
        unary(cases, "exp", -5, 5, Tensor::exp, x -> (float) Math.exp(x));
        unary(cases, "expm1", -1, 1, Tensor::expm1, x -> (float) Math.expm1(x));
        unary(cases, "log", 0.1, 9, Tensor::log, x -> (float) Math.log(x));
        unary(cases, "log1p", 0, 9, Tensor::log1p, x -> (float) Math.log1p(x));
        unary(cases, "log2", 0.1, 9, Tensor::log2, x -> (float) (Math.log(x) / Math.log(2)));
        unary(cases, "sin", -9, 9, Tensor::sin, x -> (float) Math.sin(x));
        unary(cases, "cos", -9, 9, Tensor::cos, x -> (float) Math.cos(x));
        unary(cases, "tan", -1, 1, Tensor::tan, x -> (float) Math.tan(x));
        unary(cases, "atan", -9, 9, Tensor::atan, x -> (float) Math.atan(x));
        unary(cases, "asin", -1, 1, Tensor::asin, x -> (float) Math.asin(x));
        unary(cases, "sinh", -3, 3, Tensor::sinh, x -> (float) Math.sinh(x));
        unary(cases, "tanh", -3, 3, Tensor::tanh, x -> (float) Math.tanh(x));
        unary(cases, "sigmoid", -5, 5, Tensor::sigmoid, x -> (float) (1 / (1 + Math.exp(-x))));
        unary(cases, "softplus", -5, 5, Tensor::softplus, x -> (float) Math.log1p(Math.exp(x)));
        unary(cases, "silu", -5, 5, Tensor::silu, x -> (float) (x / (1 + Math.exp(-x))));
        unary(cases, "gelu", -3, 3, Tensor::gelu, x -> (float) (0.5 * x * (1 + Exact.erf(x / Math.sqrt(2)))));
        unary(cases, "erf", -3, 3, Tensor::erf, x -> (float) Exact.erf(x));
        unary(cases, "erfinv", -0.99, 0.99, Tensor::erfinv, x -> (float) Exact.erfinv(x));
        unary(cases, "lgamma", 0.1, 20, Tensor::lgamma, x -> (float) Exact.lgamma(x));
        unary(cases, "digamma", 0.1, 20, Tensor::digamma, x -> (float) Exact.digamma(x));
        doubles(cases, "expFloat64", Tensor::exp, Math::exp);
        doubles(cases, "tanhFloat64", Tensor::tanh, Math::tanh);
        doubles(cases, "squareFloat64", Tensor::square, x -> x * x);
        binary(cases, "add", Tensor::add, (x, y) -> x + y);
        binary(cases, "mul", Tensor::mul, (x, y) -> x * y);
        binary(cases, "div", Tensor::div, (x, y) -> x / y);
        binary(cases, "maximum", Tensor::maximum, Math::max);
        binary(cases, "pow", Tensor::pow, (x, y) -> (float) Math.pow(x, y));
        binary(cases, "atan2", Tensor::atan2, (x, y) -> (float) Math.atan2(x, y));
        binary(cases, "hypot", Tensor::hypot, (x, y) -> (float) Math.hypot(x, y));
        binary(cases, "fmod", Tensor::fmod, (x, y) -> x % y);
        comparison(cases, "lt", Tensor::lt, (x, y) -> x < y);
        comparison(cases, "eq", Tensor::eq, (x, y) -> x == y);
        comparison(cases, "isclose", Tensor::isclose, (x, y) -> Math.abs(x - y) <= 1e-8f + 1e-5f * Math.abs(y));
        cases.add("where", () -> {
            float[] a = floats(N, -1, 1), b = floats(N, 0, 2);
            Tensor x = tensor(a), y = tensor(b), positive = x.gt(0);
            boolean[] mask = positive.toBooleans();
            return new Case(N, () -> positive.where(x, y), () -> {
                float[] out = new float[N];
                for (int i = 0; i < N; i++) {
                    out[i] = mask[i] ? a[i] : b[i];
                }
                return out;
            });
        });
        cases.add("to(int64)", () -> {
            float[] a = floats(N, -9, 9);
            Tensor x = tensor(a);
            return new Case(N, () -> x.to(DType.INT64), () -> {
                long[] out = new long[N];
                for (int i = 0; i < N; i++) {
                    out[i] = (long) a[i];
                }
                return out;
            });
        });
        cases.add("addRow", () -> {
            float[] a = floats(N, -1, 1), row = floats(Cases.SIDE, -1, 1);
            Tensor x = Cases.matrix(a), y = tensor(row);
            return new Case(N, () -> x.add(y), () -> {
                float[] out = new float[N];
                for (int i = 0; i < Cases.SIDE; i++) {
                    for (int j = 0; j < Cases.SIDE; j++) {
                        out[i * Cases.SIDE + j] = a[i * Cases.SIDE + j] + row[j];
                    }
                }
                return out;
            });
        });
        cases.add("addColumn", () -> {
            float[] a = floats(N, -1, 1), column = floats(Cases.SIDE, -1, 1);
            Tensor x = Cases.matrix(a), y = tensor(column, Cases.SIDE, 1);
            return new Case(N, () -> x.add(y), () -> {
                float[] out = new float[N];
                for (int i = 0; i < Cases.SIDE; i++) {
                    for (int j = 0; j < Cases.SIDE; j++) {
                        out[i * Cases.SIDE + j] = a[i * Cases.SIDE + j] + column[i];
                    }
                }
                return out;
            });
        });
        cases.add("addTransposed", () -> {
            float[] a = floats(N, -1, 1), b = floats(N, 0, 2);
            Tensor x = Cases.matrix(a), y = Cases.matrix(b).t();
            return new Case(N, () -> x.add(y), () -> {
                float[] out = new float[N];
                for (int i = 0; i < Cases.SIDE; i++) {
                    for (int j = 0; j < Cases.SIDE; j++) {
                        out[i * Cases.SIDE + j] = a[i * Cases.SIDE + j] + b[j * Cases.SIDE + i];
                    }
                }
                return out;
            });
        });
        cases.why("square[1000]", Cases.A_CALL);
        cases.why("add[1000]", Cases.A_CALL);
    }

    private static void unary(Cases cases, String name, double low, double high, UnaryOperator<Tensor> op,
                              FloatUnary loop) {
        unary(cases, name, N, low, high, op, loop);
        if (name.equals("square") || name.equals("exp")) {
            unary(cases, name + "[1000]", 1_000, low, high, op, loop);
        }
    }

    private static void unary(Cases cases, String name, int n, double low, double high, UnaryOperator<Tensor> op,
                              FloatUnary loop) {
        cases.add(name, () -> {
            float[] a = floats(n, low, high);
            Tensor x = tensor(a);
            return new Case(n, () -> op.apply(x), () -> {
                float[] out = new float[n];
                for (int i = 0; i < n; i++) {
                    out[i] = loop.at(a[i]);
                }
                return out;
            });
        });
    }

    private static void doubles(Cases cases, String name, UnaryOperator<Tensor> op, DoubleUnary loop) {
        cases.add(name, () -> {
            double[] a = Cases.doubles(N, -3, 3);
            Tensor x = tensor(jacobi.DType.FLOAT64, a);
            return new Case(N, () -> op.apply(x), () -> {
                double[] out = new double[N];
                for (int i = 0; i < N; i++) {
                    out[i] = loop.at(a[i]);
                }
                return out;
            });
        });
    }

    private static void binary(Cases cases, String name, BinaryOperator<Tensor> op, FloatBinary loop) {
        for (int n : name.equals("add") ? new int[] {N, 1_000} : new int[] {N}) {
            cases.add(n == N ? name : name + "[1000]", () -> {
                float[] a = floats(n, 0.1, 3), b = floats(n, 0.5, 2);
                Tensor x = tensor(a), y = tensor(b);
                return new Case(n, () -> op.apply(x, y), () -> {
                    float[] out = new float[n];
                    for (int i = 0; i < n; i++) {
                        out[i] = loop.at(a[i], b[i]);
                    }
                    return out;
                });
            });
        }
    }

    private static void comparison(Cases cases, String name, BinaryOperator<Tensor> op, Predicate loop) {
        cases.add(name, () -> {
            float[] a = floats(N, 0, 1), b = floats(N, 0.1, 1.1);
            Tensor x = tensor(a), y = tensor(b);
            return new Case(N, () -> op.apply(x, y), () -> {
                boolean[] out = new boolean[N];
                for (int i = 0; i < N; i++) {
                    out[i] = loop.at(a[i], b[i]);
                }
                return out;
            });
        });
    }
}
