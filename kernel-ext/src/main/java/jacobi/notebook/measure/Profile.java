package jacobi.notebook.measure;

import jacobi.Tensor;
import jacobi.autograd.Trace;
import jacobi.autograd.Watch;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up which ops some code applied, how long they took and how much memory their results have, by op and by the line
 * of the notebook that they stand in. Ops of a backward pass belong to the op whose gradient they are, and to the line
 * that asked for the pass.
 */
public final class Profile implements Watch.Listener {
    /** The classes that JShell puts code into. */
    private static final String SNIPPETS = "REPL.";
    private static final String BACKWARD = "jacobi.autograd.Backward";
    /** Lines beyond which further ones are not told apart. */
    private static final int MOST_LINES = 10_000;

    /** What is added up for an op or a line. */
    public static final class Sum {
        private long calls;
        private long nanos;
        private long bytes;

        private void add(long time, long memory) {
            calls++;
            nanos += time;
            bytes += memory;
        }

        /** Adds what was added up elsewhere. */
        public void add(Sum other) {
            calls += other.calls;
            nanos += other.nanos;
            bytes += other.bytes;
        }

        /** {@return how many ops} */
        public long calls() {
            return calls;
        }

        /** {@return how long they took together} */
        public long nanos() {
            return nanos;
        }

        /** {@return how many bytes their results have} */
        public long bytes() {
            return bytes;
        }
    }

    private record Walk(StackTraceElement frame, boolean backward) {
    }

    private final Map<String, Sum> ops = new HashMap<>();
    private final Map<StackTraceElement, Sum> frames = new HashMap<>();
    private final Map<String, Sum> lines = new HashMap<>();
    private final Sum all = new Sum();
    private long watching;
    private long wall;

    /** Runs something, and adds up what its ops do, on whichever thread. */
    public void run(Runnable code) {
        long start = System.nanoTime();
        try {
            Watch.everywhere(this, code);
        } finally {
            wall = System.nanoTime() - start;
        }
    }

    @Override
    public synchronized void applied(Watch.Step step) {
        long start = System.nanoTime();
        Walk walk = walk();
        String name = step.gradientOf() != null ? step.gradientOf().name() + " (backward)"
                : walk.backward ? "adding gradients (backward)" : step.op().name();
        add(name, walk.frame, step.nanos(), bytes(step));
        watching += System.nanoTime() - start;
    }

    @Override
    public synchronized void worked(String name, long nanos) {
        long start = System.nanoTime();
        add(name, walk().frame, nanos, 0);
        watching += System.nanoTime() - start;
    }

    private void add(String name, StackTraceElement frame, long nanos, long bytes) {
        ops.computeIfAbsent(name, key -> new Sum()).add(nanos, bytes);
        all.add(nanos, bytes);
        if (frame != null && (frames.containsKey(frame) || frames.size() < MOST_LINES)) {
            frames.computeIfAbsent(frame, key -> new Sum()).add(nanos, bytes);
        } else if (frame == null) {
            lines.computeIfAbsent(Trace.line(), key -> new Sum()).add(nanos, bytes);
        }
    }

    /** The innermost frame of a notebook's code, null if there is none, and whether a backward pass is above it. */
    private static Walk walk() {
        boolean[] backward = new boolean[1];
        StackTraceElement frame = StackWalker.getInstance().walk(frames -> frames.filter(f -> {
            backward[0] |= f.getClassName().equals(BACKWARD);
            return f.getClassName().startsWith(SNIPPETS);
        }).findFirst().map(f -> new StackTraceElement(f.getClassName(), f.getMethodName(), f.getFileName(),
                f.getLineNumber())).orElse(null));
        return new Walk(frame, backward[0]);
    }

    /** The memory of a result; none if it is a view of an input. */
    private static long bytes(Watch.Step step) {
        Tensor y = step.output();
        for (Tensor x : step.inputs()) {
            if (x.array().buffer() == y.array().buffer()) {
                return 0;
            }
        }
        return (long) y.size() * y.dtype().bytes();
    }

    /** {@return sums by the name of the op or the work} */
    public Map<String, Sum> ops() {
        return ops;
    }

    /** {@return sums by frames of a notebook's code, as the Java machine knows them} */
    public Map<StackTraceElement, Sum> frames() {
        return frames;
    }

    /** {@return sums by lines of a program} */
    public Map<String, Sum> lines() {
        return lines;
    }

    /** {@return the sum of everything} */
    public Sum all() {
        return all;
    }

    /** {@return how long it took to add up, in nanoseconds} */
    public long watching() {
        return watching;
    }

    /** {@return how long everything took, in nanoseconds} */
    public long wall() {
        return wall;
    }
}
