package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jacobi.Plain;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any equation gives what plain loops over all its letters give. */
class EinsumPropertyTest {
    private static final String LETTERS = "abcdXY";

    /** An equation in letters alone, of which X and Y stand where the text has an ellipsis. */
    private record Equation(List<String> terms, String output, String text, int[] lengths) {
        static Equation random(Random random) {
            int[] lengths = new int[LETTERS.length()];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = random.nextInt(4);
            }
            List<String> terms = new ArrayList<>();
            List<String> spelled = new ArrayList<>();
            String used = "";
            String dots = "";
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                String before = letters(random, random.nextInt(3));
                String after = letters(random, random.nextInt(3));
                String under = random.nextInt(3) == 0 ? "XY".substring(random.nextInt(3)) : null;
                terms.add(before + (under == null ? "" : under) + after);
                spelled.add(before + (under == null ? "" : "...") + after);
                used += before + after;
                dots = under != null && under.length() > dots.length() ? under : dots;
            }
            String output = "";
            for (char c : "abcd".toCharArray()) {
                if (used.indexOf(c) >= 0 && random.nextBoolean()) {
                    output = random.nextBoolean() ? output + c : c + output;
                }
            }
            int at = random.nextInt(output.length() + 1);
            String text = String.join(random.nextBoolean() ? "," : " , ", spelled) + "->" + output.substring(0, at) + "..."
                    + output.substring(at);
            return new Equation(terms, output.substring(0, at) + dots + output.substring(at), text, lengths);
        }

        private static String letters(Random random, int count) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < count; i++) {
                letters.append(LETTERS.charAt(random.nextInt(4)));
            }
            return letters.toString();
        }

        int[] dims(String term) {
            return term.chars().map(c -> lengths[LETTERS.indexOf(c)]).toArray();
        }

        Plain expected(Tensor[] operands) {
            Plain[] x = new Plain[operands.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = Plain.of(operands[i]);
            }
            String all = output + LETTERS.chars().filter(c -> output.indexOf(c) < 0 && String.join("", terms).indexOf(c) >= 0)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            Plain sums = Plain.build(dims(output), i -> 0);
            for (int[] index : Plain.indices(dims(all))) {
                double product = 1;
                for (int i = 0; i < x.length; i++) {
                    Plain operand = x[i];
                    product *= operand.at(terms.get(i).chars().map(c -> operand.dims().length == 0 ? 0
                            : index[all.indexOf(c)]).toArray());
                }
                int position = 0;
                for (int axis = 0; axis < output.length(); axis++) {
                    position = position * sums.dim(axis) + index[axis];
                }
                sums.values()[position] += product;
            }
            return sums;
        }
    }

    @Property(seed = "1")
    void isWhatLoopsOverAllLettersGive(@ForAll long seed) {
        Equation equation = Equation.random(new Random(seed));
        Rng rng = new Rng(seed);
        Tensor[] operands = new Tensor[equation.terms.size()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = OpRow.any(equation.dims(equation.terms.get(i))).make(rng);
        }
        Plain expected = equation.expected(operands);
        Tensor y = Tensors.einsum(equation.text, operands);
        assertArrayEquals(expected.dims(), y.shape().dims(), equation.text);
        assertArrayEquals(expected.values(), y.toDoubles(), 1e-12, equation.text);
    }

    /** An axis of length 1 stretches, in any operand. */
    @Property(seed = "1", tries = 200)
    void lengthsOfOneStretch(@ForAll long seed) {
        Random random = new Random(seed);
        Rng rng = new Rng(seed);
        Tensor[] operands = new Tensor[2 + random.nextInt(2)];
        Tensor[] stretched = operands.clone();
        String text = String.join(",", List.of("abc", "bca", "cb").subList(0, operands.length)) + "->" + "abc".substring(random.nextInt(4));
        int[][] full = {{2, 3, 4}, {3, 4, 2}, {4, 3}};
        for (int i = 0; i < operands.length; i++) {
            int[] dims = full[i].clone();
            for (int axis = 0; axis < dims.length; axis++) {
                dims[axis] = i > 0 && random.nextInt(3) == 0 ? 1 : dims[axis];
            }
            operands[i] = OpRow.any(dims).make(rng);
            stretched[i] = operands[i].expand(full[i]);
        }
        Tensor expected = Tensors.einsum(text, stretched);
        Tensor y = Tensors.einsum(text, operands);
        assertArrayEquals(expected.shape().dims(), y.shape().dims(), text);
        assertArrayEquals(expected.toDoubles(), y.toDoubles(), 1e-12, text);
    }
}
