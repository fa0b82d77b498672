package jacobi.notebook.display;

import java.lang.reflect.Array;
import java.util.Locale;
import java.util.StringJoiner;

/** Numbers, times, arrays and names as short as their reader needs them. */
public final class Words {
    /** How many elements of an array are shown at each end. */
    private static final int ENDS = 20;
    private static final int DEEPEST = 3;
    private static final int LONGEST_ELEMENT = 200;

    private Words() {
    }

    /** {@return a number as short as it can be without loss that matters: 0.25, 1200, 25k, 1.5M, 3e-05} */
    public static String number(double value) {
        double size = Math.abs(value);
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (size >= 1e12 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0*e", "e").replace("e+", "e");
        }
        if (size >= 1e6) {
            return plain(value / 1e6) + "M";
        }
        return size >= 1e4 ? plain(value / 1e3) + "k" : plain(value);
    }

    /** {@return the same with at least so many digits behind the point, where it has one} */
    public static String number(double value, int digits) {
        String text = number(value);
        if (Math.abs(value) >= 1e4 || text.contains("e") || digits == 0) {
            return text;
        }
        int has = text.contains(".") ? text.length() - 1 - text.indexOf('.') : 0;
        return text + (has == 0 ? "." : "") + "0".repeat(Math.max(0, digits - has));
    }

    private static String plain(double value) {
        double size = Math.abs(value);
        int digits = size >= 1000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + (size < 0.1 ? 6 : digits) + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** {@return a measured value, to four digits} */
    public static String measured(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= 1e6 || size < 1e-3) {
            return Words.number(value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.3f" : "%.4f", value);
    }

    /** {@return such as {@code 0.8 s}, {@code 12 s}, {@code 3 min 20 s} or {@code 2 h 5 min}} */
    public static String duration(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole < 3600 ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }

    /** {@return a text of at most so many characters, cut if it is longer} */
    public static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** {@return an array's type and elements, such as {@code float[3] {1.0, 2.0, 3.0}}; of a long one, its ends} */
    public static String array(Object array) {
        int length = Array.getLength(array);
        return array.getClass().getComponentType().getSimpleName() + "[" + length + "] " + elements(array, 0);
    }

    private static String elements(Object array, int depth) {
        StringJoiner out = new StringJoiner(", ", "{", "}");
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            if (i == ENDS && length > 2 * ENDS + 1) {
                out.add("…");
                i = length - ENDS;
            }
            Object element = Array.get(array, i);
            boolean nested = element != null && element.getClass().isArray();
            out.add(nested && depth < DEEPEST ? elements(element, depth + 1) : nested ? "{…}"
                    : shorten(String.valueOf(element), LONGEST_ELEMENT));
        }
        return out.toString();
    }
}
