package jacobi.notebook;

import jacobi.data.Progress;
import jacobi.notebook.host.JShellHost;

/** The host that Jacobi runs in: JShell, or a plain program, unless a kernel says otherwise. */
public final class Hosts {
    private static volatile Host host;

    private Hosts() {
    }

    /** {@return the host} */
    public static Host host() {
        Host known = host;
        return known != null ? known : fallback();
    }

    private static synchronized Host fallback() {
        if (host == null) {
            host = new JShellHost();
            Progress.listen(new ProgressBars(host));
        }
        return host;
    }

    /** Makes loops over data sets tell how far they are, from the first one on; JShell's start-up file calls this. */
    public static void start() {
        host();
    }

    /** Sets the host; for a kernel's adapter, before anything is shown. */
    public static synchronized void host(Host newHost) {
        host = newHost;
    }
}
