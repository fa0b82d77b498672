package jacobi.notebook.host;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** The variables that JShell makes for values of expressions, {@code $1} and so on; they live as long as the notebook. */
final class CellResults {
    /** Assignments in one piece of code, far below what fits into a method. */
    private static final int AT_ONCE = 1000;
    private static final List<String> PRIMITIVES = List.of("boolean", "byte", "short", "char", "int", "long", "float", "double");

    private CellResults() {
    }

    /** Lets go of the values, and of the variables but for the last, which may be that of the snippet that runs now. */
    static void letGo(JShell shell, Consumer<String> evaluate) {
        if (shell == null) {
            return;
        }
        List<VarSnippet> results = shell.variables().filter(variable -> variable.name().startsWith("$")
                && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                && shell.status(variable) == Snippet.Status.VALID).toList();
        for (int from = 0; from < results.size(); from += AT_ONCE) {
            String assignments = results.subList(from, Math.min(results.size(), from + AT_ONCE)).stream()
                    .filter(variable -> !PRIMITIVES.contains(variable.typeName()))
                    .map(variable -> variable.name() + " = null;").collect(Collectors.joining(" "));
            if (!assignments.isEmpty()) {
                evaluate.accept("{ " + assignments + " }");      // the class with the variable outlives the variable
            }
        }
        results.stream().limit(Math.max(0, results.size() - 1)).forEach(shell::drop);
    }
}
