package jacobi.notebook.magic;

import jacobi.notebook.Settings;
import jacobi.notebook.magic.Magic.Kind;
import java.util.List;

/** Magics for what Jacobi is told once: device, seed, threads. */
final class SettingsMagics {
    static final Magic JACOBI = new Magic("jacobi", Kind.LINE, "[help]",
            "Versions, device, threads, memory; help lists all magics.", "%jacobi help", call -> {
        if (call.words().isEmpty()) {
            Settings.jacobi();
        } else if (call.line().equals("help")) {
            Help.help();
        } else {
            throw call.failure("takes nothing, or help, not " + call.line());
        }
        return null;
    });

    static final Magic DEVICE = new Magic("device", Kind.LINE, "[cpu|cuda|cuda:1|auto]",
            "Where new tensors are and ops run; without a word, where that is.", "%device cpu", call -> {
        if (call.words().isEmpty()) {
            Settings.device();
        } else {
            Settings.device(call.line());
        }
        return null;
    });

    static final Magic SEED = new Magic("seed", Kind.LINE, "number",
            "Starts the common random numbers anew.", "%seed 42", call -> {
        try {
            Settings.seed(Long.parseLong(call.line().replace("_", "")));
        } catch (NumberFormatException e) {
            throw call.failure(call.words().isEmpty() ? "needs a whole number, such as %seed 42"
                    : call.line() + " is not a whole number; write %seed 42");
        }
        return null;
    });

    static final Magic THREADS = new Magic("threads", Kind.LINE, "[number]",
            "How many threads share the work of one op; results do not depend on it.", "%threads 1", call -> {
        if (call.words().isEmpty()) {
            Settings.threads();
            return null;
        }
        try {
            Settings.threads(Integer.parseInt(call.line()));
        } catch (NumberFormatException e) {
            throw call.failure(call.line() + " is not a whole number; write %threads 2");
        }
        return null;
    });

    static final Magic ANOMALY = new Magic("anomaly", Kind.LINE, "on|off",
            "Stops at the first op that makes NaN, and keeps the line of each op.", "%anomaly on", call -> {
        if (!List.of("on", "off").contains(call.line())) {
            throw call.failure("is switched on or off; write %anomaly on" + (call.words().isEmpty() ? "" : ", not "
                    + call.line()));
        }
        Settings.anomaly(call.line().equals("on"));
        return null;
    });

    private SettingsMagics() {
    }
}
