package jacobi.notebook.host;

import jacobi.OperationInterruptedException;
import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import jacobi.notebook.display.Display;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** The JJava kernel as a host. */
final class JJavaHost implements Host {
    /** Where the kernel keeps what it answers the running cell by. Nothing public tells when a cell begins and ends. */
    private static final VarHandle ENVIRONMENT = environment();

    private final BaseKernel kernel;
    private final DisplayStream stream;
    private final CellTrace trace = new CellTrace();

    JJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
        this.stream = kernel.getIO().display;
    }

    private static VarHandle environment() {
        try {
            return MethodHandles.privateLookupIn(DisplayStream.class, MethodHandles.lookup())
                    .findVarHandle(DisplayStream.class, "env", ShellReplyEnvironment.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of JJava is not known to Jacobi: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return kernel.getName() + " " + kernel.getVersion();
    }

    @Override
    public String cellName() {
        int number = Internals.cellNumber(kernel);
        return number > 0 ? "cell " + number : "cell";
    }

    @Override
    public boolean tellsFailures() {
        return true;
    }

    @Override
    public Object cell() {
        return ENVIRONMENT.get(stream);
    }

    /** {@return where the code of cells is} */
    CellTrace trace() {
        return trace;
    }

    /** {@return the cell that runs now, as it was written; null if this is not known} */
    String code() {
        return cell() instanceof ShellReplyEnvironment env && env.getContext() instanceof Message<?> message
                && message.getContent() instanceof ExecuteRequest request ? request.getCode() : null;
    }

    /** {@return when the cell that runs now was sent, as its message says; null if this is not known} */
    String sent() {
        return cell() instanceof ShellReplyEnvironment env && env.getContext() instanceof Message<?> message
                ? message.getHeader().getTimestamp().getDateString() : null;
    }

    @Override
    public void atEndOfCell(Runnable action) {
        ShellReplyEnvironment cell = (ShellReplyEnvironment) cell();
        if (cell != null) {
            cell.defer(action);
        }
    }

    @Override
    public void show(String id, Display display, boolean first) {
        ShellReplyEnvironment cell = (ShellReplyEnvironment) cell();
        if (cell != null) {
            show(cell, id, display, first);
        }
    }

    @Override
    public BiConsumer<String, Display> later() {
        ShellReplyEnvironment cell = (ShellReplyEnvironment) cell();
        return cell == null ? null : (id, display) -> show(cell, id, display, false);
    }

    private static void show(ShellReplyEnvironment cell, String id, Display display, boolean first) {
        DisplayData data = data(display);
        data.putTransientData("display_id", id);
        // Past the environment's own methods: they are for the kernel's thread alone.
        if (first) {
            cell.getIopub().sendMessage(new Message<>(cell.getContext(), PublishDisplayData.MESSAGE_TYPE,
                    new PublishDisplayData(data)));
        } else {
            cell.getIopub().sendMessage(new Message<>(cell.getContext(), PublishUpdateDisplayData.MESSAGE_TYPE,
                    new PublishUpdateDisplayData(data)));
        }
    }

    static DisplayData data(Display display) {
        DisplayData data = new DisplayData(display.text());
        Bundle bundle = Bundle.of(display);
        bundle.forms().forEach(data::putData);
        bundle.about().forEach(data::putMetaData);
        return data;
    }

    @Override
    public Object evaluate(String code) {
        try {
            return kernel.evalRaw(code);
        } catch (RuntimeException e) {
            if (CellErrors.interrupted(e)) {
                throw new OperationInterruptedException("the cell");
            }
            throw new CellFailure(CellErrors.sentence(Internals.shell(kernel), trace, e), e);
        }
    }

    @Override
    public Map<String, Object> variables() {
        return CellVariables.read(Internals.shell(kernel), kernel::evalRaw);
    }

    @Override
    public void letGo() {
        CellResults.letGo(Internals.shell(kernel), this::evaluate);
    }

    @Override
    public List<CodeLine> lines(List<StackTraceElement> frames) {
        return Frames.places(frames, trace, this::evaluate);
    }

    @Override
    public List<Piece> pieces(String code) {
        return Pieces.of(Internals.shell(kernel), code);
    }

    @Override
    public void interrupt() {
        kernel.interrupt();
    }
}
