package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.autograd.Autograd;

/** What an op gave: its result and the gradients of its inputs as plain arrays, or the error's message, after what it is. */
record Outcome(String what, List<double[]> numbers) {
    /** Runs an op; inputs in which it is smooth get gradients. */
    static Outcome of(OpRow row, Tensor[] inputs) {
        List<Tensor> smooth = new ArrayList<>();
        Tensor[] x = inputs.clone();
        for (int i = 0; i < x.length; i++) {
            if (row.smooth()[i]) {
                x[i] = x[i].detach().requiresGrad(true);
                smooth.add(x[i]);
            }
        }
        try {
            Tensor y = row.call().apply(x);
            List<double[]> numbers = new ArrayList<>(List.of(y.toDoubles()));
            if (y.requiresGrad()) {
                Tensor total = y.mul(OpRow.any(y.shape().dims()).make(new Rng(77))).sum();
                Autograd.grad(total, smooth, false, true).forEach(gradient -> numbers.add(gradient.toDoubles()));
            }
            return new Outcome(y.shape() + " " + y.dtype() + (y.device().equals(x[0].device()) ? "" : " on another device"), numbers);
        } catch (RuntimeException e) {
            return new Outcome(e.getClass().getSimpleName() + ": " + e.getMessage(), List.of());
        }
    }

    /** Fails unless another outcome is the same, numbers up to a part of the largest one. */
    void assertSame(Outcome actual, String where, double tolerance) {
        assertEquals(what, actual.what, where);
        assertEquals(numbers.size(), actual.numbers.size(), where);
        for (int k = 0; k < numbers.size(); k++) {
            double[] e = numbers.get(k);
            double[] a = actual.numbers.get(k);
            String part = where + (k > 0 ? ", gradient " + (k - 1) : "");
            assertEquals(e.length, a.length, part);
            double scale = Arrays.stream(e).map(Math::abs).filter(Double::isFinite).max().orElse(1);
            for (int i = 0; i < e.length; i++) {
                assertEquals(e[i], a[i], Double.isFinite(e[i]) ? tolerance * Math.max(1, scale) : 0, part + ", element " + i);
            }
        }
    }
}
