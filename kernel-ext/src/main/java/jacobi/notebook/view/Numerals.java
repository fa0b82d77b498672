package jacobi.notebook.view;

import java.util.Locale;

/** Numbers in pictures and tables, as short as their reader needs them. */
final class Numerals {
    private Numerals() {
    }

    /** Three significant digits: 0.25, -1.2, 1200, 3e-05. */
    static String brief(double value) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return Long.toString((long) value);
        }
        if (size >= 1e5 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.2e", value).replaceFirst("\\.?0*e", "e").replaceFirst("e\\+?(-?)0*", "e$1");
        }
        String text = String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** A count with its thousands set apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Bytes in the unit that suits them. */
    static String bytes(double bytes) {
        String[] units = {"bytes", "kB", "MB", "GB"};
        int unit = 0;
        while (bytes >= 1000 && unit < units.length - 1) {
            bytes /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString((long) bytes) : String.format(Locale.ROOT, "%.1f", bytes)) + " " + units[unit];
    }

    /** The shape as people write it: 3 × 4. */
    static String times(int... dims) {
        StringBuilder out = new StringBuilder();
        for (int dim : dims) {
            out.append(out.isEmpty() ? "" : " × ").append(dim);
        }
        return out.toString();
    }
}
