package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.Plain;
import jacobi.Tensor;
import java.util.List;

/** Probabilities and losses. */
final class LossesRows {
    private LossesRows() {
    }

    private static Plain softmax(Plain x, int axis) {
        Plain e = x.map(Math::exp);
        return e.zip(e.reduce(axis, true, 0, Double::sum), (a, b) -> a / b);
    }

    static void addTo(OpTable t) {
        for (int axis : new int[] {0, 1, -1}) {
            int normal = Math.floorMod(axis, 2);
            t.smooth("softmax(int)", "axis " + axis, any(3, 4), x -> x.softmax(axis), x -> softmax(x, normal));
            t.smooth("logSoftmax(int)", "axis " + axis, any(3, 4), x -> x.logSoftmax(axis),
                    x -> softmax(x, normal).map(Math::log));
        }
        t.row("crossEntropy(Tensor)", "", List.of(any(5, 4), whole(4, 5)), in -> in[0].crossEntropy(in[1]), in -> {
            Plain p = softmax(in[0], 1);
            double sum = 0;
            for (int i = 0; i < 5; i++) {
                sum -= Math.log(p.at(i, (int) in[1].at(i)));
            }
            return Plain.scalar(sum / 5);
        }, true, false);
    }

    static void errors(java.util.List<OpErrorsTest.Row> rows) {
    }
}
