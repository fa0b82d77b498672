package jacobi.notebook.cell;

import jacobi.data.Progress;
import java.time.LocalDateTime;

/**
 * When a run began, and what had been trained on by then. For a cell that is the moment in which it was first heard of:
 * no host tells when a cell begins.
 */
public record CellStart(long nanos, LocalDateTime time, long examples) {
    private static Object cell;
    private static CellStart ofCell;

    /** Now. */
    public static CellStart now() {
        return new CellStart(System.nanoTime(), LocalDateTime.now(), Progress.examples());
    }

    /** The first time that this was asked for this cell. */
    public static synchronized CellStart of(Object running) {
        if (running != cell || ofCell == null) {
            cell = running;
            ofCell = now();
        }
        return ofCell;
    }

    /** How many seconds ago it was. */
    public double seconds() {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
