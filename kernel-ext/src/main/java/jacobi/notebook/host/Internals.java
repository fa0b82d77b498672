package jacobi.notebook.host;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * The parts of kernels that are not public, or in no library that we could compile against. A version of a kernel that
 * lacks one of them keeps its own behaviour there.
 */
final class Internals {
    /** Types of variables that nobody asks for. */
    private static final Set<String> VALUES = Set.of("boolean", "byte", "short", "char", "int", "long", "float", "double",
            "String");

    private Internals() {
    }

    /** What JJava compiles and runs code with. */
    static JShell shell(BaseKernel kernel) {
        try {
            return (JShell) call(kernel, "getJShell");
        } catch (ReflectiveOperationException e) {
            unknown("JShell", e);
            return null;
        }
    }

    /** What a public method without parameters gives. */
    static Object call(Object object, String method) throws ReflectiveOperationException {
        try {
            return object.getClass().getMethod(method).invoke(object);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }

    /** Puts something else in the place of a part of the kernel, which an object keeps in a field. */
    static void replace(Object object, String part, Object by) {
        try {
            field(object.getClass(), part).set(object, by);
        } catch (ReflectiveOperationException | RuntimeException e) {
            unknown(part, e);
        }
    }

    /** Puts something else in the place of a part that an object has in several of its classes under one name. */
    static void replaceAll(Object object, String part, Object by) {
        try {
            for (Class<?> in = object.getClass(); in != null; in = in.getSuperclass()) {
                for (Field field : in.getDeclaredFields()) {
                    if (field.getName().equals(part)) {
                        field.setAccessible(true);
                        field.set(object, by);
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            unknown(part, e);
        }
    }

    /** The names of the variables that hold objects. */
    static List<String> variables(JShell shell) {
        return shell == null ? List.of() : shell.variables().filter(variable -> shell.status(variable) == Snippet.Status.VALID)
                .filter(variable -> !VALUES.contains(variable.typeName())).map(VarSnippet::name).toList();
    }

    /** The number of the cell that runs now, as the notebook shows it; 0 if it cannot be told. */
    static int cellNumber(Object kernel) {
        try {
            return ((Number) value(kernel, "executionCount")).intValue() - 1;       // the next cell's number
        } catch (ReflectiveOperationException | RuntimeException e) {
            unknown("executionCount", e);
            return 0;
        }
    }

    /** What runs the classes of snippets in JJava; null if it cannot be told. */
    static Object control(BaseKernel kernel) {
        try {
            return value(call(kernel, "getEvaluator"), "execControl");
        } catch (ReflectiveOperationException | RuntimeException e) {
            unknown("execution control", e);
            return null;
        }
    }

    /** The results of snippets that a kernel did not take yet, by the value of the snippet's event. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> results(Object control) {
        try {
            return (Map<String, Object>) value(control, "results");
        } catch (ReflectiveOperationException | RuntimeException e) {
            unknown("results", e);
            return Map.of();
        }
    }

    /** What an object keeps in a field. */
    static Object value(Object object, String part) throws ReflectiveOperationException {
        return field(object.getClass(), part).get(object);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> in = type; in != null; in = in.getSuperclass()) {
            for (Field field : in.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    static void unknown(String part, Exception e) {
        System.getLogger("jacobi").log(System.Logger.Level.DEBUG, "this version of the kernel has another " + part, e);
    }
}
