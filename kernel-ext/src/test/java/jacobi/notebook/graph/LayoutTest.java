package jacobi.notebook.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.notebook.graph.Layout.Box;
import jacobi.notebook.graph.Layout.Leg;
import jacobi.notebook.graph.Layout.Place;
import jacobi.notebook.graph.Layout.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final double ROOM = 1e-6;

    /** A graph in which each part is used by a later one. */
    private record Sample(List<Box> boxes, List<int[]> inputs) {
        static Sample random(int parts, long seed) {
            Random random = new Random(seed);
            List<Box> boxes = new ArrayList<>();
            List<List<Integer>> inputs = new ArrayList<>();
            for (int p = 0; p < parts; p++) {
                boxes.add(new Box(20 + random.nextInt(100), random.nextInt(60), 20 + random.nextInt(80)));
                inputs.add(new ArrayList<>());
                for (int i = random.nextInt(4); i > 0 && p > 0; i--) {
                    inputs.get(p).add(random.nextInt(p));
                }
            }
            for (int p = 0; p < parts - 1; p++) {
                int part = p;
                if (inputs.stream().noneMatch(used -> used.contains(part))) {
                    inputs.get(p + 1 + random.nextInt(parts - 1 - p)).add(p);
                }
            }
            return new Sample(boxes, inputs.stream().map(used -> used.stream().mapToInt(Integer::intValue).toArray())
                    .toList());
        }

        Layout layout(double rowWidth) {
            return new Layout(boxes, inputs, rowWidth);
        }
    }

    @Property(seed = "1", tries = 200)
    void noTwoPartsOverlapAndAllAreInside(@ForAll @IntRange(min = 1, max = 40) int parts, @ForAll long seed,
                                          @ForAll @IntRange(min = 100, max = 3000) int rowWidth) {
        Sample sample = Sample.random(parts, seed);
        Layout layout = sample.layout(rowWidth);
        for (int a = 0; a < parts; a++) {
            double[] one = edges(layout.place(a), sample.boxes.get(a));
            assertTrue(one[0] > -ROOM && one[1] < layout.width() + ROOM && one[2] > -ROOM && one[3] < layout.height() + ROOM,
                    "part " + a + " is outside");
            for (int b = 0; b < a; b++) {
                double[] other = edges(layout.place(b), sample.boxes.get(b));
                boolean apart = one[0] > other[1] || other[0] > one[1] || one[2] > other[3] || other[2] > one[3];
                assertTrue(apart, "parts " + a + " and " + b + " overlap");
            }
        }
    }

    /** Left, right, top, bottom, with the stem. */
    private static double[] edges(Place place, Box box) {
        return new double[] {place.x() - box.body() / 2, place.stemEnd(), place.y() - box.height() / 2,
            place.y() + box.height() / 2};
    }

    @Property(seed = "1", tries = 200)
    void wiresGoToTheRightOrToALaterRow(@ForAll @IntRange(min = 2, max = 40) int parts, @ForAll long seed,
                                        @ForAll @IntRange(min = 100, max = 3000) int rowWidth) {
        Sample sample = Sample.random(parts, seed);
        Layout layout = sample.layout(rowWidth);
        List<Wire> wires = layout.wires();
        assertEquals(sample.inputs.stream().mapToInt(used -> used.length).sum(), wires.size());
        for (Wire wire : wires) {
            assertTrue(layout.column(wire.from()) < layout.column(wire.to()));
            assertTrue(layout.row(wire.from()) <= layout.row(wire.to()));
            assertEquals(layout.row(wire.to()) - layout.row(wire.from()),
                    wire.legs().stream().filter(leg -> !leg.letter().isEmpty()).count());
            assertEquals(layout.column(wire.to()) - layout.column(wire.from()), wire.legs().size());
            for (Leg leg : wire.legs()) {
                assertTrue(!leg.letter().isEmpty() || leg.x() + leg.straight() < leg.toX(), "a wire goes back");
            }
        }
    }

    @Property(seed = "1", tries = 50)
    void theSameGraphGetsTheSamePlaces(@ForAll @IntRange(min = 1, max = 40) int parts, @ForAll long seed) {
        Layout one = Sample.random(parts, seed).layout(900);
        Layout other = Sample.random(parts, seed).layout(900);
        for (int p = 0; p < parts; p++) {
            assertEquals(one.place(p), other.place(p));
        }
    }

    @Property(seed = "1", tries = 100)
    void rowsAreNoWiderThanAskedForIfPartsAllowIt(@ForAll @IntRange(min = 1, max = 60) int parts) {
        List<Box> boxes = new ArrayList<>();
        List<int[]> inputs = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            boxes.add(new Box(60, 40, 30));
            inputs.add(p == 0 ? new int[0] : new int[] {p - 1});
        }
        Layout layout = new Layout(boxes, inputs, 500);
        assertTrue(layout.width() <= 500, "a row is " + layout.width() + " wide");
        for (int p = 1; p < parts; p++) {
            assertTrue(layout.row(p) >= layout.row(p - 1));
            assertTrue(layout.row(p) > layout.row(p - 1) || layout.place(p).y() == layout.place(p - 1).y(),
                    "a chain is not straight");
        }
    }

    @Test
    void aTreeHasNoCrossingsAndLeavesStandBesideTheirUsers() {
        // w0 x0 * w1 x1 * + w2 +
        List<int[]> inputs = List.of(new int[0], new int[0], new int[] {0, 1}, new int[0], new int[0], new int[] {3, 4},
                new int[] {2, 5}, new int[0], new int[] {6, 7});
        Layout layout = new Layout(inputs.stream().map(used -> new Box(30, 30, 30)).toList(), inputs, 2000);
        assertEquals(0, layout.crossings());
        assertEquals(2, layout.column(7));
        assertEquals(layout.column(8), layout.column(7) + 1);
        assertTrue(layout.place(0).y() < layout.place(1).y());
        assertTrue(layout.place(1).y() < layout.place(3).y());
        assertTrue(layout.place(6).y() < layout.place(7).y());
    }

    @Test
    void crossedInputsAreUntangled() {
        List<int[]> inputs = List.of(new int[0], new int[0], new int[] {1}, new int[] {0}, new int[] {2, 3});
        assertEquals(0, new Layout(inputs.stream().map(used -> new Box(30, 30, 30)).toList(), inputs, 2000).crossings());
    }
}
