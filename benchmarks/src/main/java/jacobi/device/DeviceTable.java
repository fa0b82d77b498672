package jacobi.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import jacobi.CapturedStep;
import jacobi.DType;
import jacobi.Device;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.nn.Linear;
import jacobi.nn.ReLU;
import jacobi.nn.Sequential;
import jacobi.ops.Elementwise;
import jacobi.optim.SGD;

/**
 * What the device in use does in a second: overhead of an op, bandwidth, matrix products, steps of training. The rows of
 * {@code benchmarks/peers/torch_table.py} have the same names, to be put beside these.
 */
public final class DeviceTable {
    private static final Elementwise CHAIN = Elementwise.binary("chain",
            (x, y) -> x.mul(y).add(x).mul(y).add(y).mul(x));

    private DeviceTable() {
    }

    /** @param arguments {@code small} for sizes that suit a processor */
    public static void main(String[] arguments) {
        boolean small = Arrays.asList(arguments).contains("small");
        System.out.println(Device.report());
        System.out.println("| row | value | unit |");
        System.out.println("| --- | --- | --- |");
        overhead();
        bandwidth(small ? 1 << 20 : 1 << 26);
        for (int n = 512; n <= (small ? 1024 : 8192); n *= 2) {
            product(n);
        }
        for (int batch : small ? new int[] {32, 1024} : new int[] {32, 1024, 8192}) {
            network(batch);
        }
        convolutions(small ? 16 : 256);
    }

    private static void row(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "| %s | %.3g | %s |%n", name, value, unit);
    }

    /** Seconds for a call: the median of a few samples, each long enough and waited for, after as much to warm up. */
    private static double seconds(Runnable call) {
        Device device = Device.inUse();
        int calls = 1;
        List<Double> samples = new ArrayList<>();
        while (samples.size() < 9) {
            device.synchronize();
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            device.synchronize();
            double taken = (System.nanoTime() - start) / 1e9;
            if (taken < 0.1 && calls < 1 << 20) {
                calls *= 2;
            } else {
                samples.add(taken / calls);
            }
        }
        samples.sort(null);
        return samples.get(samples.size() / 2);
    }

    private static void overhead() {
        Tensor x = Tensors.randn(16);
        Tensor y = Tensors.randn(16);
        row("an op on 16 numbers", 1e6 * seconds(() -> x.mul(y)), "us");
    }

    private static void bandwidth(int n) {
        Tensor x = Tensors.rand(n);
        Tensor y = Tensors.rand(n);
        double copy = seconds(x::copy);
        row("copy of " + n, 8e-9 * n / copy, "GB/s");
        row("x * y of " + n, 12e-9 * n / seconds(() -> x.mul(y)), "GB/s");
        row("exp of " + n, 8e-9 * n / seconds(x::exp), "GB/s");
        row("sum of " + n, 4e-9 * n / seconds(x::sum), "GB/s");
        row("chain of five ops of " + n, 1e3 * seconds(() -> x.mul(y).add(x).mul(y).add(y).mul(x)), "ms");
        row("the same as one formula", 1e3 * seconds(() -> CHAIN.apply(x, y)), "ms");
    }

    private static void product(int n) {
        Tensor a = Tensors.randn(n, n);
        Tensor b = Tensors.randn(n, n);
        row("product " + n, 2e-12 * n * n * n / seconds(() -> a.matmul(b)), "Tflop/s");
    }

    private static void network(int batch) {
        Tensor x = Tensors.randn(batch, 784);
        Tensor y = Tensors.randint(0, 10, batch).to(DType.INT64);
        Sequential model = new Sequential(new Linear(784, 128), new ReLU(), new Linear(128, 10));
        SGD sgd = new SGD(model.parameters(), 0.01, 0.9);
        Supplier<Tensor> step = () -> {
            Tensor loss = model.apply(x).crossEntropy(y);
            loss.backward();
            sgd.step();
            return loss;
        };
        row("step of the network, batch " + batch, 1e6 * seconds(step::get), "us");
        try (CapturedStep captured = CapturedStep.capture(step)) {
            row("the same, captured", 1e6 * seconds(captured::run), "us");
        }
    }

    private static void convolutions(int batch) {
        Tensor x = Tensors.randn(batch, 3, 32, 32);
        Tensor first = Tensors.randn(32, 3, 3, 3).mul(0.1).detach().requiresGrad(true);
        Tensor second = Tensors.randn(64, 32, 3, 3).mul(0.1).detach().requiresGrad(true);
        row("step of two convolutions, batch " + batch, 1e3 * seconds(() -> {
            x.conv2d(first).relu().maxPool2d(2).conv2d(second).relu().mean().backward();
            first.grad(null);
            second.grad(null);
        }), "ms");
    }
}
