package jacobi.notebook.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;

/** Text in pictures, drawn as outlines, so that it looks the same wherever the picture is seen. */
public final class Lettering {
    /** The same for every kind of picture, so that SVG and PNG agree on how wide a text is. */
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Lettering() {
    }

    /** {@return a font of the kind that every computer has} */
    public static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** {@return how wide a line of text is} */
    public static double width(String text, Font font) {
        return text.isEmpty() ? 0 : new TextLayout(text, font, CONTEXT).getAdvance();
    }

    /** Draws a line of text from a place on its base line. */
    public static void draw(Graphics2D g, String text, Font font, Color color, double x, double y) {
        if (!text.isEmpty()) {
            g.setColor(color);
            g.fill(new TextLayout(text, font, CONTEXT).getOutline(AffineTransform.getTranslateInstance(x, y)));
        }
    }
}
