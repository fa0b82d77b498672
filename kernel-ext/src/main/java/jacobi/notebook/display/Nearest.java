package jacobi.notebook.display;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What somebody may have meant who wrote a name that does not exist. */
public final class Nearest {
    private Nearest() {
    }

    /** {@return a question for the nearest names, or a list of all if none is near, without a point at the end} */
    public static String suggestion(String name, Collection<String> known, UnaryOperator<String> form) {
        int near = 1 + name.length() / 4;
        List<String> nearest = known.stream().filter(other -> distance(name, other) <= near)
                .sorted(Comparator.comparingInt((String other) -> distance(name, other)).thenComparing(other -> other))
                .map(form).toList();
        return nearest.isEmpty()
                ? "there are " + new TreeSet<>(known).stream().map(form).collect(Collectors.joining(", "))
                : "did you mean " + String.join(" or ", nearest) + "?";
    }

    /** How many letters to change, insert or leave out on the way from one word to the other, whatever their case. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int change = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
