package jacobi.notebook;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.data.Dataset;
import jacobi.data.Split;
import jacobi.nn.Layer;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import jacobi.notebook.display.TableDisplay;
import jacobi.notebook.display.Words;
import jacobi.notebook.picture.Canvas;
import jacobi.notebook.picture.Png;
import jacobi.notebook.view.Boundary;
import jacobi.notebook.view.Confusion;
import jacobi.notebook.view.DatasetCard;
import jacobi.notebook.view.HeatMap;
import jacobi.notebook.view.Histogram;
import jacobi.notebook.view.ImageSheet;
import jacobi.notebook.view.OptimizerCard;
import jacobi.notebook.view.Summary;
import jacobi.notebook.view.TensorCard;
import jacobi.optim.SGD;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** How values that are a cell's result look. */
public final class Displays {
    private Displays() {
    }

    /**
     * A type of values and how they look.
     *
     * @param type    of these and of its subtypes
     * @param display makes the display of a value
     */
    public record Form<T>(Class<T> type, Function<T, Display> display) {
    }

    /** {@return how values look that a cell ends with, for adapters of hosts} */
    public static List<Form<?>> forms() {
        return List.of(new Form<>(Tensor.class, Displays::of), new Form<>(Table.class, Displays::of),
                new Form<>(Chart.class, Displays::of), new Form<>(BufferedImage.class, Displays::of),
                new Form<>(Layer.class, Displays::of), new Form<>(SGD.class, Displays::of),
                new Form<>(Dataset.class, Displays::of), new Form<>(Split.class, Displays::of),
                new Form<>(Display.class, display -> display), new Form<>(float[].class, Displays::ofArray),
                new Form<>(double[].class, Displays::ofArray), new Form<>(int[].class, Displays::ofArray),
                new Form<>(long[].class, Displays::ofArray), new Form<>(boolean[].class, Displays::ofArray),
                new Form<>(byte[].class, Displays::ofArray), new Form<>(Object[].class, Displays::ofArray),
                // Kernels know nothing of arrays being of the type of others.
                new Form<>(String[].class, Displays::ofArray), new Form<>(float[][].class, Displays::ofArray),
                new Form<>(double[][].class, Displays::ofArray), new Form<>(int[][].class, Displays::ofArray));
    }

    /**
     * {@return an array with its elements; of a long one, the first and the last}
     *
     * @param array of any type
     */
    public static Display ofArray(Object array) {
        String text = Words.array(array);
        return () -> text;
    }

    /** {@return an image in its own size} */
    public static Display of(BufferedImage image) {
        return new Display() {
            @Override
            public String text() {
                return "image, " + image.getWidth() + " by " + image.getHeight();
            }

            @Override
            public Picture picture() {
                return new Raster(image);
            }
        };
    }

    /** An image of pixels, which has no SVG. */
    private record Raster(BufferedImage image) implements Display.Picture {
        @Override
        public int width() {
            return image.getWidth();
        }

        @Override
        public int height() {
            return image.getHeight();
        }

        @Override
        public byte[] png() {
            try {
                return Png.bytes(image);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String svg() {
            return null;
        }
    }

    /** {@return a tensor with its shape, type and device; of a big one, the ends of each axis} */
    public static Display of(Tensor tensor) {
        return new TensorCard(tensor);
    }

    /** {@return a chart of one's own, in the size that it was made in} */
    public static Display of(Chart<?, ?> chart) {
        return new Display() {
            @Override
            public String text() {
                return chart.getClass().getSimpleName() + (chart.getTitle() == null || chart.getTitle().isEmpty() ? ""
                        : " \"" + chart.getTitle() + "\"") + ", " + chart.getWidth() + " by " + chart.getHeight();
            }

            @Override
            public Picture picture() {
                return new Canvas(chart.getWidth(), chart.getHeight(), text(),
                        g -> chart.paint(g, chart.getWidth(), chart.getHeight()));
            }
        };
    }

    /** {@return a table with its header; of a long one, the first and last rows} */
    public static Display of(Table table) {
        return new TableDisplay(table);
    }

    /** {@return a model as a tree of its layers, with their parameters; see {@link Views#summary}} */
    public static Display of(Layer model) {
        return new Summary(model, null);
    }

    /** {@return what an optimizer does to how many numbers} */
    public static Display of(SGD optimizer) {
        return new OptimizerCard(optimizer);
    }

    /** {@return a data set: its sizes, how often each class occurs, its first rows and, if they can be, pictures} */
    public static Display of(Dataset data) {
        return new DatasetCard(data);
    }

    /** {@return a data set in two parts, of which the first is shown more closely} */
    public static Display of(Split data) {
        return new DatasetCard(data);
    }

    /** {@return a model as a tree of its layers, with what each gives for an input; see {@link Views#summary}} */
    public static Display summary(Layer model, int... input) {
        return new Summary(model, input.length == 0 ? null : Shape.of(input));
    }

    /** {@return a matrix as colours; see {@link Views#heatmap}} */
    public static Display heatmap(Tensor matrix) {
        return new HeatMap(matrix);
    }

    /** {@return numbers as a picture; see {@link Views#image(Tensor)}} */
    public static Display image(Tensor picture) {
        return ImageSheet.one(picture);
    }

    /** {@return numbers as a picture with a black and a white of one's own; see {@link Views#image(Tensor)}} */
    public static Display image(Tensor picture, double black, double white) {
        return ImageSheet.one(picture, black, white);
    }

    /** {@return a batch as pictures with captions, or without if there are none; see {@link Views#images}} */
    public static Display images(Tensor batch, List<String> captions) {
        return ImageSheet.several(batch, captions);
    }

    /** {@return a batch as pictures with their labels; see {@link Views#images}} */
    public static Display images(Tensor batch, Tensor labels) {
        return ImageSheet.several(batch, labels);
    }

    /** {@return how often numbers occur; see {@link Views#histogram(Tensor...)}} */
    public static Display histogram(Tensor... tensors) {
        return histogram(IntStream.rangeClosed(1, tensors.length).mapToObj(i -> "tensor " + i).toList(), tensors);
    }

    /** {@return how often numbers occur in tensors with names; see {@link Views#histogram(Tensor...)}} */
    public static Display histogram(List<String> names, Tensor... tensors) {
        return new Histogram(names, List.of(tensors));
    }

    /** {@return how often each class was taken for which; see {@link Views#confusion}} */
    public static Display confusion(Tensor predicted, Tensor actual, String... names) {
        return new Confusion(predicted, actual, List.of(names));
    }

    /** {@return what a classifier of points says everywhere; see {@link Views#boundary}} */
    public static Display boundary(UnaryOperator<Tensor> model, Tensor points, Tensor labels) {
        return new Boundary(model, points, labels);
    }

    /** {@return advice, set apart from what the cell prints} */
    public static Display hint(String advice) {
        return new Display() {
            @Override
            public String text() {
                return "Hint: " + advice;
            }

            @Override
            public String html() {
                return "<div style=\"border-left:3px solid #e69f00;padding:2px 8px;margin:4px 0\"><b>Hint</b> "
                        + Html.escape(advice) + "</div>";
            }
        };
    }
}
