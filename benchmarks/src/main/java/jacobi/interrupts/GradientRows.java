package jacobi.interrupts;

import static jacobi.interrupts.Rows.N;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Var;
import jacobi.nn.Linear;
import jacobi.nn.Sequential;
import jacobi.nn.Tanh;
import jacobi.optim.SGD;

/** Differentiation: passes through large graphs, Jacobian matrices, and derivatives of formulas. */
final class GradientRows {
    private GradientRows() {
    }

    static void add(Rows rows) {
        rows.add("backward through a long graph", () -> () -> {
            Tensor x = Tensors.tensor(0.5).requiresGrad(true);
            Tensor y = x;
            for (int i = 0; i < 2_000_000; i++) {
                y = y.mul(0.999999);
            }
            y.backward();
        });
        rows.add("backward of backward", () -> () -> {
            Tensor x = Rows.floats(N / 10);
            Tensors.grad(Tensors.grad(t -> t.tanh().exp().square().sum())::at).at(x.slice(0, 0, 1).sum());
            Tensors.grad(t -> Tensors.grad(u -> u.tanh().exp().square().sum()).at(t).sum()).at(x);
        });
        rows.on("jacobian", () -> Rows.floats(2000), x -> Tensors.jacobian(t -> t.tanh().cumsum(0), x));
        rows.on("jacobian of a wide function", () -> Rows.floats(5), x -> Tensors.jacobian(t -> t.repeat(1_000_000), x));
        rows.on("hessian", () -> Rows.floats(1000), x -> Tensors.hessian(t -> t.square().square().sum(), x));
        rows.on("hvp", () -> Rows.floats(N / 10), x -> Tensors.hvp(t -> t.tanh().square().sum(), x, x));
        rows.on("jvp", () -> Rows.floats(N / 5), x -> {
            Tensors.jvp(t -> t.tanh().cumsum(0).exp(), x, x);
            return x;
        });
        rows.on("vmap", () -> Rows.floats(20_000, 100), x -> Tensors.vmap(t -> t.softmax(0), x));
        rows.add("gradCheck", () -> {
            Tensor x = Rows.doubles(60, 60);
            return () -> Tensors.gradCheck(t -> t[0].matmul(t[0]).tanh().sum(), x);
        });
        rows.add("the derivative of a long formula", () -> () -> {
            Var x = Exprs.var(0, "x");
            Expr f = x;
            for (int i = 0; i < 3000; i++) {
                f = Exprs.sin(f).mul(x).add(i);
            }
            f.derivative(x);
        });
        rows.add("the fifth derivative", () -> () -> {
            Var x = Exprs.var(0, "x");
            Expr f = Exprs.exp(Exprs.sin(x).mul(Exprs.tanh(x)));
            for (int i = 0; i < 5; i++) {
                f = f.derivative(x);
            }
        });
        rows.add("steps of training", () -> {
            var model = new Sequential(new Linear(1000, 500), new Tanh(), new Linear(500, 10));
            var sgd = new SGD(model.parameters(), 0.1, 0.9);
            Tensor x = Rows.floats(1000, 1000);
            Tensor labels = Rows.longs(10, 1000);
            return () -> {
                for (int i = 0; i < 50; i++) {
                    model.apply(x).crossEntropy(labels).backward();
                    sgd.step();
                }
            };
        });
        rows.add("a step on large parameters", () -> {
            Tensor w = Rows.floats(N / 2).requiresGrad(true);
            var sgd = new SGD(java.util.List.of(w), 0.1, 0.9);
            return () -> {
                w.square().sum().backward();
                sgd.step();
            };
        });
        rows.add("a large layer", () -> () -> new Linear(5000, 5000));
        rows.on("to(DType) with gradient", () -> Rows.floats(N / 2).requiresGrad(true), x -> {
            Tensor y = x.to(DType.FLOAT64);
            y.sum().backward();
            return y;
        });
    }
}
