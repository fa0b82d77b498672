package jacobi.backend.cpu;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import jacobi.OperationInterruptedException;

/**
 * The one pool of threads that all work on the processor is split over; native libraries are held to one thread.
 * How many threads take part: the system property {@code jacobi.threads}, else the number of processors; results
 * are the same bit for bit for any number.
 */
public final class Threads {
    private static final int MAX_COUNT = 1024;
    /**
     * Waking a parked thread takes some 30 microseconds, as long as a small op. So a thread that has nothing left to
     * do looks out for the next loop, or for the end of this one, for about that long before it parks.
     */
    private static final long WATCH_NANOS = 50_000;
    private static volatile int count = initialCount();
    /** The newest loop that may have pieces left, for helpers to find. */
    private static final AtomicReference<Loop> LATEST = new AtomicReference<>();
    /** Helpers that have been called and have not yet given up. */
    private static final AtomicInteger HELPERS = new AtomicInteger();
    /** Set while a thread runs a body, so that loops inside the body run inline. */
    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private Threads() {
    }

    /** A piece of work on the indices {@code from} to {@code to - 1}. */
    @FunctionalInterface
    public interface RangeBody {
        void run(int from, int to);
    }

    /** {@return how many threads share the work of one op, the calling thread included} */
    public static int count() {
        return count;
    }

    /**
     * Says how many threads share the work of one op from now on.
     *
     * @param threads at least 1, which means the calling thread alone
     */
    public static void setCount(int threads) {
        if (threads < 1 || threads > MAX_COUNT) {
            throw new IllegalArgumentException("Threads.setCount: " + threads + " is not between 1 and " + MAX_COUNT
                + "; 1 means the calling thread alone");
        }
        count = threads;
        if (threads > 1) {
            Pool.POOL.setParallelism(threads - 1);
        }
    }

    /**
     * Runs {@code body} on all of {@code 0 .. n-1} and returns when it is done. The pieces are {@code [0, grain)},
     * {@code [grain, 2*grain)} and so on, whatever the number of threads, so {@code from / grain} numbers them. They
     * run in any order, on any threads, the calling one among them. A loop inside a body runs inline.
     *
     * <p>When a body throws, no further piece starts, and the first exception reaches the caller once the running
     * pieces have ended. When the calling thread is interrupted, the same happens with an
     * {@link OperationInterruptedException}. The other threads that take part are then interrupted until they have left
     * the loop, so that a long piece ends early if it polls.
     */
    public static void parallelFor(int n, int grain, RangeBody body) {
        if (grain < 1) {
            throw new IllegalArgumentException("parallelFor: a grain of " + grain + " is not positive");
        }
        if (n > grain) {
            runPieces(n, grain, body);
        } else if (n > 0) {
            body.run(0, n);
        }
    }

    private static void runPieces(int n, int grain, RangeBody body) {
        int threads = count;
        if (threads == 1 || INSIDE.get() != null) {
            for (int from = 0; from < n; ) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new OperationInterruptedException("a parallel loop");
                }
                int to = n - from > grain ? from + grain : n;
                body.run(from, to);
                from = to;
            }
            return;
        }
        var loop = new Loop(n, grain, body);
        INSIDE.set(true);
        try {
            LATEST.set(loop);
            callHelpers(Math.min(threads, loop.pieces) - 1);
            loop.takePart();
        } finally {
            INSIDE.remove();
            LATEST.compareAndSet(loop, null);
            loop.await();
        }
        loop.rethrow();
    }

    private static void callHelpers(int wanted) {
        for (int called; (called = HELPERS.get()) < wanted; ) {
            if (HELPERS.compareAndSet(called, called + 1)) {
                try {
                    Pool.POOL.execute(Threads::help);
                } catch (OutOfMemoryError e) {
                    // The system gives no more threads: those that there are share the work.
                    HELPERS.decrementAndGet();
                    return;
                }
            }
        }
    }

    /**
     * What a helper does: it takes part in the newest loop, and in those that begin while it looks out for them. One
     * that comes too late finds nothing to do, and no caller waits for a helper that has not begun.
     */
    private static void help() {
        do {
            for (long end = System.nanoTime() + WATCH_NANOS; System.nanoTime() < end && HELPERS.get() < count; ) {
                Loop loop = LATEST.get();
                if (loop != null && loop.hasPieces()) {
                    loop.help();
                    end = System.nanoTime() + WATCH_NANOS;
                }
                Thread.onSpinWait();
            }
            HELPERS.decrementAndGet();
        } while (isMissed());
    }

    /** A loop that began while this helper gave up may have counted on it. */
    private static boolean isMissed() {
        Loop loop = LATEST.get();
        if (loop == null || !loop.hasPieces()) {
            return false;
        }
        int called = HELPERS.get();
        return called < count - 1 && HELPERS.compareAndSet(called, called + 1);
    }

    /** One parallel loop: whoever takes part claims the next piece until none is left. */
    private static final class Loop {
        private final int n;
        private final int grain;
        private final int pieces;
        private final RangeBody body;
        private final Thread caller = Thread.currentThread();
        private final AtomicLong next = new AtomicLong();
        private final AtomicInteger open;
        private final Set<Thread> helping = new HashSet<>();
        private volatile Throwable failure;

        Loop(int n, int grain, RangeBody body) {
            this.n = n;
            this.grain = grain;
            this.body = body;
            this.pieces = Math.ceilDiv(n, grain);
            this.open = new AtomicInteger(pieces);
        }

        boolean hasPieces() {
            return next.get() < pieces;
        }

        /** What a helper does. */
        void help() {
            Thread helper = Thread.currentThread();
            synchronized (helping) {
                helping.add(helper);
            }
            try {
                takePart();
            } finally {
                synchronized (helping) {
                    helping.remove(helper);
                    Thread.interrupted();           // what came was meant for this loop, and nothing comes any more
                }
            }
        }

        void takePart() {
            boolean called = Thread.currentThread() == caller;
            for (long piece; (piece = next.getAndIncrement()) < pieces; close(1)) {
                try {
                    if (called && caller.isInterrupted()) {
                        throw new OperationInterruptedException("a parallel loop");
                    }
                    int from = (int) piece * grain;
                    body.run(from, n - from > grain ? from + grain : n);
                } catch (Throwable e) {
                    stop(e);
                }
            }
        }

        private void stop(Throwable e) {
            synchronized (this) {
                if (failure == null) {
                    failure = e;
                }
            }
            interruptHelpers();
            long unclaimed = pieces - next.getAndSet(pieces);
            if (unclaimed > 0) {
                close((int) unclaimed);
            }
        }

        private void interruptHelpers() {
            synchronized (helping) {
                helping.forEach(Thread::interrupt);
            }
        }

        private void close(int closed) {
            if (open.addAndGet(-closed) == 0) {
                LockSupport.unpark(caller);
            }
        }

        void await() {
            for (long end = System.nanoTime() + WATCH_NANOS; open.get() > 0 && System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (open.get() > 0) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    interrupted = true;
                    interruptHelpers();
                }
            }
            if (interrupted) {
                caller.interrupt();
            }
        }

        void rethrow() {
            if (failure != null) {
                throw Threads.<RuntimeException>unchecked(failure);
            }
        }
    }

    /** A body throws no checked exception by its signature, so neither does this. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable e) throws T {
        throw (T) e;
    }

    private static int initialCount() {
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), MAX_COUNT);
        int asked = Integer.getInteger("jacobi.threads", processors);
        return asked < 1 || asked > MAX_COUNT ? processors : asked;
    }

    /** Made when first needed. Its threads are daemons, park when idle and end after a while. */
    private static final class Pool {
        static final ForkJoinPool POOL = new ForkJoinPool(Math.max(1, count - 1), Worker::new, null, true,
            0, MAX_COUNT, 1, null, 60, TimeUnit.SECONDS);
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool) {
            super(null, pool, true);
            setName("jacobi-" + (getPoolIndex() + 1));
            setDaemon(true);
        }

        @Override
        protected void onStart() {
            INSIDE.set(true);
        }
    }
}
