package jacobi.notebook.graph;

import jacobi.Tensor;
import jacobi.nn.Layer;
import jacobi.nn.Sequential;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tensors are called, and which layer a parameter belongs to, as far as variables tell. */
final class Names {
    private static final int LONGEST = 24;
    /** Elements of a list of which the others are not looked at. */
    private static final int MOST = 1000;
    private static final int DEEPEST = 4;

    /** A layer with parameters. */
    record Owner(String name, String form) {
    }

    private final Map<Tensor, String> names = new IdentityHashMap<>();
    private final Map<Tensor, Owner> owners = new IdentityHashMap<>();

    /** Tensors that are variables themselves come first, then those in layers, then those in lists. */
    Names(Map<String, Object> all) {
        Map<String, Object> variables = new LinkedHashMap<>(all);
        // A result of a cell is a variable too, whose name, such as $43, nobody gave.
        variables.keySet().removeIf(name -> name.startsWith("$"));
        variables.forEach((name, value) -> {
            if (value instanceof Tensor tensor) {
                names.putIfAbsent(tensor, clean(name));
            }
        });
        variables.forEach((name, value) -> {
            if (value instanceof Layer layer) {
                look(clean(name), layer, 0);
            }
        });
        variables.forEach((name, value) -> look(clean(name), value, 0));
    }

    private static String clean(String name) {
        String clean = Numbers.shorten(name, LONGEST);
        return clean.isEmpty() ? "?" : clean;
    }

    private void look(String name, Object value, int depth) {
        switch (value) {
            case Tensor tensor -> names.putIfAbsent(tensor, name);
            case Sequential sequential -> lookAtAll(name, sequential.layers(), depth);
            case Layer layer -> lookAtLayer(name, layer);
            case List<?> list -> lookAtAll(name, list, depth);
            case Object[] array -> lookAtAll(name, Arrays.asList(array), depth);
            case null, default -> { }
        }
    }

    private void lookAtAll(String name, List<?> list, int depth) {
        for (int i = 0; depth < DEEPEST && i < Math.min(MOST, list.size()); i++) {
            look(name + "[" + i + "]", list.get(i), depth + 1);
        }
    }

    private void lookAtLayer(String name, Layer layer) {
        List<Tensor> parameters = layer.parameters();
        Owner owner = new Owner(name, form(layer));
        boolean pair = parameters.size() <= 2 && !parameters.isEmpty() && parameters.getFirst().rank() >= 2
                && parameters.getLast().rank() == (parameters.size() == 1 ? parameters.getFirst().rank() : 1);
        for (int i = 0; i < parameters.size(); i++) {
            names.putIfAbsent(parameters.get(i), name + (pair ? i == 0 ? ".weight" : ".bias" : "." + i));
            owners.putIfAbsent(parameters.get(i), owner);
        }
    }

    /** What the layer says of itself if it is one line, and otherwise what kind it is. */
    private static String form(Layer layer) {
        String text = layer.toString();
        String kind = layer.getClass().getSimpleName();
        return text.startsWith(kind + "(") && text.length() <= LONGEST && !text.contains("\n") ? text
                : kind.isEmpty() ? "Layer" : Numbers.shorten(kind, LONGEST);
    }

    /** The name of a tensor; null if it has none. */
    String of(Tensor tensor) {
        return names.get(tensor);
    }

    /** The layer that a parameter belongs to; null if that is not known. */
    Owner owner(Tensor parameter) {
        return owners.get(parameter);
    }
}
