package jacobi.notebook.host;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A progress bar in a terminal. Its line is always complete, since nobody tells when the statement that it belongs to is
 * over and something else is printed; the next state goes up to it again, unless something else was printed since. Where
 * the output is no terminal that is known to do so, each state has a line of its own.
 */
final class BarLine {
    private static final String UP = "\033[A\r";
    private static final int WIDTH = 100;

    /** Notes what others print. */
    private static final class Watched extends FilterOutputStream {
        private volatile boolean inLine;
        private volatile long others;

        private Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            others++;
            inLine = b != '\n';
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            if (length > 0) {
                others++;
                inLine = bytes[from + length - 1] != '\n';
            }
        }
    }

    private final boolean terminal;
    private PrintStream stream;
    private Watched watched;
    private long after = -1;

    /**
     * A bar that was not printed yet.
     *
     * @param terminal whether the cursor can be moved
     */
    BarLine(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether this process seems to run in a terminal whose cursor can be moved. */
    static boolean terminal() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.isEmpty() && !kind.equals("dumb");
    }

    /** Prints the bar's state in the place of the one before. */
    synchronized void print(String line) {
        if (System.out != stream) {
            watched = new Watched(System.out);
            stream = new PrintStream(watched, true, System.out.charset());
            System.setOut(stream);
            after = -1;
        }
        boolean again = terminal && after == watched.others;
        String start = again ? UP : watched.inLine ? "\n" : "";
        String padded = again ? line + " ".repeat(Math.max(0, WIDTH - line.length())) : line;
        stream.print(start + padded + "\n");
        stream.flush();
        after = watched.others;
    }
}
