package jacobi.notebook.host;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Lets go of what piles up while cells are run again and again. JShell keeps every snippet that it ever ran, with the text
 * and the bytes of its class, the compiler keeps references to its own rubbish, and the value of an expression stays in
 * a variable that nobody knows the name of. Nothing public lets go of them. Where this JShell has other parts, or does
 * not open them, they stay.
 *
 * <p>What remains of a statement is its class itself: the one class loader that JShell has cannot unload it.
 */
final class Leftovers implements Consumer<SnippetEvent> {
    /** The latest snippets that are over stay: one that runs others is among them, and its failure is told by its text. */
    private static final int KEPT = 256;
    /** How many are let go of at once. */
    private static final int AT_ONCE = 32;
    /** Snippets after which the compiler starts anew, which takes it a moment; each leaves some 5 kB in it. */
    private static final int COMPILED = 1000;
    /** Cells whose results are remembered. */
    private static final int CELLS = 1000;
    /** Where an execution control and its loader, of JShell and of the kernels, keep classes by their names. */
    private static final List<List<String>> LOADED = List.of(List.of("loaderDelegate", "declaredClasses"),
            List.of("loaderDelegate", "loadedClasses"), List.of("loaderDelegate", "klasses"),
            List.of("loaderDelegate", "loader", "classFiles"));
    private static final String CLASSES = "REPL.$JShell$";

    private final JShell shell;
    private final Supplier<String> code;
    private final int kept;
    private final int restart;
    private final Map<String, VarSnippet> results = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, VarSnippet> eldest) {
            return size() > CELLS;
        }
    };
    private final Deque<Snippet> over = new ArrayDeque<>();
    private boolean known = true;
    private int compiled;

    /** @param code gives the cell that runs now, as it was written; null if this is not known */
    Leftovers(JShell shell, Supplier<String> code) {
        this(shell, code, KEPT, COMPILED);
    }

    Leftovers(JShell shell, Supplier<String> code, int kept, int restart) {
        this.shell = shell;
        this.code = code;
        this.kept = kept;
        this.restart = restart;
    }

    @Override
    public synchronized void accept(SnippetEvent event) {
        if (!known) {
            return;
        }
        try {
            Snippet snippet = event.snippet();
            compiled += event.status().isActive() ? 1 : 0;
            if (isUnique(snippet) || !event.status().isActive()) {
                over.add(snippet);
            } else if (isResult(snippet) && event.causeSnippet() == null) {
                result((VarSnippet) snippet);
            }
            if (over.size() >= kept + AT_ONCE) {
                letGo();
            }
            if (compiled >= restart) {
                compiled = 0;
                restartCompiler();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            known = false;
            over.clear();
            results.clear();
            Internals.unknown("record of snippets", e);
        }
    }

    /** Whether a snippet declares nothing that later ones could name, so that it is over once it ran. */
    private static boolean isUnique(Snippet snippet) {
        return switch (snippet.kind()) {
            case STATEMENT, EXPRESSION, ERRONEOUS -> true;
            default -> false;
        };
    }

    private static boolean isResult(Snippet snippet) {
        return snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    /** Lets a result of a cell take the place of the one that the same cell had when it ran before. */
    private void result(VarSnippet snippet) throws ReflectiveOperationException {
        String cell = code.get();
        VarSnippet before = cell == null ? null : results.put(snippet.source() + '\n' + cell, snippet);
        if (before == null || before == snippet || !shell.status(before).isActive()) {
            return;
        }
        Class<?> type = Class.forName(className(before), false, Thread.currentThread().getContextClassLoader());
        Field variable = type.getDeclaredField(before.name());
        variable.setAccessible(true);
        if (!variable.getType().isPrimitive()) {
            variable.set(null, null);                   // the class outlives the variable
        }
        shell.drop(before);
    }

    private static String className(Snippet snippet) throws ReflectiveOperationException {
        Method name = Snippet.class.getDeclaredMethod("classFullName");
        name.setAccessible(true);
        return (String) name.invoke(snippet);
    }

    @SuppressWarnings("unchecked")
    private void letGo() throws ReflectiveOperationException {
        Object maps = Internals.value(shell, "maps");
        Object compiler = Internals.value(shell, "taskFactory");
        Set<Snippet> snippets = (Set<Snippet>) Internals.value(maps, "snippets");
        List<Snippet> byIndex = (List<Snippet>) Internals.value(maps, "keyIndexToSnippet");
        Map<?, ?> outers = (Map<?, ?>) Internals.value(Internals.value(shell, "outerMap"), "classOuters");
        Map<?, ?> variables = (Map<?, ?>) Internals.value(Internals.value(shell, "keyMap"), "varMap");
        List<Map<String, ?>> classes = new ArrayList<>(loaded());
        classes.add((Map<String, ?>) Internals.value(Internals.value(shell, "classTracker"), "map"));
        classes.add((Map<String, ?>) Internals.value(Internals.value(compiler, "fileManager"), "classObjects"));
        Set<String> gone = new HashSet<>();
        synchronized (compiler) {
            while (over.size() > kept) {
                Snippet snippet = over.remove();
                snippets.remove(snippet);
                Object outer = Internals.value(snippet, "outer");
                if (outer == null) {
                    continue;                           // it did not get as far as a class
                }
                String name = className(snippet);
                outers.remove(name.substring(name.lastIndexOf('.') + 1), outer);
                // The next declaration of a name goes by what is known of the class of the one before.
                if (isUnique(snippet) || isResult(snippet)) {
                    int index = byIndex.lastIndexOf(snippet);
                    if (index >= 0) {
                        byIndex.set(index, null);
                    }
                    if (snippet instanceof VarSnippet variable) {
                        variables.remove(variable.name());
                    }
                    gone.add(name);
                }
            }
            classes.forEach(map -> map.keySet().removeIf(name -> gone.contains(outermost(name))));
        }
    }

    /** The class of a snippet that a class is, or is within; some know it by its file. */
    private static String outermost(String name) {
        String dotted = name.endsWith(".class") ? name.substring(0, name.length() - 6).replace('/', '.') : name;
        int nested = dotted.startsWith(CLASSES) ? dotted.indexOf('$', CLASSES.length()) : -1;
        return nested < 0 ? dotted : dotted.substring(0, nested);
    }

    @SuppressWarnings("unchecked")
    private Collection<Map<String, ?>> loaded() throws ReflectiveOperationException {
        Object control = Internals.value(shell, "executionControl");
        List<Map<String, ?>> found = new ArrayList<>();
        for (List<String> path : LOADED) {
            Object part = control;
            try {
                for (String field : path) {
                    part = Internals.value(part, field);
                }
                found.add((Map<String, ?>) part);
            } catch (ReflectiveOperationException | RuntimeException e) {
                Internals.unknown(String.join(".", path), e);
            }
        }
        return found;
    }

    private void restartCompiler() throws ReflectiveOperationException {
        Object compiler = Internals.value(shell, "taskFactory");
        Method restart = compiler.getClass().getDeclaredMethod("initTaskPool");
        restart.setAccessible(true);
        synchronized (compiler) {
            restart.invoke(compiler);
        }
    }
}
