package jacobi.notebook.magic;

import jacobi.OperationInterruptedException;
import java.util.List;
import java.util.function.Function;

/**
 * A command that a notebook writes as {@code %name} in a line, or as {@code %%name} above a cell. The same thing is a
 * static method, for JShell and for programs; a magic only reads its words and calls it.
 *
 * @param name      what stands behind the percent sign
 * @param kind      whether it stands in a line of its own or is for a whole cell
 * @param arguments what may follow, as help shows it; empty for none
 * @param summary   what it does, as one sentence
 * @param example   one use, with its percent signs
 * @param action    does it
 */
public record Magic(String name, Kind kind, String arguments, String summary, String example, Action action) {
    /** Where a magic stands. */
    public enum Kind {
        /** In a line of its own, between lines of code or alone. */
        LINE("%"),
        /** In the first line of a cell, for all the code below it. */
        CELL("%%");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /** What a magic does. */
    @FunctionalInterface
    public interface Action {
        /** {@return what is to be shown as the cell's result; null for nothing} */
        Object run(MagicCall call);
    }

    /** {@return the name as it is written, with its percent signs} */
    public String sign() {
        return kind.sign + name;
    }

    /**
     * {@return what is to be shown as the cell's result; null for nothing} For adapters of hosts: whatever a magic fails with
     * is one sentence in the end, since nothing of the stack above it is the user's.
     *
     * @param words   what stands behind the name
     * @param code    the cell without its first line; null for a magic of a line
     * @param failure makes of a sentence what the host shows best
     */
    public Object run(List<String> words, String code, Function<String, RuntimeException> failure) {
        try {
            return action.run(new MagicCall(this, words, code));
        } catch (OperationInterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failure.apply(e.getMessage() == null ? sign() + ": " + e : e.getMessage());
        }
    }

    /** {@return the sentence of a failure: the magic, what is wrong, and what to do} */
    public IllegalArgumentException failure(String problem) {
        return new IllegalArgumentException(sign() + ": " + problem);
    }
}
