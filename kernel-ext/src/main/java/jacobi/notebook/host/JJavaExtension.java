package jacobi.notebook.host;

import jacobi.notebook.Displays;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.magic.Magic;
import jacobi.notebook.magic.MagicList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** Brings Jacobi into the JJava kernel, which finds this class by itself once the jar is on its class path. */
public final class JJavaExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        KernelLog.hush();
        JJavaHost host = new JJavaHost(kernel);
        Hosts.host(host);
        MagicList.all().forEach(magic -> register(kernel.getMagicsRegistry(), magic));
        Displays.forms().forEach(form -> render(kernel, form));
        Adapters.listen(host);
        kernel.evalRaw(imports());
        Internals.replace(kernel, "errorStyler", new PlainStyler(host.trace()));
        Magics.explain(kernel);
        Object control = Internals.control(kernel);
        Running.keep(control, host::cell, host::sent);
        JShell shell = Internals.shell(kernel);
        if (shell != null) {
            shell.onSnippetEvent(new SnippetListener(host, host::code, host.trace()));
            shell.onSnippetEvent(new Leftovers(shell, host::code));
            Questions questions = new Questions(kernel, shell);
            shell.onSnippetEvent(event -> questions.answer((ShellReplyEnvironment) host.cell()));
            Sources.addSoon(shell);
            shell.onSnippetEvent(new StreamResults(control));
        }
    }

    private static <T> void render(BaseKernel kernel, Displays.Form<T> form) {
        kernel.getRenderer().createRegistration(form.type()).preferring("text/html")
                .register((value, context) -> context.getOutputContainer()
                        .assign(JJavaHost.data(form.display().apply(value))));
    }

    private static void register(MagicsRegistry registry, Magic magic) {
        switch (magic.kind()) {
            case LINE -> registry.registerLineMagic(magic.name(), (kernel, words) ->
                    magic.run(words, null, MagicFailure::new));
            case CELL -> registry.registerCellMagic(magic.name(), (kernel, words, code) ->
                    magic.run(words, code, MagicFailure::new));
        }
    }

    private static String imports() {
        try (InputStream in = Displays.class.getResourceAsStream("imports.jsh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
