package jacobi.notebook.measure;

import com.sun.management.ThreadMXBean;
import jacobi.Interruption;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs something again and again until it is clear how long it takes. First it warms up, until the medians of three
 * spans of time agree, which is when the compiler is done. Then each sample times so many runs in a row that the clock's
 * own error does not count. What a run returns is kept, so that the compiler cannot leave it out.
 */
public final class Stopwatch {
    /**
     * So long is a sample, where runs are shorter: thousands of times what reading the clock costs, and short enough that
     * most samples are not interrupted by other work on the machine.
     */
    private static final double SAMPLE_NANOS = 100_000;
    private static final double SPAN_NANOS = 40_000_000;
    private static final double LEAST_WARM_UP_NANOS = 200_000_000;
    /** The part of the time that the warm-up may take at most. */
    private static final double WARM_UP_PART = 0.4;
    private static final double STEADY = 1.05;
    private static final int SPANS = 3;
    private static final VarHandle KEPT;

    static {
        try {
            KEPT = MethodHandles.lookup().findStaticVarHandle(Stopwatch.class, "kept", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused")     // written so that results are not dead code
    private static Object kept;

    private final Body body;
    private final int most;
    private final double limit;
    private final BiConsumer<Double, Double> progress;
    private final long start = System.nanoTime();
    private long runs;
    /** What a run took last, as far as that is known. */
    private double typical;

    private Stopwatch(Body body, int most, double seconds, BiConsumer<Double, Double> progress) {
        this.body = body;
        this.most = most;
        this.limit = seconds * 1e9;
        this.progress = progress;
    }

    /**
     * {@return how long a run takes}
     *
     * @param most     how many samples there are at most
     * @param seconds  how long all is to take, at most; but three runs are made in any case
     * @param progress is told now and then which part of the time is over, and how long a run took last
     * @throws jacobi.OperationInterruptedException if the thread is interrupted
     */
    public static Timing measure(Body body, int most, double seconds, BiConsumer<Double, Double> progress)
            throws Exception {
        try {
            return new Stopwatch(body, most, seconds, progress).measure();
        } finally {
            KEPT.setOpaque((Object) null);
        }
    }

    private Timing measure() throws Exception {
        double first = sample(1);
        typical = first;
        boolean settled = first < WARM_UP_PART * limit && warmUp();
        double before = elapsed();
        long warmUpRuns = runs;
        long inner = inner(typical);
        long collections = collections();
        long allocated = allocated();
        long counted = runs;
        List<Double> samples = new ArrayList<>();
        while (samples.size() < most && (samples.size() < 2 || elapsed() < limit)) {
            samples.add(sample(inner));
        }
        double bytes = allocated < 0 ? -1 : (double) (allocated() - allocated) / (runs - counted);
        return new Timing(samples.stream().mapToDouble(Double::doubleValue).toArray(), inner, first, warmUpRuns, before,
                settled, bytes, collections() - collections);
    }

    /** Runs until the last medians agree, {@return whether they do before the time for it is over}. */
    private boolean warmUp() throws Exception {
        List<Double> medians = new ArrayList<>();
        while (elapsed() < WARM_UP_PART * limit) {
            double begin = elapsed();
            List<Double> span = new ArrayList<>();
            while (span.isEmpty() || elapsed() - begin < SPAN_NANOS && elapsed() < WARM_UP_PART * limit) {
                span.add(sample(inner(span.isEmpty() ? typical : span.getLast())));
            }
            double[] sorted = span.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            typical = sorted[sorted.length / 2];
            medians.add(typical);
            double[] last = medians.stream().skip(Math.max(0, medians.size() - SPANS))
                    .mapToDouble(Double::doubleValue).toArray();
            double fastest = Arrays.stream(last).min().orElse(0);
            double slowest = Arrays.stream(last).max().orElse(0);
            if (last.length == SPANS && slowest <= STEADY * fastest
                    && (elapsed() >= LEAST_WARM_UP_NANOS || elapsed() >= WARM_UP_PART * limit / 2)) {
                return true;
            }
        }
        return false;
    }

    private static long inner(double nanos) {
        return (long) Math.clamp(SAMPLE_NANOS / Math.max(nanos, 0.1), 1, 1e8);
    }

    private double sample(long inner) throws Exception {
        Interruption.poll("bench");
        long from = System.nanoTime();
        for (long i = 0; i < inner; i++) {
            KEPT.setOpaque(body.run());
        }
        double nanos = (double) (System.nanoTime() - from) / inner;
        runs += inner;
        progress.accept(elapsed() / limit, nanos);
        return nanos;
    }

    private double elapsed() {
        return System.nanoTime() - start;
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled()
                ? threads.getCurrentThreadAllocatedBytes() : -1;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount).filter(count -> count > 0).sum();
    }
}
