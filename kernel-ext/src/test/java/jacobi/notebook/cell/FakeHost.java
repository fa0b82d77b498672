package jacobi.notebook.cell;

import jacobi.notebook.display.Display;
import java.util.ArrayList;
import java.util.List;

/** A host that remembers what it was to show, and whose cells begin and end when a test says so. */
public class FakeHost implements Host {
    public record Shown(String id, Display display, boolean first) {
    }

    public final List<Shown> shown = new ArrayList<>();
    public final List<String> evaluated = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private Object cell;

    public void beginCell() {
        cell = new Object();
    }

    public void endCell() {
        List.copyOf(atEnd).forEach(Runnable::run);
        atEnd.clear();
        cell = null;
    }

    @Override
    public String name() {
        return "a test";
    }

    @Override
    public String cellName() {
        return "cell 7";
    }

    @Override
    public boolean tellsFailures() {
        return true;
    }

    @Override
    public Object cell() {
        return cell;
    }

    @Override
    public void atEndOfCell(Runnable action) {
        atEnd.add(action);
    }

    @Override
    public synchronized void show(String id, Display display, boolean first) {
        shown.add(new Shown(id, display, first));
    }

    @Override
    public synchronized Object evaluate(String code) {
        evaluated.add(code);
        return null;
    }

    @Override
    public void interrupt() {
    }

    /** So slow that only the end of a cell draws. */
    @Override
    public int everyMillis() {
        return 1_000_000;
    }
}
