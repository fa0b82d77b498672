package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jacobi.CapturedStep;
import jacobi.DType;
import jacobi.Device;
import jacobi.Rng;
import jacobi.Scope;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.nn.Linear;
import jacobi.nn.ReLU;
import jacobi.nn.Sequential;
import jacobi.optim.SGD;
import org.junit.jupiter.api.Test;

/** A step of training, seen from the driver: which calls it makes, what it leaves behind, what happens when one fails. */
class StepOnAGpuTest extends OnAGpu {
    private static final Path TRACE = Path.of("src/test/resources/jacobi/backend/cuda/mlp-step.txt");

    /** A network of two layers, its inputs and a step, on the device in use. */
    private static final class Training {
        final Tensor x = Tensors.randn(new Rng(1), 8, 6);
        final Tensor y = Tensors.tensor(new long[] {0, 1, 2, 0, 1, 2, 0, 1});
        final Sequential model = new Sequential(new Linear(6, 5, new Rng(2)), new ReLU(), new Linear(5, 3, new Rng(3)));
        final SGD sgd = new SGD(model.parameters(), 0.1, 0.9);

        Tensor step() {
            Tensor loss = model.apply(x).crossEntropy(y);
            loss.backward();
            sgd.step();
            return loss;
        }

        List<double[]> numbers() {
            List<double[]> all = new ArrayList<>();
            for (Tensor p : model.parameters()) {
                all.add(p.toDoubles());
            }
            return all;
        }
    }

    @Test
    void aStepMakesTheseCallsAndDoesNotWait() throws IOException {
        Training training = new Training();
        training.step();
        training.step();
        driver.take();
        training.step();
        List<String> calls = driver.take();
        for (String wait : List.of("synchronize", "synchronizeEvent", "copyToHost", "copyToDevice", "loadModule", "allocatePinned")) {
            assertEquals(0, calls.stream().filter(call -> call.startsWith(wait)).count(), wait + " in " + calls);
        }
        // Blocks of memory are used again as the collector gives them back, at its own time.
        List<String> kernels = calls.stream().filter(call -> !call.startsWith("allocate")).toList();
        List<String> shapes = kernels.stream().map(call -> call.replaceAll("[AH]\\d+(\\+\\d+)?", "@")).toList();
        if (System.getProperty("jacobi.trace", "").equals("write")) {
            Files.createDirectories(TRACE.getParent());
            Files.write(TRACE, shapes);
        }
        assertEquals(Files.readAllLines(TRACE), shapes);
    }

    @Test
    void memoryComesBack() {
        Training training = new Training();
        for (int i = 0; i < 20; i++) {
            training.step();
        }
        int before = emulated.allocations();
        long used = settled();
        for (int i = 0; i < 60; i++) {
            training.step();
        }
        assertEquals(used, settled(), "bytes in use after 60 further steps");
        assertTrue(emulated.allocations() < before + 2000, "blocks are used again: " + emulated.allocations());
        backend.release();
        assertEquals(0, backend.memory().cached());
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

    @Test
    void aCapturedStepIsTheStep() {
        Training plain = new Training();
        Training captured = new Training();
        try (CapturedStep step = CapturedStep.capture(captured::step)) {
            plain.step();
            plain.step();
            driver.take();
            for (int i = 0; i < 3; i++) {
                assertEquals(plain.step().item(), step.run().item());
            }
            List<double[]> expected = plain.numbers();
            List<double[]> actual = captured.numbers();
            for (int i = 0; i < expected.size(); i++) {
                assertArrayEquals(expected.get(i), actual.get(i), "parameter " + i);
            }
            // Inputs are what lies in their memory.
            Tensor other = Tensors.randn(new Rng(7), 8, 6);
            plain.x.assign(other);
            captured.x.assign(other);
            assertEquals(plain.step().item(), step.run().item());
            driver.take();
            step.run();
            assertEquals(List.of("launchGraph"), driver.take().stream().map(call -> call.split(" ")[0]).toList());
        }
    }

    @Test
    void othersDoNotUseTheMemoryOfACapturedStep() {
        Training training = new Training();
        try (CapturedStep step = CapturedStep.capture(training::step)) {
            settled();
            List<Tensor> others = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                others.add(Tensors.full(i, 8, 6));
            }
            step.run();
            for (int i = 0; i < others.size(); i++) {
                assertEquals(i * 48.0, others.get(i).sum().item(), "a tensor that the step must not touch");
            }
        }
    }

    @Test
    void aScopeGivesMemoryBackAtItsEnd() {
        Training training = new Training();
        training.step();
        long before = settled();
        Tensor kept;
        Tensor lost;
        try (Scope scope = Scope.open()) {
            training.step();
            lost = training.x.mul(2);
            try (Scope inner = Scope.open()) {
                kept = scope.keep(inner.keep(training.x.mul(3).sum()));
            }
        }
        // Without the help of the collector: what was kept, four gradients, and three single numbers that are remembered.
        assertTrue(backend.memory().used() <= before + 8 * 512, backend.memory().used() + " instead of " + before);
        assertEquals(training.x.sum().item() * 3, kept.item(), 1e-4);
        String message = assertThrows(IllegalStateException.class, lost::toDoubles).getMessage();
        assertEquals("this tensor's memory on cuda:0 was given back when its scope closed; keep what is needed later, with "
                + "scope.keep(tensor)", message);
        Training other = new Training();
        other.step();
        other.step();
        other.step();
        training.step();
        assertArrayEquals(other.numbers().get(0), training.numbers().get(0));
    }

    @Test
    void gradientsStayBeyondAScope() {
        Tensor w = Tensors.tensor(1, 2, 3).requiresGrad(true);
        try (Scope scope = Scope.open()) {
            w.square().sum().backward();
        }
        assertArrayEquals(new double[] {2, 4, 6}, w.grad().toDoubles());
        Scope outer = Scope.open();
        Scope inner = Scope.open();
        assertThrows(IllegalStateException.class, outer::close);
        inner.close();
        outer.close();
        outer.close();
    }

    @Test
    void aStepThatReadsOrBringsNumbersIsNotCaptured() {
        Training training = new Training();
        String reads = assertThrows(IllegalStateException.class, () -> CapturedStep.capture(() -> {
            training.step().item();
            return null;
        })).getMessage();
        assertTrue(reads.startsWith("a captured step must not read numbers"), reads);
        String brings = assertThrows(IllegalStateException.class,
                () -> CapturedStep.capture(() -> training.x.add(Tensors.rand(8, 6)))).getMessage();
        assertTrue(brings.startsWith("a captured step must not bring numbers"), brings);
        training.step().item();
    }

    @Test
    void onTheProcessorACapturedStepIsTheStepItself() {
        Device.use(Device.CPU);
        Training plain = new Training();
        Training captured = new Training();
        plain.step();
        plain.step();
        try (CapturedStep step = CapturedStep.capture(captured::step)) {
            assertEquals(plain.step().item(), step.run().item());
        }
    }

    @Test
    void outOfMemoryIsSaidAndLeavesAllElseIntact() {
        Tensor x = Tensors.ones(1000);
        String message = assertThrows(CudaException.class, () -> Tensors.zeros(1 << 28)).getMessage();
        assertTrue(message.startsWith("out of memory on emulated: 1073 MB more are needed, "), message);
        assertEquals(1000, x.sum().item());
        Device.use(Device.CPU);
        assertEquals(6, Tensors.tensor(1, 2, 3).sum().item());
    }

    @Test
    void memoryThatIsOnlyCachedIsGivenBackBeforeItIsDenied() {
        // Two thirds of the memory, twice: the second fits when the first has gone back to the driver.
        int n = (int) ((2L << 30) / 3 / 4);
        Tensor first = Tensors.zeros(n);
        assertEquals(0, first.get(n - 1).item());
        first = null;
        Tensor second = Tensors.zeros(n + 5_000_000);
        assertEquals(0, second.get(0).item());
    }

    @Test
    void aLostGpuIsSaidAndTheProcessorGoesOn() {
        Tensor x = Tensors.ones(10);
        driver.fail("launch", 1, 719);
        CudaException e = assertThrows(CudaException.class, () -> x.add(1));
        assertEquals(719, e.code());
        Device.use(Device.CPU);
        assertEquals(6, Tensors.tensor(1, 2, 3).sum().item());
    }

    @Test
    void labelsOutOfRangeAreReportedWhenNumbersAreRead() {
        Tensor scores = Tensors.zeros(2, 3);
        Tensor loss = scores.crossEntropy(Tensors.tensor(new long[] {1, 3}));
        String message = assertThrows(IndexOutOfBoundsException.class, loss::item).getMessage();
        assertEquals("an op before this line indexed with 3, but indices are from 0 to 2; to find it, run the cell with "
                + "%device cpu", message);
        assertEquals(Math.log(3), scores.crossEntropy(Tensors.tensor(new long[] {1, 2})).item(), 1e-6);
    }

    @Test
    void ignoredLabelsAreIgnored() {
        Tensor scores = Tensors.tensor(new double[][] {{1, 2, 3}, {4, 5, 7}});
        Tensor labels = Tensors.tensor(new long[] {-100, 2});
        assertEquals(scores.cpu().crossEntropy(labels.cpu()).item(), scores.crossEntropy(labels).item(), 1e-6);
    }

    @Test
    void tensorsMoveWithTheirGradients() {
        Tensor w = Tensors.tensor(1, 2, 3).cpu().requiresGrad(true);
        Tensor y = w.cuda().square().sum();
        assertEquals("cuda:0", y.device().toString());
        y.backward();
        assertEquals(Device.CPU, w.grad().device());
        assertArrayEquals(new double[] {2, 4, 6}, w.grad().toDoubles());
        assertEquals(DType.FLOAT32, w.cuda().dtype());
        assertTrue(w.cuda().toString().startsWith("Tensor float32 [3] cuda:0"), w.cuda().toString());
    }

    @Test
    void devicesDoNotMixButForSingleNumbers() {
        Tensor here = Tensors.tensor(1, 2, 3).cpu();
        Tensor there = Tensors.tensor(1, 2, 3);
        assertEquals("mul: one input, of shape [3], is on cpu, another, of shape [3], on cuda:0; move one of them, with "
                + "to(Device.of(\"cpu\"))", assertThrows(IllegalArgumentException.class, () -> here.mul(there)).getMessage());
        assertEquals("matmul", assertThrows(IllegalArgumentException.class, () -> there.dot(here)).getMessage().split(":")[0]);
        assertArrayEquals(new double[] {3, 6, 9}, there.mul(Tensors.tensor(3).cpu()).toDoubles());
        assertArrayEquals(new double[] {3, 6, 9}, Tensors.tensor(3).cpu().mul(there).toDoubles());
    }
}
