package jacobi.notebook.host;

import jacobi.OperationInterruptedException;
import jacobi.Tensor;
import jacobi.notebook.Display;
import jacobi.notebook.Displays;
import jacobi.notebook.Hosts;
import jacobi.notebook.magic.Magic;
import jacobi.notebook.magic.MagicCall;
import jacobi.notebook.magic.MagicList;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** Brings Jacobi into the JJava kernel, which finds this class by itself once the jar is on its class path. */
public final class JJavaExtension implements Extension {
    /** How long after the first snippet of a cell the first chart is prepared, so that the first result comes first. */
    private static final int WARM_UP_MILLIS = 300;

    /** What JJava takes for no result. */
    private static final String NOTHING = "\"__NO_MAGIC_RETURN\"";

    @Override
    public void install(BaseKernel kernel) {
        JJavaHost host = new JJavaHost(kernel);
        Hosts.host(host);
        MagicList.all().forEach(magic -> register(kernel.getMagicsRegistry(), magic));
        render(kernel, Tensor.class, Displays::of);
        render(kernel, Table.class, Displays::of);
        render(kernel, Chart.class, Displays::of);
        render(kernel, Display.class, display -> display);
        kernel.getRenderer().createRegistration(BufferedImage.class).preferring("image/png")
                .register((image, context) -> context.getOutputContainer().assign(data(image)));
        Hosts.listen(host);
        kernel.evalRaw(imports());
        CellTrace trace = new CellTrace();
        JJavaInternals.replace(kernel, "errorStyler", new PlainStyler(trace));
        Magics.explain(kernel);
        Map<String, Object> results = JJavaInternals.results(kernel);
        AtomicBoolean warm = new AtomicBoolean();
        JJavaInternals.afterSnippets(kernel, event -> {
            if (event.causeSnippet() == null && host.cell() != null) {
                trace.add(event.snippet().id(), event.snippet().source(), host.cell(), host.code());
                if (event.exception() != null) {
                    trace.failed(event.exception());
                }
            }
            if (event.value() != null) {
                results.computeIfPresent(event.value(), (key, value) -> shown(value));
            }
            if (event.exception() != null && host.cell() != null) {
                Hosts.cellEnded(JJavaErrors.ending(event.exception()));
            }
            if (host.cell() != null && warm.compareAndSet(false, true)) {
                Hosts.warmUp(WARM_UP_MILLIS);
            }
        });
    }

    /** What is shown of a result: nothing of the stream that {@code System.out.printf} returns. */
    private static Object shown(Object result) {
        return result == System.out || result == System.err ? NOTHING : result;
    }

    private static <T> void render(BaseKernel kernel, Class<T> type, Function<T, Display> form) {
        kernel.getRenderer().createRegistration(type).preferring("text/html")
                .register((value, context) -> context.getOutputContainer().assign(JJavaHost.data(form.apply(value))));
    }

    /** An image as JJava shows it, except for its text, which would tell where it is in memory. */
    private static DisplayData data(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            DisplayData data = new DisplayData("image, " + image.getWidth() + " by " + image.getHeight());
            data.putData("image/png", Base64.getEncoder().encodeToString(out.toByteArray()));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void register(MagicsRegistry registry, Magic magic) {
        switch (magic.kind()) {
            case LINE -> registry.registerLineMagic(magic.name(), (kernel, words) -> run(magic, words, null));
            case CELL -> registry.registerCellMagic(magic.name(), (kernel, words, code) -> run(magic, words, code));
        }
    }

    /** Whatever a magic fails with is one sentence in the end, since nothing of the stack above it is the user's. */
    private static Object run(Magic magic, List<String> words, String code) {
        try {
            return magic.action().run(new MagicCall(magic, words, code));
        } catch (OperationInterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MagicFailure(e.getMessage() == null ? magic.sign() + ": " + e : e.getMessage());
        }
    }

    private static String imports() {
        try (InputStream in = Hosts.class.getResourceAsStream("imports.jsh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
