package jacobi.notebook.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void theDistanceCountsLettersToChange() {
        assertEquals(0, Nearest.distance("time", "TIME"));
        assertEquals(1, Nearest.distance("timee", "time"));
        assertEquals(1, Nearest.distance("tim", "time"));
        assertEquals(2, Nearest.distance("tiem", "time"));
        assertEquals(3, Nearest.distance("kitten", "sitting"));
        assertEquals(4, Nearest.distance("", "time"));
    }

    @Property(seed = "1", tries = 200)
    void theDistanceIsTheSameBothWaysAndAtMostTheLongerLength(@ForAll String a, @ForAll String b) {
        assertEquals(Nearest.distance(a, b), Nearest.distance(b, a));
        assertTrue(Nearest.distance(a, b) <= Math.max(a.length(), b.length()));
        assertEquals(0, Nearest.distance(a, a));
    }
}
