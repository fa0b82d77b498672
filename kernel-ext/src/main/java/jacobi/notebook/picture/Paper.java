package jacobi.notebook.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** The light card that pictures stand on, so that they read the same on a white and on a black page. */
public final class Paper {
    public static final int MARGIN = 14;
    public static final Color CARD = new Color(0xffffff);
    public static final Color EDGE = new Color(0xd0d7de);
    public static final Color INK = new Color(0x24292f);
    public static final Color GREY = new Color(0x57606a);
    public static final Color GRID = new Color(0xe6eaef);
    public static final Font TITLE = Lettering.font(Font.BOLD, 13);
    public static final Font SMALL = Lettering.font(Font.PLAIN, 12);
    public static final Font TINY = Lettering.font(Font.PLAIN, 11);

    private Paper() {
    }

    /** Draws the empty card. */
    public static void card(Graphics2D g, int width, int height) {
        RoundRectangle2D card = new RoundRectangle2D.Double(0.5, 0.5, width - 1, height - 1, 12, 12);
        g.setColor(CARD);
        g.fill(card);
        g.setColor(EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(card);
    }

    public static void left(Graphics2D g, String text, Font font, Color color, double x, double y) {
        Lettering.draw(g, text, font, color, x, y);
    }

    public static void center(Graphics2D g, String text, Font font, Color color, double x, double y) {
        Lettering.draw(g, text, font, color, x - Lettering.width(text, font) / 2, y);
    }

    public static void right(Graphics2D g, String text, Font font, Color color, double x, double y) {
        Lettering.draw(g, text, font, color, x - Lettering.width(text, font), y);
    }

    /** The text, cut to fit a width. */
    public static String fitted(String text, Font font, double width) {
        if (text.length() > 200) {
            text = text.substring(0, 200);
        }
        if (Lettering.width(text, font) <= width) {
            return text;
        }
        int length = text.length();
        while (length > 0 && Lettering.width(text.substring(0, length) + "…", font) > width) {
            length--;
        }
        return text.substring(0, length) + "…";
    }

    /** Draws an image whose pixels become rectangles with sharp edges, together so wide and high. */
    public static void pixels(Graphics2D g, BufferedImage image, int x, int y, int width, int height) {
        g.drawImage(image, x, y, width, height, null);
    }
}
