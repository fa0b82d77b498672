package jacobi.notebook.host;

import jacobi.OperationInterruptedException;
import jacobi.notebook.CellFailure;
import jacobi.notebook.Display;
import jacobi.notebook.Host;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
        int number = JJavaInternals.cellNumber(kernel);
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

    /** {@return the cell that runs now, as it was written; null if this is not known} */
    String code() {
        return cell() instanceof ShellReplyEnvironment env && env.getContext() instanceof Message<?> message
                && message.getContent() instanceof ExecuteRequest request ? request.getCode() : null;
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
        if (cell == null) {
            return;
        }
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

    /**
     * All forms of a display in one bundle, from which a front end takes the one it shows best; of one that still grows
     * no PNG, which takes four times as long to draw as SVG.
     */
    static DisplayData data(Display display) {
        DisplayData data = new DisplayData(display.text());
        if (display.html() != null) {
            data.putHTML(display.html());
        }
        if (display.latex() != null) {
            data.putLatex(display.latex());
        }
        Display.Picture picture = display.picture();
        if (picture != null) {
            data.putSVG(picture.svg());
        }
        if (picture != null && !display.growing()) {
            data.putData("image/png", Base64.getEncoder().encodeToString(picture.png()));
            data.putMetaData("image/png", Map.of("width", picture.width(), "height", picture.height()));
        }
        return data;
    }

    @Override
    public Object evaluate(String code) {
        try {
            return kernel.evalRaw(code);
        } catch (RuntimeException e) {
            if (JJavaErrors.interrupted(e)) {
                throw new OperationInterruptedException("the cell");
            }
            throw new CellFailure(JJavaErrors.sentence(kernel, e), e);
        }
    }

    @Override
    public Map<String, Object> variables() {
        return JJavaVariables.read(kernel);
    }

    @Override
    public List<Piece> pieces(String code) {
        try {
            return Pieces.of(JJavaInternals.shell(kernel), code);
        } catch (ReflectiveOperationException e) {
            throw new CellFailure("this version of JJava takes no code apart", e);
        }
    }

    @Override
    public void interrupt() {
        kernel.interrupt();
    }
}
