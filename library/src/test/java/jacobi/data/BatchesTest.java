package jacobi.data;

import static jacobi.data.DatasetTest.grey;
import static jacobi.data.DatasetTest.numbered;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import jacobi.DType;
import jacobi.Device;
import jacobi.OperationInterruptedException;
import jacobi.Shape;
import jacobi.backend.cuda.EmulatedGpu;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchesTest {
    /** The targets of each batch. */
    private static List<List<Long>> targets(Iterable<Batch> batches) {
        List<List<Long>> all = new ArrayList<>();
        for (Batch batch : batches) {
            all.add(Arrays.stream(batch.y().toLongs()).boxed().toList());
        }
        return all;
    }

    private static List<Long> sorted(List<List<Long>> batches) {
        return batches.stream().flatMap(List::stream).sorted().toList();
    }

    private static List<Long> upTo(int n) {
        return IntStream.range(0, n).mapToObj(i -> (long) i).toList();
    }

    @Property(seed = "1", tries = 300)
    void everyExampleComesOnceAnEpoch(@ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(min = 1, max = 80) int size, @ForAll @IntRange(min = 1, max = 3) int epochs,
            @ForAll boolean shuffled, @ForAll long seed) {
        Dataset data = shuffled ? numbered(n).shuffle(seed) : numbered(n);
        Batches batches = data.epochs(epochs).batches(size);
        List<List<Long>> targets = targets(batches);
        int count = (n + size - 1) / size;
        assertEquals(count, batches.count());
        assertEquals(count * epochs, targets.size());
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<List<Long>> one = targets.subList(epoch * count, (epoch + 1) * count);
            assertEquals(upTo(n), sorted(one));
            for (int i = 0; i < count; i++) {
                assertEquals(i < count - 1 ? size : n - (count - 1) * size, one.get(i).size());
            }
            if (!shuffled) {
                assertEquals(upTo(n), one.stream().flatMap(List::stream).toList());
            }
        }
    }

    @Property(seed = "1", tries = 200)
    void inputsStayWithTheirTargets(@ForAll @IntRange(min = 1, max = 25) int n,
            @ForAll @IntRange(min = 1, max = 30) int size, @ForAll boolean shuffled, @ForAll boolean bytes) {
        Dataset data = bytes ? grey(n) : numbered(n);
        float unit = bytes ? 255f : 1;
        for (Batch batch : shuffled ? data.shuffle(3).batches(size) : data.batches(size)) {
            assertEquals(Shape.of(batch.size(), 2), batch.x().shape());
            assertEquals(DType.FLOAT32, batch.x().dtype());
            float[] x = batch.x().toFloats();
            long[] y = batch.y().toLongs();
            for (int i = 0; i < y.length; i++) {
                assertEquals(10 * y[i] / unit, x[2 * i]);
                assertEquals((10 * y[i] + 1) / unit, x[2 * i + 1]);
            }
        }
    }

    @Test
    void aBatchKeepsItsNumbersWhenTheNextIsMade() {
        Iterator<Batch> batches = grey(20).shuffle(1).batches(5).iterator();
        Batch first = batches.next();
        float[] before = first.x().toFloats();
        batches.next();
        assertArrayEquals(before, first.x().toFloats());
    }

    @Test
    void onAGpuTheBatchesAreTheSame() {
        List<Batch> expected = new ArrayList<>();
        List<Dataset> sets = List.of(grey(20), grey(20).shuffle(2), numbered(20), numbered(20).shuffle(2));
        sets.forEach(data -> data.epochs(2).batches(6).forEach(expected::add));
        Device gpu = EmulatedGpu.insert();
        try {
            Device.use(gpu);
            Iterator<Batch> next = expected.iterator();
            for (Dataset data : sets) {
                for (Batch batch : data.epochs(2).batches(6)) {
                    Batch same = next.next();
                    assertEquals(List.of(gpu, gpu), List.of(batch.x().device(), batch.y().device()));
                    assertEquals(same.toString(), batch.toString());
                    assertArrayEquals(same.x().toFloats(), batch.x().toFloats());
                    assertArrayEquals(same.y().toLongs(), batch.y().toLongs());
                }
            }
        } finally {
            EmulatedGpu.remove();
        }
    }

    @Test
    void theSameSeedGivesTheSameBatches() {
        Batches batches = numbered(50).shuffle(5).batches(8);
        List<List<Long>> first = targets(batches);
        assertEquals(first, targets(batches));
        assertEquals(first, targets(numbered(50).shuffle(5).batches(8)));
        assertFalse(first.equals(targets(numbered(50).shuffle(6).batches(8))));
    }

    @Test
    void eachEpochIsShuffledAnewAsByTheNextSeed() {
        List<List<Long>> epochs = targets(numbered(50).shuffle(5).epochs(3).batches(8));
        for (int epoch = 0; epoch < 3; epoch++) {
            assertEquals(targets(numbered(50).shuffle(5 + epoch).batches(8)), epochs.subList(7 * epoch, 7 * epoch + 7));
        }
        assertEquals(epochs, targets(numbered(50).shuffle(5).epochs(3).batches(8)));
    }

    @Test
    void aBatchLargerThanTheDataIsSmaller() {
        List<List<Long>> batches = targets(numbered(3).batches(Integer.MAX_VALUE));
        assertEquals(List.of(upTo(3)), batches);
    }

    @Test
    void dropsTheLastBatchWhereItIsSmaller() {
        List<List<Long>> batches = targets(numbered(11).shuffle(1).epochs(2).batches(4).dropLast());
        assertEquals(List.of(4, 4, 4, 4), batches.stream().map(List::size).toList());
        assertEquals(3, targets(numbered(12).batches(4).dropLast()).size());
    }

    @Test
    void batchesKnowTheirPlace() {
        List<Batch> batches = new ArrayList<>();
        numbered(5).epochs(2).batches(2).forEach(batches::add);
        assertEquals(List.of(0, 0, 0, 1, 1, 1), batches.stream().map(Batch::epoch).toList());
        assertEquals(List.of(0, 1, 2, 0, 1, 2), batches.stream().map(Batch::index).toList());
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), batches.stream().map(Batch::step).toList());
        assertEquals(List.of(false, false, true, false, false, true), batches.stream().map(Batch::last).toList());
        assertEquals("batch 3 of 3 in epoch 2: x [1, 2] float32, y [1] int64", batches.getLast().toString());
    }

    @Test
    void describesItself() {
        assertEquals("2 epochs of 3 batches of 2 of data: 5 examples, x [5, 2] float32, y [5] int64, 5 classes",
                numbered(5).epochs(2).batches(2).toString());
    }

    @Test
    void endsLikeAnyIterator() {
        Iterator<Batch> batches = numbered(2).batches(2).iterator();
        batches.next();
        assertFalse(batches.hasNext());
        assertThrows(NoSuchElementException.class, batches::next);
    }

    @Test
    void stopsWhenInterrupted() {
        int seen = 0;
        try {
            for (Batch batch : numbered(10).batches(1)) {
                seen += batch.size();
                if (seen == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        } catch (OperationInterruptedException e) {
            assertTrue(e.getMessage().contains("the loop over data"), e.getMessage());
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
        assertEquals(3, seen);
    }

    @Test
    void twoLoopsOverTheSameBatchesDoNotDisturbEachOther() {
        Batches batches = grey(12).shuffle(2).batches(5);
        Iterator<Batch> one = batches.iterator();
        Iterator<Batch> other = batches.iterator();
        List<List<Long>> interleaved = new ArrayList<>();
        while (one.hasNext()) {
            Batch a = one.next();
            Batch b = other.next();
            assertArrayEquals(a.x().toFloats(), b.x().toFloats());
            interleaved.add(Arrays.stream(a.y().toLongs()).boxed().toList());
        }
        assertEquals(targets(batches), interleaved);
        assertEquals(upTo(12), sorted(Collections.unmodifiableList(interleaved)));
    }
}
