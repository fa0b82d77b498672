package jacobi.interrupts;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jacobi.OperationInterruptedException;

/**
 * How an op ended after its thread was interrupted.
 *
 * @param millis how long the op went on after the interrupt
 * @param cpu    the milliseconds of processor time that the busiest thread spent in that time: on a machine with other
 *               work, what the op would have taken by itself
 * @param where  the op the exception names
 */
record Stop(double millis, double cpu, String where) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Runs an op over and over on a thread of its own, and interrupts it some time after it began. */
    static Stop after(long nanos, Runnable op) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var run = new Run(op, begun);
        Thread thread = new Thread(run, "cell");
        thread.setDaemon(true);
        thread.start();
        begun.await();
        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        Map<Long, Long> before = workers();
        before.put(thread.threadId(), THREADS.getThreadCpuTime(thread.threadId()));
        long interrupted = System.nanoTime();
        thread.interrupt();
        thread.join();
        if (run.failure != null) {
            throw new IllegalStateException("the op failed: " + run.failure, run.failure);
        }
        long cpu = run.cpu - before.get(thread.threadId());
        for (var worker : workers().entrySet()) {
            cpu = Math.max(cpu, worker.getValue() - before.getOrDefault(worker.getKey(), 0L));
        }
        return new Stop((run.ended - interrupted) / 1e6, cpu / 1e6, run.where);
    }

    /** The processor time of each thread that shares the work of an op, by the thread's number. */
    private static Map<Long, Long> workers() {
        Map<Long, Long> times = new HashMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("jacobi-")) {
                times.put(thread.threadId(), THREADS.getThreadCpuTime(thread.threadId()));
            }
        }
        return times;
    }

    /** An endless loop of one op, as a cell has it. */
    private static final class Run implements Runnable {
        private final Runnable op;
        private final CountDownLatch begun;
        private long ended;
        private long cpu;
        private String where;
        private RuntimeException failure;

        Run(Runnable op, CountDownLatch begun) {
            this.op = op;
            this.begun = begun;
        }

        @Override
        public void run() {
            begun.countDown();
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    op.run();
                }
                where = "the op came to its end";
            } catch (OperationInterruptedException e) {
                where = e.getMessage();
            } catch (RuntimeException e) {
                failure = e;
            }
            ended = System.nanoTime();
            cpu = THREADS.getCurrentThreadCpuTime();
        }
    }
}
