package jacobi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchBuildTest {
    private static List<double[]> numbers(String file) throws IOException {
        try (InputStream in = TorchBuildTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray()).toList();
        }
    }

    /**
     * Names, letter by letter, from how often letters follow each other in first names, with PyTorch's seed 2147483647:
     * what the lecture "makemore" on language models printed with PyTorch 1, and what its program prints today.
     */
    @ParameterizedTest
    @CsvSource({"V1, mor.axx.minaymoryles.kondlaisah.anchshizarie.",
            "V2, cexze.momasurailezitynn.konimittain.llayn.ka.",
            "V2_MKL, junide.janasah.p.cony.a."})
    void namesOfTheLecture(TorchBuild build, String expected) throws IOException {
        List<double[]> counts = numbers("letter-pairs.txt");
        Rng rng = Rng.torch(2147483647, build);
        StringBuilder names = new StringBuilder();
        int letter = 0;
        for (int name = 0; name < 5;) {
            letter = rng.choice(probabilities(counts.get(letter)), 1, true)[0];
            names.append(letter == 0 ? '.' : (char) ('a' + letter - 1));
            name += letter == 0 ? 1 : 0;
        }
        assertEquals(expected, names.toString());
    }

    /** One more of each pair, as a share of the row, in float32. */
    private static float[] probabilities(double[] counts) {
        float[] p = new float[counts.length];
        float sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = (float) counts[i] + 1;
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @Test
    void exponentialNumbersAreThoseOfMkl() throws IOException {
        for (double[] line : numbers("mkl.txt")) {
            Mcg31 generator = new Mcg31((long) line[0]);
            for (int i = 1; i < line.length; i++) {
                assertEquals(line[i], generator.exponential(), 4e-16 * Math.max(1, line[i]));
            }
        }
    }

    @Test
    void buildsAgreeElsewhere() {
        List<String> drawn = new ArrayList<>();
        for (TorchBuild build : TorchBuild.values()) {
            Rng rng = Rng.torch(9, build);
            float[] numbers = new float[20];
            rng.fillNormal(numbers, 0, 1);
            drawn.add(Arrays.toString(numbers) + rng.uniform() + rng.integer(1000)
                    + Arrays.toString(rng.permutation(9)));
        }
        assertEquals(drawn.get(0), drawn.get(1));
        assertEquals(drawn.get(0), drawn.get(2));
    }

    /** The first limit is of version 2, the second of version 1: 32 bits below, then 64. */
    @Test
    void wideBoundsTakeMoreBits() {
        long first = Rng.torch(9).integer(0, (1L << 28) - 1);
        MersenneTwister twister = new MersenneTwister(9);
        long word = twister.nextUnsigned();
        long next = twister.nextUnsigned();
        assertEquals(word % ((1L << 28) - 1), first);
        assertEquals(next % (1L << 30), Rng.torch(9).integer(0, 1L << 30));
        assertEquals(word % (1L << 30), Rng.torch(9, TorchBuild.V1).integer(0, 1L << 30));
        assertEquals(next, Rng.torch(9, TorchBuild.V1).integer(0, 1L << 32));
    }
}
