package jacobi;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds an op on small tensors, forward and backward together: a chain of 30 ops is recorded and walked back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OpBenchmark {
    private static final int OPS = 30;

    @Param({"1", "16", "1000"})
    private int n;
    private Tensor x;
    private Tensor w;
    private Tensor ones;

    @Setup
    public void fill() {
        x = (n == 1 ? Tensors.tensor(0.5) : Tensors.rand(n)).requiresGrad(true);
        // Not below 0.5: thirty small factors in a row would make numbers so small that the processor is slow on them.
        w = n == 1 ? Tensors.tensor(0.9) : Tensors.rand(n).mul(0.5).add(0.5);
        ones = n == 1 ? Tensors.tensor(1) : Tensors.ones(n);
    }

    private Tensor backward(Tensor y) {
        y.backward(ones);
        Tensor gradient = x.grad();
        x.grad(null);
        return gradient;
    }

    @Benchmark
    @OperationsPerInvocation(OPS)
    public Tensor mul() {
        Tensor y = x;
        for (int i = 0; i < OPS; i++) {
            y = y.mul(w);
        }
        return backward(y);
    }

    @Benchmark
    @OperationsPerInvocation(OPS)
    public Tensor tanh() {
        Tensor y = x;
        for (int i = 0; i < OPS; i++) {
            y = y.tanh();
        }
        return backward(y);
    }

    /** Three kinds of op in turn, so that no call site sees only one. */
    @Benchmark
    @OperationsPerInvocation(OPS)
    public Tensor mulAddTanh() {
        Tensor y = x;
        for (int i = 0; i < OPS; i += 3) {
            y = y.mul(w).add(x).tanh();
        }
        return backward(y);
    }

    /** Forward alone, with nothing recorded. */
    @Benchmark
    @OperationsPerInvocation(OPS)
    public Tensor mulAddTanhForward() {
        Tensor y = w;
        for (int i = 0; i < OPS; i += 3) {
            y = y.mul(w).add(w).tanh();
        }
        return y;
    }
}
