package jacobi.notebook.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static Curve.Points of(int count, int every, double offset) {
        Curve curve = new Curve();
        for (int i = 1; i <= count; i++) {
            curve.add(i * every, i * every + offset);
        }
        return curve.points();
    }

    @Test
    void theMeanIsInTheMiddleOfTheBand() {
        Curve.Points merged = Repeats.merge(List.of(of(10, 2, 0), of(10, 2, 1), of(10, 2, 5)));
        for (int i = 0; i < 10; i++) {
            double x = 2 * (i + 1);
            assertEquals(x, merged.step()[i]);
            assertEquals(x + 2, merged.mean()[i], 1e-12);
            assertEquals(x, merged.low()[i], 1e-12);
            assertEquals(x + 5, merged.high()[i], 1e-12);
        }
        assertEquals(22, merged.last());
        assertEquals(10, merged.count());
    }

    @Test
    void valuesBetweenStepsAreInterpolated() {
        Curve.Points merged = Repeats.merge(List.of(of(20, 1, 0), of(19, 1, 0).along(Along.STEP), of(19, 1, 10)));
        assertEquals(20, merged.size());
        assertEquals(10 + 10 / 3.0, merged.mean()[9], 1e-12);
        assertEquals(19, merged.low()[19], 1e-12, "one that is complete keeps its last value");
    }

    @Test
    void aRepeatThatStillRunsCountsOnlyAsFarAsItGot() {
        Curve.Points merged = Repeats.merge(List.of(of(20, 1, 0), of(5, 1, 10)));
        assertEquals(10, merged.mean()[4], 1e-12);
        assertEquals(6, merged.mean()[5], 1e-12);
        assertArrayEquals(of(20, 1, 0).step(), merged.step());
    }

    @Test
    void brokenAndEmptyOnesDontHurt() {
        Curve nan = new Curve();
        nan.add(Double.NaN);
        Curve.Points merged = Repeats.merge(List.of(nan.points(), of(3, 1, 0)));
        assertEquals(3, merged.size());
        assertTrue(merged.broken());
        assertEquals(0, Repeats.merge(List.of(nan.points(), nan.points())).size());
    }
}
