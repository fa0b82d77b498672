package jacobi.notebook.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words that may follow a magic's name, read from {@link Magic#arguments()}: those in brackets and between bars are to
 * be written as they are, {@code name=} takes a value, and everything else stands for something of the user's.
 */
public final class MagicWords {
    /** Words in brackets that stand for something. */
    private static final Set<String> STANDINS = Set.of("number", "n", "name", "other", "input", "shape", "value", "tensor");
    private static final Pattern TOKEN = Pattern.compile("[\\[\\]]|[^\\s\\[\\]]+");

    private MagicWords() {
    }

    /** {@return what may be written for a word that has been begun, in the order of the magic's arguments} */
    public static List<String> of(Magic magic, String begun) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        Matcher tokens = TOKEN.matcher(magic.arguments());
        while (tokens.find()) {
            String token = tokens.group();
            int equals = token.indexOf('=');
            if (token.equals("[") || token.equals("]")) {
                depth += token.equals("[") ? 1 : -1;
            } else if (equals > 0) {
                option(token.substring(0, equals), token.substring(equals + 1), begun, words);
            } else if (token.contains("|")) {
                words.addAll(List.of(token.split("\\|")));
            } else if (depth > 0 && token.matches("[a-z]+") && !STANDINS.contains(token)) {
                words.add(token);
            }
        }
        return words.stream().filter(word -> word.startsWith(begun) && !word.equals(begun)).toList();
    }

    private static void option(String name, String values, String begun, List<String> words) {
        if (STANDINS.contains(name)) {
            return;
        }
        if (values.contains("|") && begun.startsWith(name + "=")) {
            for (String value : values.split("\\|")) {
                words.add(name + "=" + value);
            }
        } else {
            words.add(name + "=");
        }
    }

    /** {@return whether a magic begins with something of the user's that is written in Java} */
    public static boolean takesJava(Magic magic) {
        String first = magic.arguments().split(" ", 2)[0];
        return first.matches("[a-z]+") && !first.equals("number") && !first.equals("formula");
    }
}
