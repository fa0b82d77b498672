package jacobi.notebook.host;

import jacobi.OperationInterruptedException;
import jacobi.notebook.CompareMagic;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Why code did not compile or failed, in a sentence or two; JJava itself tells only of a whole cell. */
final class JJavaErrors {
    private JJavaErrors() {
    }

    /** Whether code failed because the kernel was interrupted, as JJava itself says or as an op of it does. */
    static boolean interrupted(RuntimeException error) {
        return error.getClass().getSimpleName().equals("EvaluationInterruptedException")
                || error.getCause() instanceof EvalException e
                && e.getExceptionClassName().equals(OperationInterruptedException.class.getName());
    }

    static String sentence(BaseKernel kernel, RuntimeException error) {
        if (error.getCause() instanceof EvalException e) {
            return simpleName(e.getExceptionClassName()) + ": " + e.getMessage();
        }
        try {
            // The classes are JJava's own, and in no library that we could compile against.
            if (error.getClass().getSimpleName().equals("CompilationException")) {
                SnippetEvent event = (SnippetEvent) call(error, "getBadSnippetCompilation");
                JShell shell = (JShell) call(kernel, "getJShell");
                return diagnostics(shell.diagnostics(event.snippet()).toList(), event.snippet().source());
            }
            if (error.getClass().getSimpleName().equals("IncompleteSourceException")) {
                return "the code is incomplete: " + call(error, "getSource");
            }
        } catch (ReflectiveOperationException e) {
            error.addSuppressed(e);
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    /** Has something done after each snippet that the kernel evaluates. */
    static void afterSnippets(BaseKernel kernel, Consumer<SnippetEvent> action) {
        try {
            ((JShell) call(kernel, "getJShell")).onSnippetEvent(action);
        } catch (ReflectiveOperationException e) {
            System.getLogger("jacobi").log(System.Logger.Level.DEBUG, "a kernel without JShell", e);
        }
    }

    /**
     * Adds a sentence to the compiler's complaint about a cell that has {@code %%compare} and nothing below it, since
     * JJava takes that for code.
     */
    static void explainLonelyMagic(SnippetEvent event) {
        String source = event.snippet() == null ? "" : event.snippet().source().strip();
        if (event.status() == Snippet.Status.REJECTED && source.matches("%%compare(\\s.*)?")) {
            System.err.println(CompareMagic.lonely(source));
        }
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        try {
            return object.getClass().getMethod(method).invoke(object);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static String diagnostics(List<Diag> diagnostics, String source) {
        if (diagnostics.isEmpty()) {
            return "this does not compile: " + source.strip();
        }
        Diag first = diagnostics.getFirst();
        int from = (int) Math.clamp(first.getStartPosition(), 0, source.length());
        int to = (int) Math.clamp(first.getEndPosition(), from, source.length());
        String message = first.getMessage(Locale.ENGLISH).lines().map(String::strip)
                .filter(line -> !line.startsWith("location:")).reduce((a, b) -> a + ", " + b).orElse("");
        String place = source.substring(0, from).lines().count() > 1
                ? " in line " + source.substring(0, from).lines().count() : "";
        return "does not compile" + place + ", at " + source.substring(from, to).strip() + ": " + message;
    }
}
