package jacobi.notebook.measure;

import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import java.util.ArrayList;
import java.util.function.IntConsumer;

/**
 * Runs a cell's code again and again, with a variable {@code epoch} that counts. The first epochs and the last run as
 * cells do, so that what they declare is the notebook's; those between run as the body of a method, compiled once, which
 * assigns to the variables that the first has declared. That takes a microsecond for each instead of a compiler's tens of
 * milliseconds. Code that does not compile as a body runs as cells do all the time.
 */
public final class CellEpochs {
    /** From this many on, the time to compile the code once more is won back. */
    private static final int MANY = 5;
    private static CellEpochs running;

    private final Host host;
    private final String code;
    private final int epochs;
    private Body body;
    private int epoch;
    private IntConsumer begin;

    /** Code that is to run for this many epochs. */
    public CellEpochs(Host host, String code, int epochs) {
        this.host = host;
        this.code = code;
        this.epochs = epochs;
    }

    /**
     * Runs one epoch or more, on a thread that nobody interrupts, see {@link jacobi.notebook.cell.OwnThread}.
     *
     * @param next   the number of the first
     * @param begins called with the number of each epoch before it begins
     * @return the number of the epoch after these
     * @throws CellFailure if an epoch failed
     */
    public int run(int next, IntConsumer begins) {
        if (next == 2 && epochs >= MANY) {
            body = compiled();
        }
        if (body != null && next < epochs) {
            repeat(next, begins);
            return epochs;
        }
        begins.accept(next);
        host.evaluate("int epoch = " + next + ";");
        host.evaluate(code);
        return next + 1;
    }

    /** The code as a body; null if it has to run as a cell does. */
    private Body compiled() {
        try {
            String assigning = Assignments.of(code, host.pieces(code));
            return assigning == null ? null : CellBody.compile(host, "%%train",
                    "epoch = " + CellEpochs.class.getName() + ".epoch(); ", assigning, new ArrayList<>());
        } catch (CellFailure e) {
            return null;
        }
    }

    /** Has the host evaluate the loop, because it stops what it evaluates, and knows where in a cell that failed. */
    private void repeat(int next, IntConsumer begins) {
        epoch = next;
        begin = begins;
        running = this;
        try {
            host.evaluate(CellEpochs.class.getName() + ".loop();");
        } finally {
            running = null;
        }
    }

    /** All epochs from the next one to the last but one; for code that Jacobi has the notebook run. */
    public static void loop() throws Exception {
        CellEpochs cell = running;
        for (; cell.epoch < cell.epochs; cell.epoch++) {
            cell.begin.accept(cell.epoch);
            cell.body.run();
        }
    }

    /** {@return the number of the epoch that runs; for code that Jacobi has the notebook run} */
    public static int epoch() {
        return running.epoch;
    }
}
