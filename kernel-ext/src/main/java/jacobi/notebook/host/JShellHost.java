package jacobi.notebook.host;

import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import jacobi.notebook.display.Display;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * JShell as a host, where a snippet is what a cell is in a notebook; and a plain program, which is one long cell. Text
 * goes to the terminal, a line from time to time, and pictures to PNG files. Nothing is printed once a snippet is over,
 * when the next one is being typed there.
 */
public final class JShellHost implements Host {
    /** JShell calls every snippet by a method of this name. */
    private static final String SNIPPET_METHOD = "do_it$";
    private static final long SAME_SNIPPET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int WATCH_MILLIS = 30;
    private static final int EVERY_MILLIS = 2000;

    /** A snippet that runs on a thread; the class is null for a plain program. */
    private record Snippet(Thread thread, String className) {
        boolean runs() {
            if (className == null || !thread.isAlive()) {
                return className == null;
            }
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getMethodName().equals(SNIPPET_METHOD) && frame.getClassName().equals(className)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final Snippet PROGRAM = new Snippet(null, null);

    /** What is left to do for a snippet; whoever comes second waits until it is done. */
    private static final class Last implements Runnable {
        private Runnable action;

        Last(Runnable action) {
            this.action = action;
        }

        @Override
        public synchronized void run() {
            if (action != null) {
                action.run();
                action = null;
            }
        }
    }

    private final BarLine bars = new BarLine(BarLine.terminal());
    private final Map<String, Path> pictures = new HashMap<>();
    private Path folder;
    private volatile Snippet last;
    private volatile long lastAt;

    @Override
    public String name() {
        return cell() == PROGRAM ? "a program" : "JShell";
    }

    @Override
    public String cellName() {
        return cell() == PROGRAM ? "program" : "snippet";
    }

    @Override
    public Object cell() {
        Snippet known = last;
        long now = System.nanoTime();
        if (known != null && known.thread == Thread.currentThread() && now - lastAt < SAME_SNIPPET_NANOS) {
            lastAt = now;
            return known;
        }
        String className = StackWalker.getInstance().walk(frames -> frames
                .filter(frame -> frame.getMethodName().equals(SNIPPET_METHOD)).findFirst()
                .map(StackWalker.StackFrame::getClassName).orElse(null));
        if (className == null) {
            return known != null && known.runs() ? known : PROGRAM;     // another thread that a snippet started
        }
        if (known == null || known.thread != Thread.currentThread() || !className.equals(known.className)) {
            known = new Snippet(Thread.currentThread(), className);
        }
        last = known;
        lastAt = now;
        return known;
    }

    @Override
    public void atEndOfCell(Runnable action) {
        Snippet snippet = (Snippet) cell();
        if (snippet == PROGRAM) {
            Runtime.getRuntime().addShutdownHook(new Thread(action));
            return;
        }
        Last rest = new Last(action);
        Thread atExit = new Thread(rest);               // for a snippet that the user leaves JShell right after
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread watch = new Thread(() -> {
            while (snippet.runs()) {
                try {
                    Thread.sleep(WATCH_MILLIS);
                } catch (InterruptedException e) {
                    break;
                }
            }
            rest.run();
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // This Java machine ends just now.
            }
        }, "jacobi-watch");
        watch.setDaemon(true);
        watch.start();
    }

    @Override
    public synchronized void show(String id, Display display, boolean first) {
        PrintStream out = System.out;
        if (!tooLate()) {
            print(display, out);
        }
        Display.Picture picture = display.picture();
        if (picture != null) {
            try {
                Files.write(file(id), picture.png());
            } catch (IOException e) {
                print(() -> "The chart cannot be written: " + e, out);
            }
        }
    }

    /** Whether the snippet that something is shown for is over. */
    private boolean tooLate() {
        Snippet known = last;
        return known != null && known.thread != Thread.currentThread() && !known.runs();
    }

    private void print(Display display, PrintStream out) {
        String text = readable(display.text(), out);
        if (display.passing() == Display.Passing.NO) {
            out.println(text);
            return;
        }
        bars.print(text.lines().findFirst().orElse(""));
    }

    /** Says at once where the chart is going to be; its text follows while the snippet runs. */
    @Override
    public synchronized boolean announce(String id, Display text) {
        try {
            System.out.println("The chart is in " + file(id));
        } catch (IOException e) {
            System.out.println("The chart cannot be written: " + e);
        }
        return false;
    }

    @Override
    public boolean showsAtOnce() {
        return true;
    }

    private Path file(String id) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("jacobi-");
        }
        return pictures.computeIfAbsent(id, name -> folder.resolve("chart-" + (pictures.size() + 1) + ".png"));
    }

    /** The text without the characters that the terminal cannot show. */
    private static String readable(String text, PrintStream out) {
        CharsetEncoder encoder = out.charset().newEncoder();
        return encoder.canEncode(text) ? text : text.replaceAll("[▁-█]+ ", "").replace("…", "...").replace("·", "|").replace("µ", "u").replace("±", "+-");
    }

    @Override
    public Object evaluate(String code) {
        throw new CellFailure("JShell has no magics: use compare(name, values, run) instead", null);
    }

    @Override
    public void interrupt() {
        // Nothing is evaluated here, so there is nothing to stop.
    }

    /** JShell shows the first and last characters of a long value; a plain program shows nothing. */
    @Override
    public boolean showsResults() {
        return false;
    }

    @Override
    public int everyMillis() {
        return EVERY_MILLIS;
    }
}
