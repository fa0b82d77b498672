package jacobi.notebook.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.JShell;

/** The values of a notebook's variables. JShell tells their names; code that runs in the notebook hands them over. */
public final class CellVariables {
    /** Variables beyond which only the last ones are read. */
    private static final int MOST = 250;
    private static volatile Object[] taken = {};

    private CellVariables() {
    }

    /**
     * Takes values; for code that {@link #read} has the kernel run, where an expression would leave a variable behind. Not
     * synchronized: IJava runs that code on another thread while {@code read} waits for it.
     */
    public static void take(Object... values) {
        taken = values;
    }

    /** The variables that hold objects, in the order in which they were made; none if the kernel does not tell. */
    static synchronized Map<String, Object> read(JShell shell, Consumer<String> evaluate) {
        List<String> names = Internals.variables(shell);
        names = names.subList(Math.max(0, names.size() - MOST), names.size());
        Map<String, Object> values = new LinkedHashMap<>();
        if (names.isEmpty()) {
            return values;
        }
        try {
            evaluate.accept(CellVariables.class.getName() + ".take("
                    + names.stream().map(name -> "(Object) " + name).collect(Collectors.joining(", ")) + ");");
            for (int i = 0; i < names.size() && taken.length == names.size(); i++) {
                values.put(names.get(i), taken[i]);
            }
        } catch (RuntimeException e) {
            Internals.unknown("way to read variables", e);
        } finally {
            taken = new Object[0];
        }
        return values;
    }
}
