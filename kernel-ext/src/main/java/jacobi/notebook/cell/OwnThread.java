package jacobi.notebook.cell;

/**
 * Runs what evaluates code on a thread that nobody interrupts, because the compiler works on it, and a compiler that is
 * interrupted while it reads a jar cannot read it ever again. An interrupt of the calling thread stops the code that runs.
 */
public final class OwnThread {
    private static final long STOP_MILLIS = 50;
    private static final long PATIENCE_MILLIS = 10_000;

    private OwnThread() {
    }

    /**
     * Runs something and waits for it.
     *
     * @param cancel has it begin nothing new; called, maybe often, when the calling thread is interrupted, which it is
     *               again afterwards
     */
    public static void run(Host host, String name, Runnable work, Runnable cancel) {
        RuntimeException[] failure = new RuntimeException[1];
        boolean[] done = new boolean[1];
        Thread worker = new Thread(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                failure[0] = e;
            } finally {
                synchronized (done) {
                    done[0] = true;
                }
            }
        }, name);
        worker.setDaemon(true);
        worker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        host.atEndOfCell(() -> join(worker, PATIENCE_MILLIS));
        worker.start();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join(interrupted ? STOP_MILLIS : 0);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            synchronized (done) {
                // Not once the work is done: the cell ends then, and the interrupt would be the next one's.
                if (interrupted && !done[0]) {
                    cancel.run();
                    host.interrupt();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    private static void join(Thread worker, long millis) {
        try {
            worker.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
