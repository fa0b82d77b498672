package jacobi.notebook.cell;

import jacobi.notebook.display.Display;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a notebook kernel, or JShell, must offer for Jacobi to show things in it. One small adapter each. */
public interface Host {
    /** {@return what this is, for messages, such as {@code JJava}} */
    String name();

    /**
     * {@return what stands for the cell that runs now, the same object as long as it runs; null while none does}
     */
    Object cell();

    /** {@return how the cell that runs now is called in the list of runs, such as {@code cell 12}} */
    default String cellName() {
        return "cell";
    }

    /** {@return whether {@link Hosts#cellEnded} is told when a cell fails or is stopped} */
    default boolean tellsFailures() {
        return false;
    }

    /** Has something done when the cell that runs now is over, whether it succeeded or not. */
    void atEndOfCell(Runnable action);

    /**
     * Shows something below the cell that runs now, or in the place of what was shown under the same name.
     *
     * @param id    a name of its own
     * @param first whether nothing was shown under this name yet
     */
    void show(String id, Display display, boolean first);

    /**
     * Takes the place of something that is going to be shown, before it is drawn; its text stands there meanwhile.
     *
     * @return whether something is shown under this name from now on
     */
    default boolean announce(String id, Display text) {
        show(id, text, true);
        return true;
    }

    /**
     * {@return what shows, under the name of something that the cell that runs now has shown, its next state, which may be
     * done when the cell is over; null where that is too late}
     */
    default BiConsumer<String, Display> later() {
        return null;
    }

    /** {@return whether what is to be seen last, when a loop ends, is to be shown by then, since later is too late} */
    default boolean showsAtOnce() {
        return false;
    }

    /**
     * Evaluates code as if it stood in a cell, on any thread.
     *
     * @return its value, null if it has none
     * @throws jacobi.OperationInterruptedException if it was interrupted
     * @throws CellFailure if it does not compile, or fails, or if this host cannot evaluate code
     */
    Object evaluate(String code);

    /** {@return the notebook's variables that are objects, by their names, as far as the host can tell} */
    default Map<String, Object> variables() {
        return Map.of();
    }

    /**
     * Takes code apart into what could stand in cells of its own.
     *
     * @return the pieces in their order, with all characters of the code but blank ones
     * @throws CellFailure if it does not parse, or if this host cannot evaluate code
     */
    default List<Piece> pieces(String code) {
        throw new CellFailure(name() + " takes no code apart", null);
    }

    /**
     * A piece of a cell's code.
     *
     * @param source as it was written
     * @param kind   what it is
     * @param name   what it declares; empty for nothing
     */
    record Piece(String source, Kind kind, String name) {
        /** What a piece of code can be. */
        public enum Kind { EXPRESSION, STATEMENT, VARIABLE, METHOD, TYPE, IMPORT }
    }

    /**
     * {@return for frames of classes that a notebook's code was put into, where in its cells they are, in the same order;
     * null for one of which that cannot be told} For code that has been run.
     */
    default List<CodeLine> lines(List<StackTraceElement> frames) {
        return Collections.nCopies(frames.size(), null);
    }

    /**
     * A line of a cell.
     *
     * @param here whether it is in the cell that runs now, and not in an earlier one
     * @param line which line, counted from 1
     * @param text what it says
     */
    record CodeLine(boolean here, int line, String text) {
    }

    /** Lets go of the values of cells that the host keeps although no variable of the user's has them. */
    default void letGo() {
    }

    /** Stops the code that {@link #evaluate} runs on another thread. */
    void interrupt();

    /** {@return whether a value that a cell ends with is shown in all its forms} */
    default boolean showsResults() {
        return true;
    }

    /** {@return in which unit of time a display is redrawn at most once, in milliseconds} */
    default int everyMillis() {
        return 250;
    }
}
