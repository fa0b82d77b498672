package jacobi.notebook.host;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.DisplayStream;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import jacobi.Interruption;
import jacobi.OperationInterruptedException;
import jacobi.notebook.Displays;
import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.Display;
import jacobi.notebook.magic.Magic;
import jacobi.notebook.magic.MagicList;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import jdk.jshell.JShell;

/**
 * The IJava kernel, version 1.3.0, as a host. IJava has no extensions: its start-up script calls
 * {@link Hosts#start()}, which finds the kernel by reflection, since IJava itself is in no library to compile against.
 */
public final class IJavaHost implements Host {
    private static final String KERNELS = "io.github.spencerpark.ijava.IJava";

    private final BaseKernel kernel;
    private final DisplayStream stream;
    private final CellTrace trace = new CellTrace();

    private IJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
        this.stream = kernel.getIO().display;
    }

    /** {@return this process's IJava kernel, ready to show things and with Jacobi's magics; null if it is no such kernel} */
    public static Host install() {
        try {
            // A class of the kernel's own: without it, this one would not even load.
            Object kernel = Class.forName(KERNELS).getMethod("getKernelInstance").invoke(null);
            return kernel == null ? null : install((BaseKernel) kernel);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    private static Host install(BaseKernel kernel) throws ReflectiveOperationException {
        IJavaHost host = new IJavaHost(kernel);
        Magics magics = (Magics) Internals.call(kernel, "getMagics");
        for (Magic magic : MagicList.all()) {
            switch (magic.kind()) {
                case LINE -> magics.registerLineMagic(magic.name(),
                        words -> host.shown(magic.run(words, null, IJavaMagicFailure::new)));
                case CELL -> magics.registerCellMagic(magic.name(),
                        (words, code) -> host.shown(magic.run(words, code, IJavaMagicFailure::new)));
            }
        }
        Displays.forms().forEach(form -> host.render(form));
        IJavaMagics.explain(kernel, magics);
        IJavaStyler styler = new IJavaStyler(host.trace);
        Internals.replaceAll(kernel, "errorStyler", styler);
        Object control = host.control();
        Running.keep(control, host::cell, host::sent);
        JShell shell = host.shell();
        if (shell != null) {
            shell.onSnippetEvent(new SnippetListener(host, host::code, host.trace));
            shell.onSnippetEvent(new Leftovers(shell, host::code));
            shell.onSnippetEvent(new StreamResults(control));
        }
        return host;
    }

    private <T> void render(Displays.Form<T> form) {
        kernel.getRenderer().createRegistration(form.type()).preferring("text/html")
                .register((value, context) -> context.getOutputContainer().assign(data(form.display().apply(value))));
    }

    /** Shows what a magic gives, since IJava takes no value of a magic for a cell's result. */
    private Object shown(Object result) {
        Displays.forms().stream().filter(form -> form.type().isInstance(result)).findFirst()
                .ifPresent(form -> Hosts.show(display(form, result)));
        return result;
    }

    private static <T> Display display(Displays.Form<T> form, Object value) {
        return form.display().apply(form.type().cast(value));
    }

    /** What runs the classes of snippets; null if it cannot be told. */
    private Object control() {
        try {
            Object provider = Internals.value(Internals.value(kernel, "evaluator"), "executionControlProvider");
            return ((Map<?, ?>) Internals.value(provider, "controllers")).values().iterator().next();
        } catch (ReflectiveOperationException | RuntimeException e) {
            Internals.unknown("execution control", e);
            return null;
        }
    }

    private JShell shell() {
        try {
            return (JShell) Internals.call(Internals.value(kernel, "evaluator"), "getShell");
        } catch (ReflectiveOperationException e) {
            Internals.unknown("JShell", e);
            return null;
        }
    }

    @Override
    public String name() {
        return "IJava, " + kernel.getBanner().lines().findFirst().orElse("").strip();
    }

    @Override
    public Object cell() {
        try {
            return Internals.value(stream, "env");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of IJava is not known to Jacobi: " + e.getMessage(), e);
        }
    }

    private String code() {
        return cell() instanceof ShellReplyEnvironment env && env.getContext() instanceof Message<?> message
                && message.getContent() instanceof ExecuteRequest request ? request.getCode() : null;
    }

    private String sent() {
        return cell() instanceof ShellReplyEnvironment env && env.getContext() instanceof Message<?> message
                ? message.getHeader().getTimestamp().getDateString() : null;
    }

    @Override
    public void atEndOfCell(Runnable action) {
        if (cell() instanceof ShellReplyEnvironment cell) {
            cell.defer(action);
        }
    }

    @Override
    public void show(String id, Display display, boolean first) {
        // A loop that only shows things would go on in the cells that follow: IJava waits for no thread that it stops.
        Interruption.poll("show");
        if (cell() instanceof ShellReplyEnvironment cell) {
            show(cell, id, display, first);
        }
    }

    @Override
    public BiConsumer<String, Display> later() {
        return cell() instanceof ShellReplyEnvironment cell ? (id, display) -> show(cell, id, display, false) : null;
    }

    private static void show(ShellReplyEnvironment cell, String id, Display display, boolean first) {
        DisplayData data = data(display);
        data.putTransientData("display_id", id);
        // Past the environment's own methods: they are for the kernel's thread alone.
        if (first) {
            cell.getIopub().sendMessage(new Message<>(cell.getContext(), new PublishDisplayData(data).getType(),
                    new PublishDisplayData(data)));
        } else {
            cell.getIopub().sendMessage(new Message<>(cell.getContext(), new PublishUpdateDisplayData(data).getType(),
                    new PublishUpdateDisplayData(data)));
        }
    }

    private static DisplayData data(Display display) {
        DisplayData data = new DisplayData(display.text());
        Bundle bundle = Bundle.of(display);
        bundle.forms().forEach(data::putData);
        bundle.about().forEach(data::putMetaData);
        return data;
    }

    @Override
    public Object evaluate(String code) {
        try {
            return kernel.getClass().getMethod("evalRaw", String.class).invoke(kernel, code);
        } catch (InvocationTargetException e) {
            if (CellErrors.interrupted(e.getCause())) {
                throw new OperationInterruptedException("the cell");
            }
            throw new CellFailure(CellErrors.sentence(shell(), trace, e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new CellFailure("this version of IJava cannot evaluate code: " + e, e);
        }
    }

    @Override
    public Map<String, Object> variables() {
        return CellVariables.read(shell(), this::evaluate);
    }

    @Override
    public void letGo() {
        CellResults.letGo(shell(), this::evaluate);
    }

    @Override
    public List<CodeLine> lines(List<StackTraceElement> frames) {
        return Frames.places(frames, trace, this::evaluate);
    }

    @Override
    public List<Piece> pieces(String code) {
        return Pieces.of(shell(), code);
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
    public void interrupt() {
        kernel.interrupt();
    }
}
