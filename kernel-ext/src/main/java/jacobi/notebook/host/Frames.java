package jacobi.notebook.host;

import jacobi.notebook.cell.Host.CodeLine;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;

/**
 * Where in the snippets of a notebook frames of the Java machine are. JShell tells that of exceptions only; so code in the
 * notebook throws one that claims to come from those frames.
 */
public final class Frames {
    private static final long PATIENCE_MILLIS = 10_000;
    private static volatile List<StackTraceElement> asked = List.of();
    private static volatile StackTraceElement[] answer = {};

    private Frames() {
    }

    /** The exception that asks. */
    public static final class Question extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Question(List<StackTraceElement> frames) {
            setStackTrace(frames.toArray(StackTraceElement[]::new));
        }
    }

    /** {@return what to throw} For code that {@link #places} has the kernel run. */
    public static Question question() {
        return new Question(asked);
    }

    /** Where in cells frames are, in the same order; null for one of which that cannot be told. */
    static synchronized List<CodeLine> places(List<StackTraceElement> frames, CellTrace trace, Consumer<String> evaluate) {
        asked = frames;
        answer = new StackTraceElement[0];
        // On a thread of its own: of a snippet that a snippet runs, JShell tells no exceptions.
        Thread asking = new Thread(() -> {
            try {
                evaluate.accept("throw " + Frames.class.getName() + ".question();");
            } catch (RuntimeException e) {
                // That is how the answer came.
            }
        }, "jacobi-frames");
        asking.setDaemon(true);
        asking.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        asking.start();
        try {
            asking.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asked = List.of();
        }
        StackTraceElement[] known = answer;
        return IntStream.range(0, frames.size()).mapToObj(i -> i < known.length ? trace.place(known[i]) : null).toList();
    }

    /** Takes the answer, {@return whether an exception is one}. */
    static boolean answers(JShellException exception) {
        if (!(exception instanceof EvalException e) || !e.getExceptionClassName().equals(Question.class.getName())) {
            return false;
        }
        answer = e.getStackTrace();
        return true;
    }
}
