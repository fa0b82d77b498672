package jacobi.notebook.picture;

import java.awt.Color;

/** Colours that people who see colours differently can tell apart, too. */
public final class Palette {
    /** For values that have no middle: the darkest is least (after viridis of matplotlib). */
    private static final int[] SEQUENTIAL = {0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884,
        0x44bf70, 0x7ad151, 0xbddf26, 0xfde725};
    /** For values on both sides of zero: blue below, red above (after Brewer's red and blue). */
    private static final int[] DIVERGING = {0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7,
        0xf4a582, 0xd6604d, 0xb2182b, 0x67001f};
    /** For shares: the more, the darker. */
    private static final int[] BLUES = {0xffffff, 0xdeebf7, 0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c};
    /** For classes (Okabe and Ito, darkened for marks on white). */
    private static final int[] CLASSES = {0x0072b2, 0xd55e00, 0x009e73, 0xc4549c, 0xb8860b, 0x3a9fd8, 0x6a3d9a, 0x555555};

    private Palette() {
    }

    public static Color sequential(double part) {
        return between(SEQUENTIAL, part);
    }

    public static Color diverging(double part) {
        return between(DIVERGING, part);
    }

    public static Color share(double part) {
        return between(BLUES, part);
    }

    /** {@return how many classes, or curves, have a colour of their own} */
    public static int classes() {
        return CLASSES.length;
    }

    /** {@return the colour of a class, or of a curve, counted from 0} */
    public static Color ofClass(int index) {
        return new Color(CLASSES[Math.floorMod(index, CLASSES.length)]);
    }

    /** A tint: so much of the colour, the rest white. */
    public static Color tint(Color color, double part) {
        return mix(Color.WHITE.getRGB(), color.getRGB(), part);
    }

    /** Black or white, whichever is easier to read on a colour. */
    public static Color inkOn(Color color) {
        double light = 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
        return light > 0.2 ? Paper.INK : Color.WHITE;
    }

    private static double linear(int channel) {
        return Math.pow(channel / 255.0, 2.2);
    }

    private static Color between(int[] colors, double part) {
        double place = Math.clamp(part, 0, 1) * (colors.length - 1);
        int index = (int) Math.min(place, colors.length - 2);
        return mix(colors[index], colors[index + 1], place - index);
    }

    private static Color mix(int a, int b, double part) {
        int rgb = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            double channel = (a >> shift & 255) * (1 - part) + (b >> shift & 255) * part;
            rgb |= (int) Math.round(channel) << shift;
        }
        return new Color(rgb);
    }
}
