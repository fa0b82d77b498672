package jacobi.backend.cpu;

import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/**
 * Square float32 matrix products below the tensors, on one thread unless the row says otherwise. It lives in the
 * package that it measures, because nothing of it is public.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class GemmBenchmark {
    @Param({"4", "32", "128", "512"})
    private int n;
    private float[] a;
    private float[] b;
    private float[] c;

    /** Asked for by a row that uses every processor. */
    @State(Scope.Thread)
    public static class AllThreads {
        @Setup
        public void useAfter(GemmBenchmark made) {
            Threads.setCount(Runtime.getRuntime().availableProcessors());
        }
    }

    @Setup
    public void fill() {
        var random = new Random(1);
        a = new float[n * n];
        b = new float[n * n];
        c = new float[n * n];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextFloat();
            b[i] = random.nextFloat();
        }
        Threads.setCount(1);
        if (!OneDnn.available()) {
            throw new IllegalStateException(OneDnn.status());
        }
    }

    /** What there is to reach: the call of dnnl_sgemm itself. */
    @Benchmark
    public float[] oneDnnItself() {
        OneDnn.sgemm(false, false, n, n, n, a, 0, n, b, 0, n, 0, c, 0, n);
        return c;
    }

    @Benchmark
    public float[] gemm() {
        Gemm.sgemm(false, false, n, n, n, a, 0, n, b, 0, n, 0, c, 0, n);
        return c;
    }

    @Benchmark
    public float[] gemmOnAllThreads(AllThreads threads) {
        Gemm.sgemm(false, false, n, n, n, a, 0, n, b, 0, n, 0, c, 0, n);
        return c;
    }

    @Benchmark
    public float[] plainJava() {
        JavaSgemm.multiply(false, false, n, n, n, a, 0, n, b, 0, n, 0, c, 0, n);
        return c;
    }
}
