package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import jacobi.CapturedStep;
import jacobi.DType;
import jacobi.Device;
import jacobi.OperationInterruptedException;
import jacobi.Rng;
import jacobi.Scope;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.data.Batch;
import jacobi.data.Batches;
import jacobi.data.Dataset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops over batches that are copied to a GPU while it computes. */
class LoopOnAGpuTest {
    private EmulatedDriver emulated;
    private RecordingDriver driver;
    private CudaBackend backend;

    private void insert() {
        insert(stream -> false);
    }

    /** Inserts a GPU whose driver forgets some waits: {@code forgotten} is asked with the stream that is to wait. */
    private void insert(LongPredicate forgotten) {
        emulated = new EmulatedDriver();
        driver = new RecordingDriver(emulated);
        backend = new CudaBackend(forgetting(forgotten), 0);
        Detection.pretend(new Detection(List.of(() -> backend), "an emulated GPU"));
        Device.use(Device.of("cuda"));
    }

    @AfterEach
    void remove() {
        EmulatedGpu.remove();
    }

    private Driver forgetting(LongPredicate forgotten) {
        return (Driver) Proxy.newProxyInstance(Driver.class.getClassLoader(), new Class<?>[] {Driver.class}, (p, method, arguments) -> {
            if (method.getName().equals("waitFor") && forgotten.test((Long) arguments[0])) {
                return null;
            }
            try {
                return method.invoke(driver, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** Numbers in the processor's memory. */
    private static Dataset data(int examples) {
        return Dataset.of("numbers", Tensors.randn(new Rng(5), examples, 40).to(Device.CPU),
                Tensors.arange(examples).to(DType.INT64).to(Device.CPU));
    }

    /** What a loop computes, step by step; its memory goes back at once, so that copies get what steps have just used. */
    private static List<Double> losses(Batches batches) {
        Tensor w = Tensors.full(0.5, 40, 3);
        List<Tensor> all = new ArrayList<>();
        Iterator<Batch> iterator = batches.iterator();
        while (iterator.hasNext()) {
            try (Scope scope = Scope.open()) {
                Batch batch = iterator.next();
                Tensor loss = batch.x().matmul(w).tanh().sum().add(batch.y().to(DType.FLOAT32).sum());
                w.assign(w.mul(0.9).add(loss.mul(1e-3)));
                all.add(scope.keep(loss));
            }
        }
        return all.stream().map(Tensor::item).toList();
    }

    private List<Double> losses(EmulatedDriver.Late late, LongPredicate forgotten) {
        insert(forgotten);
        Batches batches = data(50).shuffle(3).epochs(2).batches(8);
        emulated.late(late);
        return losses(batches);
    }

    @ParameterizedTest
    @EnumSource(EmulatedDriver.Late.class)
    void theNumbersDoNotDependOnWhichStreamIsLate(EmulatedDriver.Late late) {
        List<Double> actual = losses(late, stream -> false);
        assertTrue(driver.calls().stream().anyMatch(call -> call.startsWith("copyToDevice") && call.endsWith(" on S2")), "copies ahead");
        Device.use(Device.CPU);
        List<Double> expected = losses(data(50).shuffle(3).epochs(2).batches(8));
        assertEquals(14, actual.size());
        for (int i = 0; i < actual.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), 1e-4);
        }
    }

    @Test
    void aForgottenWaitShows() {
        List<Double> right = losses(EmulatedDriver.Late.NONE, stream -> false);
        LongPredicate stepsDoNotWait = stream -> stream == backend.gpu.stream;
        assertFalse(right.equals(losses(EmulatedDriver.Late.ALL_BUT_FIRST, stepsDoNotWait)), "steps that do not wait for copies");
        LongPredicate copiesDoNotWait = stream -> stream != backend.gpu.stream;
        assertFalse(right.equals(losses(EmulatedDriver.Late.FIRST, copiesDoNotWait)), "copies that do not wait for steps");
    }

    @Test
    void theNextBatchIsOnItsWayBeforeAStepBegins() {
        insert();
        Tensor w = Tensors.full(0.5, 40, 1);
        List<List<String>> steps = new ArrayList<>();
        for (Batch batch : data(64).batches(8)) {
            batch.x().matmul(w);
            steps.add(driver.take().stream().filter(call -> call.matches("(record|waitFor|copyToDevice|launch|synchronize).*"))
                    .map(call -> call.replaceAll("A\\d+(\\+\\d+)?|E\\d+|H\\d+|_\\w+", "@").replaceAll("@+", "@")).toList());
        }
        List<String> inputs = List.of("record @", "waitFor @ on S2", "copyToDevice @ from @ 1280 on S2", "record @ on S2");
        List<String> targets = List.of("record @", "waitFor @ on S2", "copyToDevice @ from @ 64 on S2", "record @ on S2");
        List<String> expected = new ArrayList<>(List.of("waitFor @", "waitFor @"));
        expected.addAll(inputs);
        expected.addAll(targets);
        for (int i = 4; i < 7; i++) {
            List<String> step = steps.get(i).stream().filter(call -> !call.startsWith("launch")).toList();
            assertEquals(expected, step);
            assertTrue(steps.get(i).getLast().startsWith("launch"), steps.get(i).toString());
        }
        assertEquals(List.of("waitFor @", "waitFor @"),
                steps.getLast().stream().filter(call -> !call.startsWith("launch")).toList(), "there is no batch after the last");
    }

    @Test
    void theProgramWaitsOnlyWhenItIsFarAhead() {
        insert();
        Batches batches = data(200).batches(8);
        Tensors.ones(3);
        emulated.late(EmulatedDriver.Late.ALL);
        driver.take();
        for (Batch batch : batches) {
            batch.x().add(1);
        }
        assertEquals(6, driver.count("allocatePinned"), "page-locked memory for three batches");
        emulated.late(EmulatedDriver.Late.NONE);
        driver.take();
        for (Batch batch : batches) {
            batch.x().add(1);
        }
        assertEquals(0, driver.count("synchronizeEvent") + driver.count("synchronize") + driver.count("allocatePinned"));
        driver.take();
        backend.release();
        assertEquals(6, driver.count("freePinned"));
        assertEquals(6, driver.count("destroyEvent"));
        assertEquals(25, losses(batches).size(), "and the next loop has its own");
    }

    /** The bytes in use when all that is unreachable has come back. */
    private long settled() {
        long last = -1;
        for (int same = 0, i = 0; same < 3 && i < 100; i++) {
            System.gc();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            same = backend.memory().used() == last ? same + 1 : 0;
            last = backend.memory().used();
        }
        return last;
    }

    private static void twoSteps(Batches batches) {
        int steps = 0;
        for (Batch batch : batches) {
            batch.x().add(1);
            if (++steps == 2) {
                break;
            }
        }
    }

    /** Memory that a forsaken copy is on its way to; other work that gets it waits for the copy, or is overwritten by it. */
    private double[] afterALoopLeftEarly(LongPredicate forgotten) {
        insert(forgotten);
        Batches batches = data(64).batches(8);
        long before = settled();
        emulated.late(EmulatedDriver.Late.ALL_BUT_FIRST);
        twoSteps(batches);
        // Other than single numbers, which are remembered.
        assertTrue(settled() <= before + 512, "memory comes back");
        List<Tensor> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(Tensors.full(7, 8, 40));
        }
        emulated.late(EmulatedDriver.Late.NONE);
        return Tensors.cat(others).toDoubles();
    }

    @Test
    void aLoopLeftEarlyLeavesNothingBehind() {
        double[] sevens = afterALoopLeftEarly(stream -> false);
        Arrays.stream(sevens).forEach(x -> assertEquals(7, x));
        double[] overwritten = afterALoopLeftEarly(stream -> stream == backend.gpu.stream);
        assertTrue(Arrays.stream(overwritten).anyMatch(x -> x != 7), "a forgotten wait shows");
    }

    @Test
    void anInterruptEndsTheLoop() {
        insert();
        Batches batches = data(64).batches(8);
        long before = settled();
        int[] steps = {0};
        assertThrows(OperationInterruptedException.class, () -> {
            for (Batch batch : batches) {
                if (++steps[0] == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertTrue(Thread.interrupted());
        assertEquals(3, steps[0]);
        assertEquals(before, settled());
        assertEquals(8, losses(batches).size());
    }

    @Test
    void aCopyThatFailsIsTriedAgainAtItsTurn() {
        insert();
        Batches batches = data(64).batches(8);
        List<Double> right = losses(batches);
        driver.fail("copyToDevice", 6, CudaException.OUT_OF_MEMORY);
        assertEquals(right, losses(batches));
        assertEquals(1, driver.calls().stream().filter(call -> call.contains("error")).count());
        Iterator<Batch> iterator = batches.iterator();
        driver.fail("copyToDevice", 1, 719);
        assertEquals(719, assertThrows(CudaException.class, iterator::next).code());
        assertEquals(0, iterator.next().index());
    }

    @Test
    void loopsWithinLoops() {
        insert();
        emulated.late(EmulatedDriver.Late.ALL_BUT_FIRST);
        Batches outer = data(24).batches(8);
        Batches inner = data(40).batches(10);
        List<Long> targets = new ArrayList<>();
        for (Batch batch : outer) {
            for (Batch other : inner) {
                targets.add(batch.y().toLongs()[0] * 100 + other.y().toLongs()[0]);
            }
        }
        assertEquals(List.of(0L, 10L, 20L, 30L, 800L, 810L, 820L, 830L, 1600L, 1610L, 1620L, 1630L), targets);
    }

    @Test
    void loopsOnSeveralThreads() throws InterruptedException, ExecutionException {
        insert();
        Dataset data = data(60);
        emulated.late(EmulatedDriver.Late.ALL);
        List<Future<List<Long>>> loops = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 6; i++) {
                Batches batches = data.shuffle(i).batches(7);
                loops.add(threads.submit(() -> {
                    List<Long> targets = new ArrayList<>();
                    for (Batch batch : batches) {
                        twoSteps(batches);
                        System.gc();
                        for (long target : batch.y().toLongs()) {
                            targets.add(target);
                        }
                    }
                    return targets;
                }));
            }
        }
        for (int i = 0; i < loops.size(); i++) {
            int[] order = new Rng(i).permutation(60);
            assertArrayEquals(Arrays.stream(order).asLongStream().toArray(),
                    loops.get(i).get().stream().mapToLong(Long::longValue).toArray());
        }
    }

    @Test
    void batchesComeToTheDeviceInUse() {
        insert();
        Iterator<Batch> batches = data(64).shuffle(1).batches(8).iterator();
        assertEquals("cuda:0", batches.next().x().device().toString());
        Device.use(Device.CPU);
        Batch second = batches.next();
        assertEquals("cpu", second.x().device().toString());
        assertEquals("cpu", second.y().device().toString());
        Device.use(Device.of("cuda"));
        assertEquals("cuda:0", batches.next().y().device().toString());
        List<Long> rest = new ArrayList<>();
        batches.forEachRemaining(batch -> rest.add(batch.y().toLongs()[0]));
        int[] order = new Rng(1).permutation(64);
        assertEquals(List.of((long) order[24], (long) order[32], (long) order[40], (long) order[48], (long) order[56]), rest);
        Tensor trained = Tensors.ones(8, 2).requiresGrad(true);
        Batch own = Dataset.of(trained, Tensors.zeros(8)).batches(4).iterator().next();
        assertTrue(own.x().requiresGrad(), "rows on the device keep their history");
    }

    @Test
    void everyTypeOfNumber() {
        insert();
        for (DType type : DType.values()) {
            Tensor x = Tensors.tensor(DType.FLOAT64, 1, 0, 2, 3, 0, 5).to(type).to(Device.CPU);
            List<Double> seen = new ArrayList<>();
            for (Batch batch : Dataset.of(x.reshape(2, 3).t(), Tensors.arange(3).cpu()).batches(2)) {
                assertEquals(type, batch.x().dtype());
                for (double value : batch.x().toDoubles()) {
                    seen.add(value);
                }
            }
            double[] expected = x.reshape(2, 3).t().toDoubles();
            assertArrayEquals(expected, seen.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    @Test
    void aCapturedStepTakesItsBatches() {
        insert();
        Tensor x = Tensors.zeros(8, 40);
        Batches batches = data(64).batches(8);
        List<Double> sums = new ArrayList<>();
        emulated.late(EmulatedDriver.Late.ALL_BUT_FIRST);
        try (CapturedStep step = CapturedStep.capture(() -> x.square().sum())) {
            for (Batch batch : batches) {
                x.assign(batch.x());
                sums.add(step.run().item());
            }
            Iterator<Batch> within = batches.iterator();
            String message = assertThrows(IllegalStateException.class, () -> CapturedStep.capture(() -> within.next().x()).close())
                    .getMessage();
            assertTrue(message.startsWith("a captured step must not bring numbers"), message);
        }
        Device.use(Device.CPU);
        int i = 0;
        for (Batch batch : batches) {
            assertEquals(batch.x().square().sum().item(), sums.get(i++), 1e-3);
        }
    }
}
