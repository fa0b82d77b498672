package jacobi.notebook.host;

import jacobi.OperationInterruptedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/** Why code did not compile or failed, in a sentence or two; kernels themselves tell only of a whole cell. */
final class CellErrors {
    /** What a kernel calls the exception of code that it stopped. */
    private static final String INTERRUPTED = "Execution Interrupted";

    private CellErrors() {
    }

    /** Whether code failed because the kernel was interrupted, as the kernel itself says or as an op does. */
    static boolean interrupted(Throwable error) {
        return error.getClass().getSimpleName().equals("EvaluationInterruptedException")
                || evaluated(error) instanceof EvalException e
                && e.getExceptionClassName().equals(OperationInterruptedException.class.getName());
    }

    /** How the list of runs tells of an exception that ended a cell. */
    static String ending(Exception error) {
        if (!(error instanceof EvalException e)) {
            return "failed: " + error.getMessage();
        }
        return e.getExceptionClassName().equals(OperationInterruptedException.class.getName())
                || e.getExceptionClassName().equals(INTERRUPTED) ? "stopped"
                : "failed: " + simpleName(e.getExceptionClassName()) + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    /** What JShell says went wrong, which JJava wraps; null if it was not JShell. */
    private static EvalException evaluated(Throwable error) {
        return error instanceof EvalException e ? e : error.getCause() instanceof EvalException e ? e : null;
    }

    /** What went wrong in code of the running cell, and in which of its lines. */
    static String sentence(JShell shell, CellTrace trace, Throwable error) {
        if (evaluated(error) instanceof EvalException e) {
            return simpleName(e.getExceptionClassName()) + Arrays.stream(e.getStackTrace()).map(trace::place)
                    .filter(place -> place != null && place.here()).findFirst().map(place -> " in line " + place.line())
                    .orElse("") + (e.getMessage() == null ? "" : ": " + e.getMessage());
        }
        try {
            // The classes are the kernel's own, and in no library that we could compile against.
            if (error.getClass().getSimpleName().equals("CompilationException")) {
                SnippetEvent event = (SnippetEvent) Internals.call(error, "getBadSnippetCompilation");
                return diagnostics(shell.diagnostics(event.snippet()).toList(), event.snippet().source());
            }
            if (error.getClass().getSimpleName().equals("IncompleteSourceException")) {
                return "the code is incomplete: " + Internals.call(error, "getSource");
            }
        } catch (ReflectiveOperationException e) {
            error.addSuppressed(e);
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
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
