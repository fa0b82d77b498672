package jacobi.notebook.view;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.awt.image.BufferedImage;

/**
 * Numbers read as pictures: where the axes of a tensor are rows, columns and colours, and which numbers are black and
 * white. Nothing is copied beyond the pictures that are shown.
 *
 * @param values   the shown pictures, one after the other, as they were in the tensor
 * @param shown    how many those are
 * @param count    how many there are in all
 * @param channels 1 for grey, 3 for red, green and blue
 * @param last     whether the colours of a pixel follow each other, and are not planes
 * @param low      the number that is black
 * @param high     the number that is white, or a full colour
 * @param scale    what these two are, in words
 */
record Pixels(double[] values, int shown, int count, int height, int width, int channels, boolean last, double low,
        double high, String scale) {
    /** Numbers of one picture beyond which it is refused. */
    private static final int MOST = 1 << 24;

    /** How the axes of a tensor are read. */
    private record Layout(int count, int height, int width, int channels, boolean last) {
    }

    /** One picture: [H, W], [1, H, W], [3, H, W], [H, W, 3] or [H, W, 1]. */
    static Pixels one(Tensor tensor) {
        Shape s = tensor.shape();
        Layout layout = switch (s.rank()) {
            case 2 -> new Layout(1, s.dim(0), s.dim(1), 1, false);
            case 3 -> pictures(1, s.dim(0), s.dim(1), s.dim(2));
            case 4 -> s.dim(0) == 1 ? pictures(1, s.dim(1), s.dim(2), s.dim(3)) : null;
            default -> null;
        };
        if (layout == null) {
            throw new IllegalArgumentException("image: takes [H, W], [1, H, W], [3, H, W] or [H, W, 3], not shape " + s
                    + (s.rank() == 4 || s.rank() == 3 ? "; for a batch, write images(...)" : s.rank() == 1 ? square(s.dim(0))
                    : "; reshape it first"));
        }
        return of("image", tensor, layout, 1);
    }

    /** Several: [N, H, W], [N, 1, H, W], [N, 3, H, W], [N, H, W, 3], or rows of square ones, [N, H * H]. */
    static Pixels several(Tensor tensor, int most) {
        Shape s = tensor.shape();
        int side = s.rank() == 2 ? (int) Math.round(Math.sqrt(s.dim(1))) : 0;
        Layout layout = switch (s.rank()) {
            case 2 -> side * side == s.dim(1) && side > 1 ? new Layout(s.dim(0), side, side, 1, false) : null;
            case 3 -> s.dim(2) == 3 && s.dim(0) > 3 ? null : new Layout(s.dim(0), s.dim(1), s.dim(2), 1, false);
            case 4 -> pictures(s.dim(0), s.dim(1), s.dim(2), s.dim(3));
            default -> null;
        };
        if (layout == null) {
            throw new IllegalArgumentException("images: takes [N, H, W], [N, 1, H, W], [N, 3, H, W] or [N, H, W, 3], not shape "
                    + s + (s.rank() == 3 ? "; is it one picture? write image(...), or reshape(" + s.dim(0) + ", 1, "
                    + s.dim(1) + ", 3) if its pictures are 3 wide" : s.rank() == 2 ? "; reshape its rows to pictures first, by "
                    + "reshape(" + s.dim(0) + ", 1, height, width)" : "; reshape it first"));
        }
        return of("images", tensor, layout, most);
    }

    private static String square(int n) {
        int side = (int) Math.round(Math.sqrt(n));
        return side * side == n && side > 1 ? "; write reshape(" + side + ", " + side + ") first"
                : "; reshape it to rows and columns first";
    }

    /** Three axes of a picture: colours are the first, or the last if the first cannot be. */
    private static Layout pictures(int count, int a, int b, int c) {
        return a == 1 || a == 3 ? new Layout(count, b, c, a, false)
                : c == 1 || c == 3 ? new Layout(count, a, b, c, true) : null;
    }

    private static Pixels of(String name, Tensor tensor, Layout layout, int most) {
        int each = layout.height * layout.width * layout.channels;
        int shown = each == 0 ? 0 : Math.min(layout.count, Math.max(1, Math.min(most, MOST / Math.max(1, each))));
        if (each > MOST) {
            throw new IllegalArgumentException(name + ": a picture of " + Numerals.times(layout.width, layout.height)
                    + " pixels is more than a page can show; take every tenth, or means");
        }
        Tensor part = Tensors.noGrad(() -> {
            Tensor plain = tensor.detach();
            return shown == layout.count || layout.count == 1 ? plain : plain.slice(0, shown);
        });
        double[] values = part.toDoubles();
        double[] range = new Matrix(values, 1, values.length).range();
        double low = 0;
        double high;
        String scale;
        if (tensor.dtype() == DType.BOOL) {
            high = 1;
            scale = "false is black, true is white";
        } else if (range[0] >= 0 && range[1] <= 1 && (tensor.dtype().isFloating() || range[1] == 0)) {
            high = 1;
            scale = "0 is black, 1 is " + white(layout);
        } else if (range[0] >= 0 && range[1] <= 255 && range[1] > 1) {
            high = 255;
            scale = "0 is black, 255 is " + white(layout);
        } else {
            low = range[0];
            high = range[1];
            scale = "stretched: " + Numerals.brief(low) + " is black, " + Numerals.brief(high) + " is " + white(layout);
        }
        return new Pixels(values, shown, layout.count, layout.height, layout.width, layout.channels, layout.last, low, high,
                scale);
    }

    private static String white(Layout layout) {
        return layout.channels == 1 ? "white" : "full colour";
    }

    /** The same with other numbers for black and white. */
    Pixels scaled(double black, double white) {
        if (!(Math.abs(black) < Double.MAX_VALUE && Math.abs(white) < Double.MAX_VALUE) || black == white) {
            throw new IllegalArgumentException("image: the numbers for black and white must be finite and differ, unlike "
                    + black + " and " + white);
        }
        return new Pixels(values, shown, count, height, width, channels, last, black, white,
                Numerals.brief(black) + " is black, " + Numerals.brief(white) + " is " + (channels == 1 ? "white" : "full colour"));
    }

    /** How bright a pixel is, from 0 to 1; NaN if its number is. */
    double level(int picture, int row, int column, int channel) {
        int at = last ? ((picture * height + row) * width + column) * channels + channel
                : ((picture * channels + channel) * height + row) * width + column;
        double value = values[at];
        return Double.isNaN(value) ? value : high == low ? 0.5 : Math.clamp((value - low) / (high - low), 0, 1);
    }

    /** How bright a pixel is to the eye. */
    double light(int picture, int row, int column) {
        return channels == 1 ? level(picture, row, column, 0) : 0.299 * level(picture, row, column, 0)
                + 0.587 * level(picture, row, column, 1) + 0.114 * level(picture, row, column, 2);
    }

    /** A picture, no larger than so many pixels in each direction: of a larger one, means. NaN is magenta. */
    BufferedImage image(int picture, int most) {
        int w = Math.min(width, Math.max(1, (int) Math.round((double) width * Math.min(1, (double) most / Math.max(width, height)))));
        int h = Math.min(height, Math.max(1, (int) Math.round((double) height * Math.min(1, (double) most / Math.max(width, height)))));
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            int fromY = (int) ((long) y * height / h);
            int toY = (int) ((long) (y + 1) * height / h);
            for (int x = 0; x < w; x++) {
                int fromX = (int) ((long) x * width / w);
                int toX = (int) ((long) (x + 1) * width / w);
                int rgb = 0;
                for (int k = 0; k < 3 && rgb >= 0; k++) {
                    double level = mean(picture, fromY, toY, fromX, toX, channels == 1 ? 0 : k);
                    rgb = Double.isNaN(level) ? -1 : rgb << 8 | (int) Math.round(255 * level);
                }
                image.setRGB(x, y, rgb < 0 ? 0xff00ff : rgb);
            }
        }
        return image;
    }

    private double mean(int picture, int fromY, int toY, int fromX, int toX, int channel) {
        double sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                sum += level(picture, y, x, channel);
            }
        }
        return sum / ((toY - fromY) * (toX - fromX));
    }

    /** Whether a number is NaN, which has no brightness. */
    boolean hasNaN() {
        for (double value : values) {
            if (Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
