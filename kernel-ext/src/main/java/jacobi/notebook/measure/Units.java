package jacobi.notebook.measure;

import java.util.Locale;

/** Times and sizes as people write them, to three digits. */
public final class Units {
    private static final String[] TIMES = {"ns", "µs", "ms", "s"};
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

    private Units() {
    }

    /** {@return such as 1.23 µs; seconds above a thousand stay seconds} */
    public static String time(double nanos) {
        return scaled(nanos, TIMES);
    }

    /** {@return such as 4.1 MB, of a thousand thousand bytes} */
    public static String size(double bytes) {
        return Math.abs(bytes) < 999.5 ? Math.round(bytes) + " B" : scaled(bytes, SIZES);
    }

    /** {@return such as 12,345} */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@return such as 42.0 %; what is there but rounds to nothing is below 0.1} */
    public static String share(double part, double whole) {
        double percent = whole > 0 ? 100 * part / whole : 0;
        return percent > 0 && percent < 0.05 ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    private static String scaled(double value, String[] units) {
        if (value == 0) {
            return "0 " + units[0];
        }
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return digits(value) + " " + units[unit];
    }

    /** A number to three digits, without zeros that tell nothing of large ones. */
    static String digits(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f", value);
    }
}
