package jacobi.notebook.host;

import jacobi.Hints;
import jacobi.data.Progress;
import jacobi.notebook.Displays;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.runs.ProgressBars;
import java.util.UUID;

/** Where no kernel has said that it is the host: IJava, if this is its process, otherwise JShell or a plain program. */
public final class Adapters implements Hosts.Finder {
    @Override
    public Host find() {
        Host kernel = IJavaHost.install();
        Host host = kernel != null ? kernel : new JShellHost();
        listen(host);
        return host;
    }

    /** Has a host show the progress of loops over data sets, and hints. */
    static void listen(Host host) {
        Progress.listen(new ProgressBars(host));
        Hints.listen(hint -> {
            if (host.cell() != null) {
                host.show("hint-" + UUID.randomUUID(), Displays.hint(hint), true);
            }
        });
    }
}
