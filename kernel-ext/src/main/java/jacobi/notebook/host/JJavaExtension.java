package jacobi.notebook.host;

import jacobi.notebook.CellFailure;
import jacobi.notebook.CompareMagic;
import jacobi.notebook.Displays;
import jacobi.notebook.Hosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import tech.tablesaw.api.Table;

/** Brings Jacobi into the JJava kernel, which finds this class by itself once the jar is on its class path. */
public final class JJavaExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        JJavaHost host = new JJavaHost(kernel);
        Hosts.host(host);
        kernel.getMagicsRegistry().registerCellMagic("compare", JJavaExtension::compare);
        JJavaErrors.explainLonelyMagic(kernel);
        kernel.getRenderer().createRegistration(Table.class).preferring("text/html")
                .register((table, context) -> context.getOutputContainer().assign(JJavaHost.data(Displays.of(table))));
        kernel.evalRaw(imports());
    }

    private static Table compare(BaseKernel kernel, List<String> words, String code) {
        try {
            return CompareMagic.run(words, code);
        } catch (IllegalArgumentException | CellFailure e) {
            throw new MagicFailure(e.getMessage());
        }
    }

    private static String imports() {
        try (InputStream in = Hosts.class.getResourceAsStream("imports.jsh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
