package jacobi.notebook.graph;

import jacobi.Shape;
import jacobi.Tensor;
import java.util.Locale;

/** Numbers and tensors in a few characters. */
final class Numbers {
    /** Elements beyond which a tensor is not looked through. */
    private static final int MOST_ELEMENTS = 1 << 22;

    private Numbers() {
    }

    /** A number to four digits: 0.7311, -2, 1.2e-05. */
    static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }
        if (size < 1e6 && value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        if (size >= 1e6 || size < 9.9995e-4) {
            return String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0*e", "e").replace("e+", "e");
        }
        int before = (int) Math.floor(Math.log10(size)) + 1;
        String text = String.format(Locale.ROOT, "%." + Math.max(1, 4 - before) + "f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** The number, if it is one; otherwise the shape. */
    static String label(Tensor value) {
        return value.size() == 1 ? number(item(value)) : shape(value.shape());
    }

    /** The number, if it is one; otherwise from where to where the numbers go. */
    static String range(Tensor value) {
        if (value.size() == 1) {
            return number(item(value));
        }
        if (value.size() == 0 || value.size() > MOST_ELEMENTS) {
            return value.size() == 0 ? "no elements" : "";
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int nan = 0;
        for (double x : value.detach().toDoubles()) {
            low = Math.min(low, Double.isNaN(x) ? low : x);
            high = Math.max(high, Double.isNaN(x) ? high : x);
            nan += Double.isNaN(x) ? 1 : 0;
        }
        String range = low > high ? "" : low == high ? "all " + number(low) : number(low) + " to " + number(high);
        return nan == 0 ? range : nan == value.size() ? "all NaN" : range + ", " + nan + " NaN";
    }

    /** The number, if it is one; otherwise how long the vector of all numbers is. */
    static String norm(Tensor gradient) {
        if (gradient.size() == 1) {
            return number(item(gradient));
        }
        if (gradient.size() > MOST_ELEMENTS) {
            return "norm " + number(gradient.detach().square().sum().sqrt().item());
        }
        double largest = 0;
        double[] numbers = gradient.detach().toDoubles();
        for (double x : numbers) {
            largest = Double.isNaN(x) || Math.abs(x) > largest ? Math.abs(x) : largest;
        }
        double sum = 0;
        for (double x : numbers) {
            sum += largest == 0 ? 0 : x / largest * (x / largest);
        }
        return "norm " + number(Double.isInfinite(largest) ? largest : largest * Math.sqrt(sum));
    }

    private static double item(Tensor value) {
        return value.detach().item();
    }

    /** Such as {@code [64, 128]}; of a shape with many axes, the first and the last. */
    static String shape(Shape shape) {
        String text = shape.toString();
        return text.length() <= 40 ? text : text.substring(0, 19) + "..." + text.substring(text.length() - 18);
    }

    /** A count with its noun, such as {@code 1 op} or {@code 1,200 ops}. */
    static String count(long count, String noun) {
        return grouped(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Such as {@code 1,200}. */
    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Text in one line without control characters, and not too long. */
    static String shorten(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cf}]+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most - 3) + "...";
    }
}
