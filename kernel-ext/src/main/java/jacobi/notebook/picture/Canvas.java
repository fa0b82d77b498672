package jacobi.notebook.picture;

import jacobi.notebook.display.Display;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A picture made by something that paints: as PNG, and as SVG made small and fit to stand beside others. */
public record Canvas(int width, int height, String label, Consumer<Graphics2D> painter) implements Display.Picture {
    /** Pixels of the PNG for each CSS pixel. */
    static final int SCALE = 2;
    private static final AtomicLong NUMBER = new AtomicLong();
    /** Sets this process's pictures apart from those of another one on the same page. */
    private static final String PROCESS = Long.toString(System.nanoTime() & 0xffffff, 36);

    @Override
    public byte[] png() {
        return png(SCALE);
    }

    /** {@return a PNG file with so many pixels for each CSS pixel in each direction} */
    public byte[] png(int scale) {
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(scale, scale);
        painter.accept(g);
        g.dispose();
        try {
            return Png.bytes(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String svg() {
        VectorGraphics2D g = new VectorGraphics2D();
        painter.accept(g);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new SVGProcessor().getDocument(g.getCommands(), new PageSize(0, 0, width, height)).writeTo(out);
            return SvgCleaner.clean(out.toString(StandardCharsets.UTF_8), label,
                    PROCESS + NUMBER.incrementAndGet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
