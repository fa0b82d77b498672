package jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RngTest {
    /** The known answers of Random123, the authors' own implementation, for philox4x32-10. */
    @Test
    void philoxGivesTheAuthorsAnswers() {
        int[] zeros = new int[4];
        Rng.philox(zeros, 0, 0);
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, zeros);
        int[] ones = {-1, -1, -1, -1};
        Rng.philox(ones, -1, -1);
        assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, ones);
        int[] pi = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
        Rng.philox(pi, 0xa4093822, 0x299f31d0);
        assertArrayEquals(new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}, pi);
    }

    @Property
    void permutationsHoldEveryNumberOnce(@ForAll long seed, @ForAll @IntRange(max = 200) int n) {
        int[] order = new Rng(seed).permutation(n);
        assertArrayEquals(order, new Rng(seed).permutation(n));
        assertArrayEquals(IntStream.range(0, n).toArray(), IntStream.of(order).sorted().toArray());
    }

    @Property
    void integersAreInRange(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
        int drawn = new Rng(seed).integer(bound);
        assertTrue(drawn >= 0 && drawn < bound);
    }

    @Test
    void integersAreUniform() {
        Rng rng = new Rng(5);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[rng.integer(6)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 400);
        }
        assertThrows(IllegalArgumentException.class, () -> rng.integer(0));
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        Rng rng = new Rng(9);
        double sum = 0, squares = 0, fourth = 0;
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            double x = rng.normal();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        assertEquals(0, sum / n, 0.01);
        assertEquals(1, squares / n, 0.02);
        assertEquals(3, fourth / n, 0.1);
    }
}
