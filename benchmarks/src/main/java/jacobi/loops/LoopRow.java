package jacobi.loops;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/** One side of one case, in a JVM of its own. {@link AgainstLoops} runs them all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = {"-Xms1g", "-Xmx1g", "-Xmn256m", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 12, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
public class LoopRow {
    @Param("exp")
    private String name;
    @Param({"op", "loop"})
    private String side;
    /** Whether all other ops have run before, a few times each: a JIT compiler that has seen everything. */
    @Param("false")
    private boolean mixed;
    private Supplier<?> body;

    /** Makes the inputs and compares what the two sides compute. */
    @Setup
    public void prepare() {
        Map<String, Supplier<Case>> all = Cases.all();
        if (mixed && side.equals("op")) {
            for (Supplier<Case> other : all.values()) {
                Supplier<?> op = other.get().op();
                for (int i = 0; i < 3; i++) {
                    op.get();
                }
            }
        }
        Case prepared = all.get(name).get();
        prepared.check();
        body = side.equals("op") ? prepared.op() : prepared.loop();
    }

    @Benchmark
    public Object run() {
        return body.get();
    }
}
