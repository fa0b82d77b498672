package jacobi.notebook.magic;

import jacobi.Tensor;
import jacobi.notebook.Inspect;
import jacobi.notebook.magic.Magic.Kind;
import java.util.function.UnaryOperator;

/** Magics that look into derivatives. */
final class InspectMagics {
    static final Magic DIFF = new Magic("diff", Kind.LINE, "formula",
            "The derivative of a formula by each of its variables, as mathematics.", "%diff x * sin(x)^2", call -> {
        if (call.words().isEmpty()) {
            throw call.failure("needs a formula, such as %diff x * sin(x)^2");
        }
        Inspect.diff(call.line());
        return null;
    });

    static final Magic GRADCHECK = new Magic("gradcheck", Kind.LINE, "function at tensor",
            "Holds the gradient of a function against central differences.", "%gradcheck x -> x.tanh().sum() at randn(3)",
            call -> {
        String[] parts = call.line().split("\\s+at\\s+", 2);
        if (parts.length < 2 || parts[0].isBlank()) {
            throw call.failure("needs a function and where to look, such as %gradcheck x -> x.tanh().sum() at randn(3)");
        }
        Object at = call.evaluate(parts[1]);
        if (!(at instanceof Tensor x)) {
            throw call.failure(parts[1] + " is not a tensor" + (at == null ? "" : " but a "
                    + at.getClass().getSimpleName()));
        }
        @SuppressWarnings("unchecked")
        UnaryOperator<Tensor> f = (UnaryOperator<Tensor>) call.evaluate("(java.util.function.UnaryOperator<jacobi.Tensor>) ("
                + parts[0] + ")");
        Inspect.gradcheck(f, x);
        return null;
    });

    private InspectMagics() {
    }
}
