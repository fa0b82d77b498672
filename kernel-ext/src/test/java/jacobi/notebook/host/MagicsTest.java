package jacobi.notebook.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MagicsTest {
    @Test
    void theDistanceCountsLettersToChange() {
        assertEquals(0, Magics.distance("time", "TIME"));
        assertEquals(1, Magics.distance("timee", "time"));
        assertEquals(1, Magics.distance("tim", "time"));
        assertEquals(2, Magics.distance("tiem", "time"));
        assertEquals(3, Magics.distance("kitten", "sitting"));
        assertEquals(4, Magics.distance("", "time"));
    }

    @Property(tries = 200)
    void theDistanceIsTheSameBothWaysAndAtMostTheLongerLength(@ForAll String a, @ForAll String b) {
        assertEquals(Magics.distance(a, b), Magics.distance(b, a));
        assertTrue(Magics.distance(a, b) <= Math.max(a.length(), b.length()));
        assertEquals(0, Magics.distance(a, a));
    }
}
