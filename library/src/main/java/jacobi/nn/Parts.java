package jacobi.nn;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What layers consist of, as far as their fields tell. */
final class Parts {
    private Parts() {
    }

    /** The layers in the fields of a layer, those of its superclass first, each once. */
    static List<Layer> of(Layer layer) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(layer);
        List<Layer> parts = new ArrayList<>();
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> c = layer.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
            classes.addFirst(c);
        }
        for (Class<?> c : classes) {
            for (Field field : c.getDeclaredFields()) {
                // What an inner class is in is the whole, not a part.
                if (!Modifier.isStatic(field.getModifiers()) && !field.getName().startsWith("this$")
                        && !field.getType().isPrimitive()) {
                    add(value(field, layer), seen, parts);
                }
            }
        }
        return Collections.unmodifiableList(parts);
    }

    private static Object value(Field field, Layer layer) {
        try {
            field.setAccessible(true);
            return field.get(layer);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;                // closed to others; such a layer says its parts itself
        }
    }

    private static void add(Object value, Set<Object> seen, List<Layer> parts) {
        switch (value) {
            case null -> {
            }
            case Layer part -> {
                if (seen.add(part)) {
                    parts.add(part);
                }
            }
            case List<?> list -> list.stream().filter(Layer.class::isInstance)
                    .forEach(part -> add(part, seen, parts));
            case Map<?, ?> map -> map.values().stream().filter(Layer.class::isInstance)
                    .forEach(part -> add(part, seen, parts));
            case Object[] array -> Arrays.stream(array).filter(Layer.class::isInstance)
                    .forEach(part -> add(part, seen, parts));
            default -> {
            }
        }
    }

    /** What a layer calls itself, in one line; its class, if it does not. */
    static String name(Layer layer) {
        Class<?> type = layer.getClass();
        if (type.isHidden() || type.isSynthetic()) {
            return "function";
        }
        try {
            if (type.getMethod("toString").getDeclaringClass() != Object.class) {
                String text = String.valueOf(layer).lines().findFirst().orElse("").replace("[]", "");
                if (!text.isBlank()) {
                    return text;
                }
            }
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
        return type.isAnonymousClass() ? "layer" : type.getSimpleName();
    }
}
