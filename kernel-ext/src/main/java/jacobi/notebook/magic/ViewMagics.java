package jacobi.notebook.magic;

import jacobi.Tensor;
import jacobi.notebook.Views;
import jacobi.notebook.magic.Magic.Kind;

/** Magics that show tensors as pictures. */
final class ViewMagics {
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

    private ViewMagics() {
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
