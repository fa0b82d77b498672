package jacobi.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jacobi.Tensor;

/**
 * What {@link Einsum} is told, checked against the shapes. An axis is called by its letter, or, under an ellipsis, by its
 * negative distance from the ellipsis' end.
 *
 * @param inputs one array of names for each operand
 * @param output the names of the result's axes
 */
record EinsumEquation(List<int[]> inputs, int[] output) {
    private static final String DOTS = "...";

    static EinsumEquation parse(String equation, Tensor... operands) {
        if (operands.length == 0) {
            throw new IllegalArgumentException("einsum: there are no operands for the equation \"" + equation + "\"");
        }
        String text = equation.replace(" ", "");
        int arrow = text.indexOf("->");
        String left = arrow < 0 ? text : text.substring(0, arrow);
        String[] terms = left.split(",", -1);
        if (terms.length != operands.length) {
            throw new IllegalArgumentException("einsum: the equation \"" + equation + "\" has " + terms.length
                    + " terms before the arrow, but there are " + operands.length + " operands; commas separate the terms");
        }
        int widest = 0;
        for (int i = 0; i < terms.length; i++) {
            widest = Math.max(widest, ellipsis(equation, terms[i], i, operands[i]));
        }
        List<int[]> inputs = new ArrayList<>();
        Map<Integer, Integer> seenIn = new TreeMap<>();
        Map<Integer, Integer> lengths = new TreeMap<>();
        Map<Integer, Integer> uses = new TreeMap<>();
        for (int i = 0; i < terms.length; i++) {
            int[] names = names(terms[i], ellipsis(equation, terms[i], i, operands[i]));
            for (int axis = 0; axis < names.length; axis++) {
                int length = operands[i].size(axis);
                int own = operands[i].size(indexOf(names, names[axis]));
                Integer before = lengths.get(names[axis]);
                boolean others = before != null && before != length && before != 1 && length != 1;
                if (own != length || others) {
                    throw new IllegalArgumentException("einsum: " + spelled(names[axis]) + " has length "
                            + (own != length ? own : before) + " in operand " + (own != length ? i : seenIn.get(names[axis]))
                            + " and " + length + " in operand " + i + " (\"" + terms[i] + "\", shape " + operands[i].shape()
                            + "); the lengths of one letter must be equal");
                }
                if (before == null || before == 1) {
                    lengths.put(names[axis], length);
                    seenIn.put(names[axis], i);
                }
                uses.merge(names[axis], 1, Integer::sum);
            }
            inputs.add(names);
        }
        int[] output = arrow < 0 ? implied(uses, widest) : result(equation, text.substring(arrow + 2), widest, lengths);
        return new EinsumEquation(inputs, output);
    }

    private static int indexOf(int[] names, int name) {
        int i = 0;
        while (names[i] != name) {
            i++;
        }
        return i;
    }

    private static String spelled(int name) {
        return name < 0 ? "axis " + name + " of the ellipsis" : "letter " + (char) name;
    }

    /** Checks a term, and says how many axes its ellipsis stands for. */
    private static int ellipsis(String equation, String term, int operand, Tensor x) {
        String letters = letters(equation, term);
        boolean dots = letters.length() < term.length();
        int left = x.rank() - letters.length();
        if (left < 0 || left > 0 && !dots) {
            throw new IllegalArgumentException("einsum: term " + operand + ", \"" + term + "\", names " + letters.length()
                    + (dots ? " axes beside the ellipsis" : " axes") + ", but operand " + operand + " of shape " + x.shape()
                    + " has " + x.rank());
        }
        return left;
    }

    private static String letters(String equation, String term) {
        int dots = term.indexOf(DOTS);
        String letters = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + DOTS.length());
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
                throw new IllegalArgumentException("einsum: there is a '" + c + "' in the equation \"" + equation
                        + "\"; axes are called a to z and A to Z, an ellipsis (...) stands for any others, once in a term");
            }
        }
        return letters;
    }

    private static int[] names(String term, int underDots) {
        int[] names = new int[term.length() + underDots];
        int count = 0;
        for (int i = 0; i < term.length(); i++) {
            if (term.charAt(i) == '.') {
                for (int fromEnd = underDots; fromEnd > 0; fromEnd--) {
                    names[count++] = -fromEnd;
                }
                i += DOTS.length() - 1;
            } else {
                names[count++] = term.charAt(i);
            }
        }
        return Arrays.copyOf(names, count);
    }

    /** Without an arrow, the axes under ellipses stay, then the letters that occur once, in the order of the alphabet. */
    private static int[] implied(Map<Integer, Integer> uses, int widest) {
        int[] dots = new int[widest];
        for (int i = 0; i < widest; i++) {
            dots[i] = i - widest;
        }
        int[] once = uses.entrySet().stream().filter(use -> use.getKey() > 0 && use.getValue() == 1)
                .mapToInt(Map.Entry::getKey).toArray();
        return Dims.concat(dots, once);
    }

    private static int[] result(String equation, String term, int widest, Map<Integer, Integer> lengths) {
        String letters = letters(equation, term);
        for (int i = 0; i < letters.length(); i++) {
            if (!lengths.containsKey((int) letters.charAt(i))) {
                throw new IllegalArgumentException("einsum: letter " + letters.charAt(i) + " of the result \"" + term
                        + "\" is in no operand of the equation \"" + equation + "\"");
            }
            if (letters.indexOf(letters.charAt(i)) < i) {
                throw new IllegalArgumentException("einsum: letter " + letters.charAt(i) + " occurs twice in the result \""
                        + term + "\"; each axis of the result has a letter of its own");
            }
        }
        return names(term, widest);
    }
}
