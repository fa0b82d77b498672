package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;

/** Checks of predictions and their targets. */
final class Targets {
    private Targets() {
    }

    /** The shapes are equal. Broadcasting here is the mistake that nobody sees: the loss is a number like any other. */
    static void check(String op, Tensor x, Tensor target) {
        check(op, "predictions", x, "targets", target);
    }

    static void check(String op, String what, Tensor x, String whose, Tensor target) {
        Classes.requireFloats(op, x);
        Shape a = x.shape();
        Shape b = target.shape();
        if (a.equals(b)) {
            return;
        }
        String hint = "; they must be equal";
        if (a.rank() == b.rank() + 1 && a.dim(-1) == 1 && a.size() == b.size()) {
            hint = ": broadcast, each of one would meet each of the other; use squeeze(" + b.rank() + ") on the " + what;
        } else if (b.rank() == a.rank() + 1 && b.dim(-1) == 1 && a.size() == b.size()) {
            hint = ": broadcast, each of one would meet each of the other; use squeeze(" + a.rank() + ") on the " + whose;
        }
        throw new IllegalArgumentException(op + ": " + what + " of shape " + a + " and " + whose + " of shape " + b
                + " do not fit" + hint);
    }

    static void requireProbabilities(String op, Tensor x) {
        if (x.size() > 0 && (x.detach().min().item() < 0 || x.detach().max().item() > 1)) {
            throw new IllegalArgumentException(op + ": probabilities lie between 0 and 1, but these lie between "
                    + x.detach().min().item() + " and " + x.detach().max().item() + "; for scores, use " + op + "WithLogits");
        }
    }

    /** Targets of -1 and 1. */
    static void requireSigns(String op, Tensor target) {
        double[] values = target.toDoubles();
        for (int i = 0; i < values.length; i++) {
            Pieces.poll(op, i);
            if (values[i] != 1 && values[i] != -1) {
                throw new IllegalArgumentException(op + ": targets are -1 and 1, but target " + i + " is " + values[i]
                        + (values[i] == 0 ? "; make them of 0 and 1 with mul(2).sub(1)" : ""));
            }
        }
    }
}
