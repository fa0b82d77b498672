package jacobi.notebook;

import jacobi.Tensor;
import jacobi.nn.Layer;
import jacobi.notebook.cell.Hosts;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tensors as pictures, and models as tables: the magics {@code %heatmap}, {@code %image}, {@code %histogram} and {@code
 * %summary} as methods, and more. Statically imported in a
 * notebook and in JShell. Each picture has a text form with the same content; {@link Displays} has them as values.
 */
public final class Views {
    private Views() {
    }

    /**
     * Shows a matrix as colours beside a bar that tells what they mean: blue to red around zero if it has numbers on
     * both sides of it, dark to bright otherwise. Up to 16 rows and columns have their numbers in them; beyond 400 each
     * cell is the mean of a block.
     *
     * {@snippet :
     * heatmap(layer.weight());
     * }
     *
     * @param matrix {@code [rows, columns]}; a vector is one row
     * @throws IllegalArgumentException if it has more axes
     */
    public static void heatmap(Tensor matrix) {
        Hosts.show(Displays.heatmap(matrix));
    }

    /**
     * Shows numbers as a picture. Numbers from 0 to 1 go from black to white, or full colour; whole numbers, and those
     * up to 255, from 0 to 255; any others are stretched from the least to the greatest. A line below says which.
     *
     * {@snippet :
     * image(mnist.train().x().slice(0, 1).reshape(28, 28));
     * }
     *
     * @param picture {@code [H, W]} or {@code [1, H, W]} for grey, {@code [3, H, W]} for colours; {@code [H, W, 3]}
     *                where the first axis cannot be the colours
     * @throws IllegalArgumentException if it has another shape
     */
    public static void image(Tensor picture) {
        Hosts.show(Displays.image(picture));
    }

    /**
     * Shows numbers as a picture whose black and white are these; see {@link #image(Tensor)}.
     *
     * @param black the number that is black
     * @param white the number that is white, or full colour
     */
    public static void image(Tensor picture, double black, double white) {
        Hosts.show(Displays.image(picture, black, white));
    }

    /**
     * Shows a batch as pictures in rows, up to 40 of them, all with the same black and white; see {@link #image(Tensor)}.
     *
     * {@snippet :
     * images(batch.x().reshape(-1, 1, 28, 28), batch.y());
     * images(filters, "first", "second");
     * }
     *
     * @param batch    {@code [N, H, W]} or {@code [N, 1, H, W]} for grey, {@code [N, 3, H, W]} or {@code [N, H, W, 3]}
     *                 for colours, or {@code [N, H * H]}, whose rows are square pictures
     * @param captions one for each picture, or none
     * @throws IllegalArgumentException if it has another shape, or the captions another number
     */
    public static void images(Tensor batch, String... captions) {
        Hosts.show(Displays.images(batch, List.of(captions)));
    }

    /**
     * Shows a batch as pictures with their labels below; see {@link #images(Tensor, String...)}.
     *
     * @param labels one number for each picture
     */
    public static void images(Tensor batch, Tensor labels) {
        Hosts.show(Displays.images(batch, labels));
    }

    /**
     * Shows how often numbers occur, in the same bins for all tensors; NaN and infinities are left out and counted.
     * Whole numbers get a bin each where there are fewer than 60. Of more than two million numbers a sample is taken,
     * spread evenly, and the picture says so.
     *
     * {@snippet :
     * histogram(layer.weight(), layer.weight().grad());
     * }
     *
     * @param tensors 1 to 8, of any shapes
     */
    public static void histogram(Tensor... tensors) {
        Hosts.show(Displays.histogram(tensors));
    }

    /**
     * Shows how often numbers occur, for tensors with names; see {@link #histogram(Tensor...)}.
     *
     * {@snippet :
     * histogram(List.of("before", "after"), before, after);
     * }
     */
    public static void histogram(List<String> names, Tensor... tensors) {
        Hosts.show(Displays.histogram(names, tensors));
    }

    /**
     * Shows how often each class was taken for which: a row for each class that it is, a column for each that was
     * predicted, with counts, and shares of the row.
     *
     * {@snippet :
     * confusion(model.apply(test.x()), test.y());
     * }
     *
     * @param predicted classes {@code [n]}, or scores {@code [n, classes]}, of which the highest counts
     * @param actual    classes {@code [n]}, whole numbers from 0, at most 30 of them
     * @param names     the names of the classes in order; none for their numbers
     * @throws IllegalArgumentException if shapes or classes do not fit
     */
    public static void confusion(Tensor predicted, Tensor actual, String... names) {
        Hosts.show(Displays.confusion(predicted, actual, names));
    }

    /**
     * Shows what a classifier of points in the plane says everywhere, the deeper the colour the surer, with the points
     * it learnt from. The model runs once on a grid of 18,000 places, without recording gradients.
     *
     * {@snippet :
     * boundary(model, x, y);
     * }
     *
     * @param model  gives for {@code [n, 2]} scores {@code [n, classes]} with at most 8 classes, or one number for each
     *               point: a probability with the boundary at 0.5 if all are from 0 to 1, else a score with it at 0
     * @param points {@code [n, 2]}
     * @param labels {@code [n]}: whole numbers from 0; any two numbers, such as -1 and 1, for a model with one output
     * @throws IllegalArgumentException if shapes or labels do not fit
     */
    public static void boundary(UnaryOperator<Tensor> model, Tensor points, Tensor labels) {
        Hosts.show(Displays.boundary(model, points, labels));
    }

    /**
     * Shows a model as a tree of its layers: the shapes of the parameters of each, how many numbers those are, and
     * totals. With the shape of an input, the model is run on zeros once, without gradients, and each row tells what
     * comes out and how many multiply-adds its matrix products and convolutions take; other ops are not counted. Layers
     * say their parts by {@link Layer#parts}.
     *
     * {@snippet :
     * summary(model);
     * summary(model, 64, 784);
     * }
     *
     * @param input the lengths of the axes of an input; none to run nothing
     * @throws IllegalArgumentException if the model does not take such an input, with the layer and what that says
     */
    public static void summary(Layer model, int... input) {
        Hosts.show(Displays.summary(model, input));
    }
}
