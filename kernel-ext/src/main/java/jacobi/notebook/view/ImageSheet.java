package jacobi.notebook.view;

import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.notebook.display.Display;
import jacobi.notebook.picture.Canvas;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** One picture, or several in rows, each with a caption, above a line that tells which numbers are black and white. */
public final class ImageSheet implements Display {
    /** Pictures beyond which no more are shown. */
    static final int MOST = 40;
    private static final int LARGEST = 420;
    private static final int SINGLE = 224;
    private static final int EACH = 64;
    private static final int WIDTH = 640;
    private static final int GAP = 10;
    private static final int CAPTION = 16;
    private static final int TEXT_WIDTH = 64;
    private static final int TEXT_HEIGHT = 32;
    /** From black to white, as dense as letters look on a dark terminal. */
    private static final String SHADES = " .:-=+*#%@";

    private final Pixels pixels;
    private final List<String> captions;
    private final String about;

    private ImageSheet(Pixels pixels, List<String> captions) {
        this.pixels = pixels;
        this.captions = captions;
        about = (pixels.count() == 1 ? "" : pixels.shown() == pixels.count() ? pixels.count() + " pictures of "
                : pixels.shown() + " of " + Numerals.count(pixels.count()) + " pictures, ")
                + Numerals.times(pixels.height(), pixels.width()) + (pixels.channels() == 1 ? " grey" : " colour")
                + (pixels.shown() == 0 ? "; no pixels" : "; " + pixels.scale() + (pixels.hasNaN() ? ", NaN is magenta" : ""));
    }

    /** One picture. */
    public static ImageSheet one(Tensor tensor) {
        return new ImageSheet(Pixels.one(tensor), List.of());
    }

    /** One picture with numbers of one's own for black and white. */
    public static ImageSheet one(Tensor tensor, double black, double white) {
        return new ImageSheet(Pixels.one(tensor).scaled(black, white), List.of());
    }

    /**
     * Several pictures.
     *
     * @param captions one for each, or none at all
     */
    public static ImageSheet several(Tensor batch, List<String> captions) {
        Pixels pixels = Pixels.several(batch, MOST);
        if (!captions.isEmpty() && captions.size() != pixels.count()) {
            throw new IllegalArgumentException("images: there are " + pixels.count() + " pictures, but " + captions.size()
                    + " captions; give one for each, or none");
        }
        return new ImageSheet(pixels, captions);
    }

    /**
     * Several pictures with their labels.
     *
     * @param labels one number for each
     */
    public static ImageSheet several(Tensor batch, Tensor labels) {
        int count = batch.rank() == 0 ? 0 : batch.size(0);
        if (labels.size() != count) {
            throw new IllegalArgumentException("images: there are " + count + " pictures, but labels of shape "
                    + labels.shape() + "; give one for each, or none");
        }
        List<String> captions = new ArrayList<>();
        Tensor shown = Tensors.noGrad(() -> labels.detach().reshape(count).slice(0, Math.min(count, MOST)));
        for (double label : shown.toDoubles()) {
            captions.add(Numerals.brief(label));
        }
        return new ImageSheet(Pixels.several(batch, MOST), captions);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder(about);
        for (int i = 0; i < Math.min(captions.size(), pixels.shown()); i++) {
            out.append(i == 0 ? "\n" : ", ").append(brief(captions.get(i)));
        }
        int drawn = pixels.shown() == 0 ? 0 : pixels.width() > TEXT_WIDTH || pixels.height() > TEXT_HEIGHT ? 0
                : Math.min(pixels.shown(), Math.max(1, 100 / (2 * pixels.width() + 2)));
        if (drawn > 0) {
            for (int row = 0; row < pixels.height(); row++) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < drawn; i++) {
                    line.append(i == 0 ? "" : "  ");
                    for (int column = 0; column < pixels.width(); column++) {
                        double light = pixels.light(i, row, column);
                        char shade = Double.isNaN(light) ? '?'
                                : SHADES.charAt((int) Math.min(light * SHADES.length(), SHADES.length() - 1));
                        line.append(shade).append(pixels.width() <= TEXT_WIDTH / 2 ? String.valueOf(shade) : "");
                    }
                }
                out.append('\n').append(line.toString().stripTrailing());
            }
        }
        return out.toString();
    }

    private static String brief(String caption) {
        return caption.length() <= 40 ? caption : caption.substring(0, 39) + "…";
    }

    @Override
    public Picture picture() {
        if (pixels.shown() == 0) {
            return null;
        }
        boolean single = pixels.count() == 1;
        int side = Math.max(pixels.width(), pixels.height());
        int aim = single ? SINGLE : EACH;
        int most = single ? LARGEST : 2 * EACH + 16;
        double zoom = side >= most ? (double) most / side : Math.max(1, Math.round((double) aim / side));
        int wide = (int) Math.max(1, Math.round(zoom * pixels.width()));
        int high = (int) Math.max(1, Math.round(zoom * pixels.height()));
        int cell = Math.max(wide, captions.isEmpty() ? 0 : 44) + GAP;
        int columns = Math.clamp((WIDTH - 2 * Paper.MARGIN + GAP) / cell, 1, pixels.shown());
        int rows = (pixels.shown() + columns - 1) / columns;
        int each = high + (captions.isEmpty() ? 0 : CAPTION) + GAP;
        int textWidth = (int) Lettering.width(about, Paper.SMALL) + 2;
        int width = Math.min(WIDTH, Math.max(columns * cell - GAP, textWidth) + 2 * Paper.MARGIN);
        int height = 2 * Paper.MARGIN + rows * each + 12;
        return new Canvas(Math.max(width, wide + 2 * Paper.MARGIN), height, text(), g -> {
            Paper.card(g, Math.max(width, wide + 2 * Paper.MARGIN), height);
            for (int i = 0; i < pixels.shown(); i++) {
                int x = Paper.MARGIN + i % columns * cell + (cell - GAP - wide) / 2;
                int y = Paper.MARGIN + i / columns * each;
                paint(g, i, x, y, wide, high, cell);
            }
            Paper.left(g, Paper.fitted(about, Paper.SMALL, width - 2 * Paper.MARGIN), Paper.SMALL, Paper.GREY, Paper.MARGIN,
                    height - Paper.MARGIN);
        });
    }

    private void paint(Graphics2D g, int i, int x, int y, int wide, int high, int cell) {
        Paper.pixels(g, pixels.image(i, 2 * Math.max(wide, high)), x, y, wide, high);
        g.setColor(Paper.EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(x - 0.5, y - 0.5, wide + 1, high + 1));
        if (!captions.isEmpty()) {
            Paper.center(g, Paper.fitted(captions.get(i), Paper.SMALL, cell - 2), Paper.SMALL, Paper.INK, x + wide / 2.0,
                    y + high + CAPTION - 2);
        }
    }
}
