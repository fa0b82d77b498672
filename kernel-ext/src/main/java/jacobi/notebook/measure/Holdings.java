package jacobi.notebook.measure;

import jacobi.Tensor;
import jacobi.autograd.Node;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors that can be reached from some variables: what keeps them in memory. The walk goes through tensors, their
 * gradients and graphs, objects of Jacobi's classes and of the notebook's own, arrays, and Java's collections; not through
 * objects of other libraries, nor through what only a thread holds. So it costs nothing until it is asked for.
 */
public final class Holdings {
    /** Objects beyond which the walk stops. */
    private static final int MOST = 2_000_000;
    private static final String NOTEBOOK = "REPL.";

    /** What a tensor is there for. */
    public enum Role {
        /** A leaf that requires gradients. */
        PARAMETER("parameter"),
        /** What a backward pass left at a leaf. */
        GRADIENT("gradient"),
        /** What an op computed, or a graph keeps. */
        RESULT("in a graph"),
        /** Without a history. */
        DATA("data");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** {@return the role in words} */
        public String word() {
            return word;
        }
    }

    /**
     * A tensor.
     *
     * @param variable through which variable it was reached first
     * @param kind     its shape and type
     * @param role     what it is there for
     * @param bytes    the memory that no tensor before it has already; none for a view
     * @param line     in which line it was computed; null if this was not recorded
     */
    public record Held(String variable, String kind, Role role, long bytes, String line) {
    }

    private record Step(Object object, Role role) {
    }

    private final List<Held> tensors = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Class<?>, List<Field>> fields = new LinkedHashMap<>();
    private final Deque<Step> open = new ArrayDeque<>();
    private boolean complete = true;

    private Holdings() {
    }

    /** {@return what is reached from variables, in their order} */
    public static Holdings of(Map<String, Object> variables) {
        Holdings holdings = new Holdings();
        variables.forEach(holdings::walk);
        return holdings;
    }

    /** {@return the tensors, each once} */
    public List<Held> tensors() {
        return tensors;
    }

    /** {@return whether all objects were looked at} */
    public boolean isComplete() {
        return complete;
    }

    private void walk(String variable, Object value) {
        add(value, Role.DATA);
        while (!open.isEmpty()) {
            Step step = open.remove();
            Object object = step.object;
            switch (object) {
                case Tensor tensor -> visit(variable, tensor, step.role);
                case Node node -> {
                    node.inputs().forEach(input -> add(input, Role.RESULT));
                    add(node.output(), Role.RESULT);
                    add(node.op(), Role.RESULT);
                }
                case Object[] array -> {
                    for (Object element : array) {
                        add(element, step.role);
                    }
                }
                case Optional<?> optional -> optional.ifPresent(element -> add(element, step.role));
                case Collection<?> collection when isOfJava(object) -> snapshot(collection)
                        .forEach(element -> add(element, step.role));
                case Map<?, ?> map when isOfJava(object) -> {
                    snapshot(map.keySet()).forEach(key -> add(key, step.role));
                    snapshot(map.values()).forEach(element -> add(element, step.role));
                }
                default -> visitFields(object, step.role);
            }
        }
    }

    private void visit(String variable, Tensor tensor, Role found) {
        Role role = found == Role.GRADIENT ? found : tensor.node() != null ? Role.RESULT
                : tensor.requiresGrad() ? Role.PARAMETER : found;
        long bytes = buffers.add(tensor.array().buffer())
                ? (long) tensor.array().buffer().length() * tensor.dtype().bytes() : 0;
        tensors.add(new Held(variable, tensor.dtype() + " " + tensor.shape(), role, bytes,
                tensor.node() == null ? null : tensor.node().line()));
        if (tensor.node() != null) {
            add(tensor.node(), Role.RESULT);
        } else if (tensor.requiresGrad()) {
            add(tensor.grad(), Role.GRADIENT);
        }
    }

    private void visitFields(Object object, Role role) {
        for (Field field : fields.computeIfAbsent(object.getClass(), Holdings::fieldsOf)) {
            try {
                add(field.get(object), role);
            } catch (IllegalAccessException e) {
                complete = false;
            }
        }
    }

    /** Fields that may lead to tensors; none of classes that are neither Jacobi's nor the notebook's. */
    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> found = new ArrayList<>();
        for (Class<?> in = type; in != null && isOurs(in); in = in.getSuperclass()) {
            for (Field field : in.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    try {
                        field.setAccessible(true);
                        found.add(field);
                    } catch (RuntimeException e) {
                        // Nobody may look into this one.
                    }
                }
            }
        }
        return found;
    }

    private static boolean isOurs(Class<?> type) {
        String name = type.getName();
        return name.startsWith(NOTEBOOK) || name.startsWith("jacobi.") && !name.startsWith("jacobi.backend.");
    }

    private static boolean isOfJava(Object object) {
        return object.getClass().getName().startsWith("java.util.");
    }

    /** A copy, as far as another thread that changes the collection lets us have one. */
    private static List<Object> snapshot(Collection<?> collection) {
        try {
            return new ArrayList<>(collection);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private void add(Object object, Role role) {
        if (object == null || object instanceof String || object instanceof Number || object instanceof Enum<?>
                || object instanceof Class<?>) {
            return;
        }
        if (seen.size() >= MOST) {
            complete = false;
            return;
        }
        if (seen.add(object)) {
            open.add(new Step(object, role));
        }
    }
}
