package jacobi.backend.cpu;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to share out a loop: with one piece, with pieces on one thread, and on two threads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class ThreadsBenchmark {
    /** About 14 microseconds of work on one thread. */
    private static final int TOKENS = 1 << 13;

    /** Asked for by a row that uses two threads. */
    @State(Scope.Thread)
    public static class TwoThreads {
        @Setup
        public void useAfter(ThreadsBenchmark made) {
            Threads.setCount(2);
        }
    }

    @Setup
    public void one() {
        Threads.setCount(1);
    }

    @Benchmark
    public void onePieceOfNothing(Blackhole hole) {
        Threads.parallelFor(1, 1, (from, to) -> hole.consume(from));
    }

    @Benchmark
    public void fourPiecesOnOneThread() {
        Threads.parallelFor(4, 1, (from, to) -> Blackhole.consumeCPU(TOKENS));
    }

    @Benchmark
    public void fourPiecesOnTwoThreads(TwoThreads threads) {
        Threads.parallelFor(4, 1, (from, to) -> Blackhole.consumeCPU(TOKENS));
    }

    /** With pauses in between that let the other thread fall asleep. */
    @Benchmark
    public void fourPiecesOnTwoThreadsAfterAPause(TwoThreads threads) {
        Blackhole.consumeCPU(TOKENS * 10);
        Threads.parallelFor(4, 1, (from, to) -> Blackhole.consumeCPU(TOKENS));
    }
}
