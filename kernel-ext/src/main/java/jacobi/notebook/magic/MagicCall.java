package jacobi.notebook.magic;

import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One use of a magic.
 *
 * @param magic which one
 * @param words what stands behind its name
 * @param code  the cell without its first line; null for a magic of a line
 */
public record MagicCall(Magic magic, List<String> words, String code) {
    private static final Pattern OPTION = Pattern.compile("(\\p{Alpha}\\w*)=(.*)");

    /** {@return all that stands behind the name, with single spaces} */
    public String line() {
        return String.join(" ", words);
    }

    /** {@return the value of an expression of the notebook} */
    public Object evaluate(String expression) {
        return Hosts.host().evaluate(expression);
    }

    /** {@return the sentence of a failure} */
    public IllegalArgumentException failure(String problem) {
        return magic.failure(problem);
    }

    /**
     * Takes the words apart: those of the form name=value with a known name, and the rest.
     *
     * @param known the names there are
     * @throws IllegalArgumentException for a name of that form that is not known, which is told the nearest
     */
    public Options options(String... known) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (String word : words) {
            Matcher option = OPTION.matcher(word);
            if (!option.matches() || option.group(2).startsWith("=")) {
                rest.add(word);
            } else if (!Set.of(known).contains(option.group(1))) {
                throw failure("there is no argument " + option.group(1) + "=; "
                        + Nearest.suggestion(option.group(1), List.of(known), name -> name + "="));
            } else if (options.put(option.group(1), option.group(2)) != null) {
                throw failure(option.group(1) + "= is given twice");
            }
        }
        return new Options(magic, options, List.copyOf(rest));
    }

    /**
     * Words, taken apart.
     *
     * @param magic whose they are
     * @param named values by their names
     * @param rest  the words without a name
     */
    public record Options(Magic magic, Map<String, String> named, List<String> rest) {
        /** {@return the words without a name, with single spaces} */
        public String line() {
            return String.join(" ", rest);
        }

        /** {@return a whole number} */
        public int whole(String name, int otherwise, int least, int most) {
            String value = named.get(name);
            if (value == null) {
                return otherwise;
            }
            try {
                int number = Integer.parseInt(value.replace("_", ""));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below, together with numbers out of range.
            }
            throw magic.failure(name + "=" + value + " is not a whole number from " + least + " to " + most);
        }

        /** {@return a number} */
        public double number(String name, double otherwise) {
            String value = named.get(name);
            if (value == null) {
                return otherwise;
            }
            try {
                return Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw magic.failure(name + "=" + value + " is not a number");
            }
        }

        /** {@return one of several words} */
        public String choice(String name, String otherwise, String... choices) {
            String value = named.get(name);
            if (value == null) {
                return otherwise;
            }
            if (!List.of(choices).contains(value)) {
                throw magic.failure("there is no " + name + "=" + value + "; "
                        + Nearest.suggestion(value, List.of(choices), choice -> name + "=" + choice));
            }
            return value;
        }

        /** Removes a word if it stands among those without a name; {@return whether it did} */
        public Flag flag(String word) {
            List<String> others = new ArrayList<>(rest);
            boolean there = others.remove(word);
            return new Flag(there, new Options(magic, named, List.copyOf(others)));
        }
    }

    /** Whether a word was there, and what is left without it. */
    public record Flag(boolean isSet, Options others) {
    }
}
