package jacobi.nn;

import jacobi.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Layers one after the other: the output of each is the input of the next.
 *
 * {@snippet :
 * var model = new Sequential(new Linear(784, 128), new ReLU(), new Linear(128, 10));
 * Tensor scores = model.apply(x);            // [64, 784] gives [64, 10]
 * }
 */
public final class Sequential implements Layer {
    private final List<Layer> layers;

    /** A model of these layers, in this order; without any it returns its input. */
    public Sequential(Layer... layers) {
        this.layers = List.of(layers);
    }

    @Override
    public Tensor apply(Tensor x) {
        for (Layer layer : layers) {
            x = layer.apply(x);
        }
        return x;
    }

    /** {@return the layers in order} */
    public List<Layer> layers() {
        return layers;
    }

    /** {@return the layers in order} */
    @Override
    public List<Layer> parts() {
        return layers;
    }

    @Override
    public String name() {
        return "Sequential";
    }

    /** {@return the parameters of all layers, in order} */
    @Override
    public List<Tensor> parameters() {
        List<Tensor> all = new ArrayList<>();
        for (Layer layer : layers) {
            all.addAll(layer.parameters());
        }
        return List.copyOf(all);
    }

    /** {@return the layers line by line, and how many numbers training changes} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Sequential(\n");
        for (Layer layer : layers) {
            text.append("  ").append(layer.toString().replace("[]", "").replace("\n", "\n  ")).append('\n');
        }
        long numbers = parameters().stream().mapToLong(Tensor::size).sum();
        return text.append(String.format(Locale.ROOT, ") with %,d parameters", numbers)).toString();
    }
}
