package jacobi.notebook.magic;

import jacobi.Tensor;
import jacobi.nn.Layer;
import jacobi.notebook.Views;
import jacobi.notebook.magic.Magic.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Magics that show tensors as pictures, and models as tables. */
final class ViewMagics {
    /** A shape at the end: 64 784, 64x784, 64,784 or [64, 784]. */
    private static final Pattern SHAPE = Pattern.compile(
            "(?<model>.*?)\\s+(?<shape>\\[[\\d\\s,]*\\d[\\d\\s,]*]|\\d+(?:(?:\\s*[x×,]\\s*|\\s+)\\d+)*)\\s*");

    static final Magic HEATMAP = new Magic("heatmap", Kind.LINE, "matrix",
            "A matrix as colours, with its numbers if it is small.", "%heatmap layer.weight()", call -> {
        Views.heatmap(tensor(call));
        return null;
    });

    static final Magic IMAGE = new Magic("image", Kind.LINE, "tensor",
            "A tensor as a picture; a batch, [N, 1, H, W] or [N, 3, H, W], as several.", "%image x.slice(0, 1).reshape(28, 28)",
            call -> {
        Tensor tensor = tensor(call);
        if (tensor.rank() == 4 && tensor.size(0) != 1) {
            Views.images(tensor);
        } else {
            Views.image(tensor);
        }
        return null;
    });

    static final Magic HISTOGRAM = new Magic("histogram", Kind.LINE, "tensor",
            "How often numbers occur.", "%histogram layer.weight()", call -> {
        Views.histogram(tensor(call));
        return null;
    });

    static final Magic SUMMARY = new Magic("summary", Kind.LINE, "model [input shape]",
            "The layers of a model with their parameters; for an input shape, also what each gives and computes.",
            "%summary model 64 784", call -> {
        Matcher parts = SHAPE.matcher(call.line());
        boolean shaped = parts.matches();
        String expression = shaped ? parts.group("model") : call.line();
        if (expression.isBlank()) {
            throw call.failure("needs a model, such as %summary model 64 784");
        }
        boolean function = expression.contains("->") || expression.contains("::");
        Object value = call.evaluate(function ? "(jacobi.nn.Layer) (" + expression + ")" : expression);
        if (!(value instanceof Layer model)) {
            throw call.failure(expression + " is not a model" + (value == null ? "" : ", but of type "
                    + value.getClass().getSimpleName()) + "; a model is a Layer, such as new Sequential(...)");
        }
        Views.summary(model, shaped ? dims(call, parts.group("shape")) : new int[0]);
        return null;
    });

    private ViewMagics() {
    }

    private static int[] dims(MagicCall call, String shape) {
        String[] numbers = shape.replaceAll("[^\\d]+", " ").strip().split(" ");
        try {
            return Stream.of(numbers).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw call.failure("the shape " + shape + " is too large; write lengths of axes, such as 64 784");
        }
    }

    private static Tensor tensor(MagicCall call) {
        if (call.words().isEmpty()) {
            throw call.failure("needs a tensor, such as " + call.magic().example());
        }
        Object value = call.evaluate(call.line());
        if (!(value instanceof Tensor tensor)) {
            throw call.failure(call.line() + " is not a tensor" + (value == null ? "" : ", but of type "
                    + value.getClass().getSimpleName()));
        }
        return tensor;
    }
}
