package jacobi.notebook.display;

import java.util.Locale;

/** Numbers, times and names as short as their reader needs them. */
public final class Words {
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
}
