package jacobi.notebook;

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
        }
        return host;
    }

    /** Sets the host; for a kernel's adapter, before anything is shown. */
    public static synchronized void host(Host newHost) {
        host = newHost;
    }
}
