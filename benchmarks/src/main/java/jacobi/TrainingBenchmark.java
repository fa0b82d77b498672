package jacobi;

import java.util.concurrent.TimeUnit;
import jacobi.nn.Linear;
import jacobi.nn.ReLU;
import jacobi.nn.Sequential;
import jacobi.optim.SGD;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a user waits for: products of tensors, and a whole training step of the notebook's network. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingBenchmark {
    /** Square matrices. */
    @State(Scope.Thread)
    public static class Matrices {
        @Param({"32", "128", "512"})
        private int n;
        private Tensor a;
        private Tensor b;

        @Setup
        public void fill() {
            a = Tensors.rand(n, n);
            b = Tensors.rand(n, n);
        }
    }

    /** 784 - 128 - 10, as in the notebook. */
    @State(Scope.Thread)
    public static class Network {
        @Param({"16", "64", "256"})
        private int batch;
        private Sequential model;
        private SGD sgd;
        private Tensor x;
        private Tensor y;

        @Setup
        public void fill() {
            Rng rng = new Rng(1);
            model = new Sequential(new Linear(784, 128, rng), new ReLU(), new Linear(128, 10, rng));
            sgd = new SGD(model.parameters(), 1e-3, 0.9);
            x = Tensors.rand(rng, batch, 784);
            y = Tensors.rand(rng, batch).mul(10).to(DType.INT64);
        }
    }

    @Benchmark
    public Tensor matmul(Matrices m) {
        return m.a.matmul(m.b);
    }

    @Benchmark
    public Tensor step(Network net) {
        Tensor loss = net.model.apply(net.x).crossEntropy(net.y);
        loss.backward();
        net.sgd.step();
        return loss;
    }
}
