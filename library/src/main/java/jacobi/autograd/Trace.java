package jacobi.autograd;

import jacobi.Tensor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Help in finding mistakes, off by default because it costs a microsecond an op: the line of the user's code is kept with
 * each recorded op, and the first op that makes NaN out of numbers stops the computation, in the backward pass too (PyTorch's anomaly
 * detection). Inside {@code noGrad} nothing is checked.
 */
public final class Trace {
    /** A line of which the file was made by JShell. */
    private static final Pattern TYPED = Pattern.compile("(.*) \\((?:null|\\$.*):-?\\d+\\)");
    private static volatile boolean on;

    private Trace() {
    }

    /** Switches it on or off, for all threads. */
    public static void on(boolean wanted) {
        on = wanted;
    }

    /** {@return whether it is on} */
    public static boolean isOn() {
        return on;
    }

    /** {@return the innermost line of code that is not of this library, such as {@code main (Main.java:7)}} */
    public static String line() {
        return StackWalker.getInstance().walk(frames -> frames
                .filter(frame -> !isOurs(frame.getClassName()))
                .map(frame -> frame.getMethodName() + " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .findFirst().orElse("an unknown line"));
    }

    /**
     * {@return a line as messages say it, after a blank: {@code at main (Main.java:7)}} Of code that was typed at a prompt or
     * into a notebook's cell, whose files nobody wrote, it is the method, such as {@code in shifted}; nothing if that has no
     * name either, or if there is no line.
     *
     * @param line what {@link #line} gave; null for none
     */
    public static String at(String line) {
        if (line == null) {
            return "";
        }
        Matcher typed = TYPED.matcher(line);
        return !typed.matches() ? " at " + line : typed.group(1).contains("$") ? "" : " in " + typed.group(1);
    }

    private static boolean isOurs(String className) {
        if (!className.startsWith("jacobi.")) {
            return className.startsWith("java.") || className.startsWith("jdk.");
        }
        String rest = className.substring("jacobi.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest.equals("Tensor") || rest.equals("Tensors") || rest.equals("RandomTensors")
                || rest.equals("TensorFactories")
                : switch (rest.substring(0, dot)) {
                    case "ops", "autograd", "backend", "nn", "optim" -> !rest.endsWith("Test") && !rest.contains("Test$");
                    default -> false;
                };
    }

    /** Stops at a result with NaN whose inputs have none. */
    public static void check(String op, Tensor y, Tensor... x) {
        // Looking is not recorded, and so not looked at in turn.
        String inputs = GradMode.with(false, () -> hasNaN(y) ? inputs(x) : null);
        if (inputs != null) {
            throw new ArithmeticException(op + ": its result of shape " + y.shape() + " has NaN, and its inputs have none: "
                    + inputs + (at(line()).isEmpty() ? "" : ";" + at(line())));
        }
    }

    /** What the inputs are; null if one of them has NaN itself. */
    private static String inputs(Tensor[] x) {
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            if (hasNaN(x[i])) {
                return null;
            }
            inputs.append(i > 0 ? ", " : "").append(summary(x[i]));
        }
        return inputs.toString();
    }

    private static boolean hasNaN(Tensor t) {
        if (!t.dtype().isFloating()) {
            return false;
        }
        for (double value : t.toDoubles()) {
            if (Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private static String summary(Tensor t) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : t.toDoubles()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return t.size() == 0 ? "shape " + t.shape()
                : String.format(Locale.ROOT, "shape %s from %.4g to %.4g", t.shape(), low, high);
    }
}
