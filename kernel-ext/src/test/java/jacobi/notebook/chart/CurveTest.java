package jacobi.notebook.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static Curve.Points of(double... values) {
        Curve curve = new Curve();
        for (int i = 0; i < values.length; i++) {
            curve.add(i + 1, values[i]);
        }
        return curve.points();
    }

    @Test
    void fewValuesAreKeptAsTheyAre() {
        Curve.Points points = of(3, 1, 2);
        assertTrue(points.exact());
        assertArrayEquals(new double[] {1, 2, 3}, points.step());
        assertArrayEquals(new double[] {3, 1, 2}, points.mean());
        assertEquals(3, points.first());
        assertEquals(2, points.last());
        assertEquals(2, points.closing());
        assertFalse(points.broken());
    }

    @Property(seed = "1", tries = 40)
    void manyValuesKeepTheirMeanTheirPeaksAndTheirPlace(@ForAll @IntRange(min = 1, max = 20_000) int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.sin(i * 12.9898) * 100 + i;
        }
        Curve.Points points = of(values);
        assertTrue(points.size() <= Curve.MOST);
        assertTrue(points.size() >= Math.min(count, Curve.MOST / 2));
        assertEquals(Arrays.stream(values).max().orElseThrow(), Arrays.stream(points.high()).max().orElseThrow());
        assertEquals(Arrays.stream(values).min().orElseThrow(), Arrays.stream(points.low()).min().orElseThrow());
        double from = 0;
        for (int i = 0; i < points.size(); i++) {
            assertTrue(points.step()[i] > from, "steps grow");
            assertTrue(points.low()[i] <= points.mean()[i] + 1e-9 && points.mean()[i] <= points.high()[i] + 1e-9);
            from = points.step()[i];
        }
        assertTrue(from <= count);
        assertEquals(count, points.count());
    }

    @Test
    void theClosingMeanIsOfTheLastTwentieth() {
        double[] values = new double[200];
        Arrays.fill(values, 1);
        Arrays.fill(values, 190, 200, 3);
        assertEquals(3, of(values).closing());
    }

    @Test
    void aValueThatIsNoNumberIsToldAndLeftOut() {
        Curve.Points points = of(1, 2, Double.NaN, Double.POSITIVE_INFINITY, 3);
        assertArrayEquals(new double[] {1, 2, 3}, points.mean());
        assertEquals(3, points.brokenAt());
        assertTrue(Double.isNaN(points.brokenValue()));
        assertEquals(5, points.count());
        assertTrue(Double.isNaN(of(1, Double.NaN).closing()));
    }

    @Test
    void aThinnedCurveKeepsItsMeanItsPeaksAndItsEnds() {
        double[] values = new double[500];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        values[321] = 9_999;
        Curve.Points points = of(values);
        assertTrue(points.atMost(500) == points);
        Curve.Points thin = points.atMost(64);
        assertTrue(thin.size() <= 64 && thin.size() > 32);
        assertEquals(9_999, Arrays.stream(thin.high()).max().orElseThrow());
        assertEquals(0, thin.low()[0]);
        assertEquals(3.5, thin.mean()[0], 1e-12);
        assertEquals(4.5, thin.step()[0], 1e-12);
        assertEquals(498.5, thin.step()[thin.size() - 1], 1e-9);
        assertEquals(500, thin.count());
    }

    @Test
    void theAverageOfALineIsTheLineUpToItsEnds() {
        for (int count : new int[] {25, 60, 200, 512}) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = 3 - 0.5 * i;
            }
            assertArrayEquals(values, Smoothing.average(of(values)), 1e-9);
        }
    }

    @Test
    void theAverageKeepsUpWithACurve() {
        double[] values = new double[512];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(i / 512.0 * 8);
        }
        double[] average = Smoothing.average(of(values));
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], average[i], 0.03);
        }
    }

    @Test
    void theAverageDoesNotFollowAWildLastValue() {
        double[] values = new double[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.06 + 0.03 * Math.sin(i * 99);
        }
        values[255] = 0.7;
        double[] average = Smoothing.average(of(values));
        for (double value : average) {
            assertEquals(0.06, value, 0.08);
        }
    }

    @Test
    void onlyStepsThatWereGivenAreNotCounted() {
        Curve curve = new Curve();
        curve.add(1);
        curve.add(2);
        assertTrue(curve.points().counted());
        assertEquals(2, curve.points().lastStep());
        curve.add(7, 3);
        assertFalse(curve.points().counted());
    }

    @Test
    void theAverageIsSmootherThanTheValuesAndFollowsThem() {
        double[] values = new double[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 - i / 100.0 + (i % 2 == 0 ? 1 : -1);
        }
        double[] average = Smoothing.average(of(values));
        for (int i = 20; i < average.length - 20; i++) {
            assertEquals(10 - 10.0 * i / average.length, average[i], 0.2);
        }
        double[] huge = new double[100];
        Arrays.fill(huge, Double.MAX_VALUE);
        for (double value : Smoothing.average(of(huge))) {
            assertEquals(Double.MAX_VALUE, value, 1e-9 * Double.MAX_VALUE);
        }
    }
}
