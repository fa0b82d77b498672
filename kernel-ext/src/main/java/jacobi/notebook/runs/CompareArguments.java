package jacobi.notebook.runs;

import jacobi.notebook.chart.Along;
import jacobi.notebook.display.Nearest;
import jacobi.notebook.display.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** What stands behind {@code %%compare}: names with the values that each is to take. */
public final class CompareArguments {
    /** How many runs a comparison has at most. */
    public static final int MOST_RUNS = 24;
    /** How many repeats each run has at most. */
    static final int MOST_REPEATS = 20;
    private static final String EXAMPLE = "write %%compare batchSize=16,64,256 and the cell's code below it";
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d(?:_?\\d)*");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern STRAY_SPACE = Pattern.compile("\\s*([,=])\\s*");

    /** One name and its values: the type that the variable gets, and each value as it was written. */
    record Parameter(String name, String type, List<String> values) {
        /** The value as a Java literal. */
        String literal(String value) {
            return switch (type) {
                case "int", "double", "boolean" -> value;
                case "long" -> value + "L";
                default -> quote(value);
            };
        }
    }

    /** One run: for each parameter its value. */
    record Setting(Map<Parameter, String> values) {
        /** Such as {@code batchSize=16, lr=0.1}. */
        String label() {
            List<String> parts = new ArrayList<>();
            values.forEach((parameter, value) -> parts.add(parameter.name() + "=" + value));
            return String.join(", ", parts);
        }

        /** The declarations that give the variables their values. */
        String declarations() {
            StringBuilder out = new StringBuilder();
            values.forEach((parameter, value) -> out.append(parameter.type()).append(' ').append(parameter.name())
                    .append(" = ").append(parameter.literal(value)).append(";\n"));
            return out.toString();
        }
    }

    private CompareArguments() {
    }

    /**
     * The runs that the words behind the magic's name ask for: every combination of values, the last name's values
     * changing fastest.
     *
     * @throws IllegalArgumentException with a sentence on what to do, if the words are not understood
     */
    static List<Setting> parse(List<String> words) {
        return settings(take(words).rest());
    }

    /** How often and along what; the words that are not about that. */
    public record Options(int repeats, Along along, List<String> rest) {
    }

    /**
     * Takes {@code repeats=3} and {@code x=seconds} out of the words. An x with other values is a variable to compare.
     *
     * @throws IllegalArgumentException if they are not understood
     */
    public static Options take(List<String> words) {
        String line = STRAY_SPACE.matcher(String.join(" ", words).strip()).replaceAll("$1");
        List<String> rest = new ArrayList<>();
        int repeats = 1;
        Along along = Along.STEP;
        for (String word : line.isEmpty() ? new String[0] : line.split("\\s+")) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("repeats=")) {
                if (!value.matches("\\d{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_REPEATS) {
                    throw new IllegalArgumentException("%%compare: repeats=" + Words.shorten(value, 60)
                            + " is not a whole number from 1 to " + MOST_REPEATS + "; write repeats=3");
                }
                repeats = Integer.parseInt(value);
            } else if (word.startsWith("x=") && Along.of(value) != null) {
                along = Along.of(value);
            } else if (word.startsWith("x=") && value.matches("\\p{Alpha}{3,}")) {
                throw new IllegalArgumentException("%%compare: there is no x=" + Words.shorten(value, 60) + "; "
                        + Nearest.suggestion(value, Along.WORDS, known -> "x=" + known));
            } else {
                rest.add(word);
            }
        }
        return new Options(repeats, along, List.copyOf(rest));
    }

    /** The runs that the words ask for, which are names with values alone. */
    static List<Setting> settings(List<String> words) {
        String line = String.join(" ", words);
        if (line.isEmpty()) {
            throw new IllegalArgumentException("%%compare: needs a variable and the values to compare; " + EXAMPLE);
        }
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (String word : line.split("\\s+")) {
            Parameter parameter = parameter(word);
            if (parameters.put(parameter.name(), parameter) != null) {
                throw new IllegalArgumentException("%%compare: " + parameter.name()
                        + " is given twice; put all its values behind one =, separated by commas");
            }
        }
        return combine(List.copyOf(parameters.values()));
    }

    private static Parameter parameter(String word) {
        int equals = word.indexOf('=');
        String shown = Words.shorten(word, 60);
        if (equals < 0) {
            throw new IllegalArgumentException("%%compare: does not know the argument " + shown
                    + "; an argument is a variable with its values, such as batchSize=16,64,256; no value has spaces in it");
        }
        String name = word.substring(0, equals);
        if (!SourceVersion.isIdentifier(name) || SourceVersion.isKeyword(name)) {
            throw new IllegalArgumentException("%%compare: " + (name.isEmpty() ? "no name" : Words.shorten(name, 60))
                    + " stands before the = of " + shown + ", where the name of a variable belongs, such as batchSize");
        }
        List<String> values = List.of(word.substring(equals + 1).split(",", -1));
        if (values.contains("")) {
            throw new IllegalArgumentException("%%compare: a value is missing in " + shown
                    + "; write the values behind the =, separated by commas, such as " + name + "=1,2,3");
        }
        return new Parameter(name, type(name, values), distinct(name, values));
    }

    private static List<String> distinct(String name, List<String> values) {
        HashSet<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException("%%compare: the value " + Words.shorten(value, 60) + " of " + name
                        + " is given twice; every run starts from the same seed, so the second one would be the same");
            }
        }
        return values;
    }

    private static String type(String name, List<String> values) {
        String odd = null;
        int numbers = 0;
        String type = "int";
        for (String value : values) {
            if (WHOLE.matcher(value).matches()) {
                numbers++;
                type = type.equals("double") ? type : wider(type, value);
            } else if (DECIMAL.matcher(value).matches()) {
                numbers++;
                type = "double";
            } else {
                odd = value;
            }
        }
        if (numbers == values.size()) {
            return type;
        }
        if (numbers > 0) {
            throw new IllegalArgumentException("%%compare: the values of " + name + " are numbers, except for "
                    + Words.shorten(odd, 60) + "; make it a number, or all of them words");
        }
        return values.stream().allMatch(value -> value.equals("true") || value.equals("false")) ? "boolean" : "String";
    }

    private static String wider(String type, String value) {
        String digits = value.replace("_", "");
        try {
            Integer.parseInt(digits);
            return type;
        } catch (NumberFormatException beyondInt) {
            try {
                Long.parseLong(digits);
                return "long";
            } catch (NumberFormatException beyondLong) {
                throw new IllegalArgumentException("%%compare: " + Words.shorten(value, 60)
                        + " is too large for a whole number; write it with a point, such as 1e20", beyondLong);
            }
        }
    }

    private static List<Setting> combine(List<Parameter> parameters) {
        long runs = 1;
        for (Parameter parameter : parameters) {
            runs = Math.min(Integer.MAX_VALUE, runs * parameter.values().size());
        }
        if (runs > MOST_RUNS) {
            throw new IllegalArgumentException("%%compare: these values ask for " + runs + " runs, and at most "
                    + MOST_RUNS + " fit in one chart; give fewer values");
        }
        List<Setting> settings = List.of(new Setting(Map.of()));
        for (Parameter parameter : parameters) {
            List<Setting> longer = new ArrayList<>();
            for (Setting setting : settings) {
                for (String value : parameter.values()) {
                    Map<Parameter, String> values = new LinkedHashMap<>(setting.values());
                    values.put(parameter, value);
                    longer.add(new Setting(values));
                }
            }
            settings = longer;
        }
        return settings;
    }

    /**
     * Complains about a cell that compares nothing: one without code, one that does not use a variable, or one that
     * declares it itself.
     */
    static void check(List<Setting> settings, String code) {
        if (code == null || code.isBlank()) {
            throw new IllegalArgumentException("%%compare: there is no code to run; " + EXAMPLE);
        }
        for (Parameter parameter : settings.getFirst().values().keySet()) {
            String name = Pattern.quote(parameter.name());
            if (!Pattern.compile("(?<![\\w$])" + name + "(?![\\w$])").matcher(code).find()) {
                throw new IllegalArgumentException("%%compare: the code does not use " + parameter.name()
                        + ", so all runs would be the same; write " + parameter.name() + " where its value belongs");
            }
            Matcher own = Pattern.compile("(?m)^\\s*(?:final\\s+)?(?:var|int|long|double|float|boolean|String)\\s+"
                    + name + "\\s*=").matcher(code);
            if (own.find()) {
                throw new IllegalArgumentException("%%compare: the code declares " + parameter.name()
                        + " itself, which would hide the values to compare; remove: " + own.group().strip() + " ...");
            }
        }
    }

    /** A Java string literal. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
