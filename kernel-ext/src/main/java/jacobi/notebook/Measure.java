package jacobi.notebook;

import jacobi.Device;
import jacobi.Tensor;
import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.cell.OwnThread;
import jacobi.notebook.measure.Body;
import jacobi.notebook.measure.CellBody;
import jacobi.notebook.measure.Profile;
import jacobi.notebook.measure.ProfileDisplay;
import jacobi.notebook.measure.RateDisplay;
import jacobi.notebook.measure.RateTest;
import jacobi.notebook.measure.Stopwatch;
import jacobi.notebook.measure.Timing;
import jacobi.notebook.measure.TimingDisplay;
import jacobi.notebook.measure.Units;
import jacobi.optim.SGD;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Measures: the magics {@code %%profile}, {@code %%bench} and {@code %lrfind} as methods. Statically imported in a notebook and in JShell.
 */
public final class Measure {
    /** How many samples a benchmark has at most, unless told otherwise. */
    public static final int RUNS = 5000;
    /** How long a benchmark takes at most, unless told otherwise. */
    public static final double SECONDS = 5;
    private static final double PATIENCE_NANOS = 2e9;
    private static final double EVERY_NANOS = 5e8;

    private Measure() {
    }

    /**
     * Shows how long something takes: it warms up until the runs do not become faster any more, and then measures for
     * some seconds. Short things are run many times for each reading of the clock. The median is what to compare; the
     * quartiles say how far to trust it.
     *
     * {@snippet :
     * bench(() -> x.matmul(w).relu());
     * }
     *
     * <p>In a notebook, {@code %%bench} above a cell does the same with the cell's code. Stopping the cell stops it.
     *
     * @param code what to run; what it returns is kept for a moment, so that the compiler cannot leave the work out
     */
    public static void bench(Supplier<?> code) {
        bench(code::get, RUNS, SECONDS, "");
    }

    /** Shows how long something without a result takes; see {@link #bench(Supplier)}. */
    public static void bench(Runnable code) {
        bench(() -> {
            code.run();
            return null;
        }, RUNS, SECONDS, "");
    }

    /**
     * Shows how long a cell's code takes; see {@link #bench(Supplier)}. It is compiled once, as the body of a method.
     *
     * @param runs    how many samples there are at most
     * @param seconds how long all takes at most
     * @throws CellFailure if the code does not compile as the body of a method, or fails
     */
    public static void benchCell(String code, int runs, double seconds) {
        CellBody compiled = CellBody.of(code);
        bench(compiled.body(), runs, seconds, compiled.note());
    }

    /**
     * Shows where the time of some code goes: by op, forward and backward apart, with calls, total and mean times and
     * the memory of the results; and by line. Ops of a backward pass are named by the op whose gradient they are, and
     * belong to the line that asked for the pass. What is no op is shown too, so that the sum is the time on the clock.
     * Keeping the record costs some microseconds an op, shown in a row of its own. Ops of all threads count.
     *
     * {@snippet :
     * profile(() -> train(model, mnist.train()));
     * }
     *
     * <p>In a notebook, {@code %%profile} above a cell does the same with the cell's code.
     *
     * @param code what to run, once
     * @throws IllegalStateException if something else is being profiled
     */
    public static void profile(Runnable code) {
        Profile profile = new Profile();
        try {
            profile.run(code);
        } finally {
            show(profile, "outside of ops");
        }
    }

    /**
     * {@return the value of a cell, which is run once, while its ops are added up} That is shown, even if it fails.
     *
     * @throws CellFailure if the code does not compile, or fails
     */
    public static Object profileCell(String code) {
        Host host = Hosts.host();
        Profile profile = new Profile();
        Object[] result = new Object[1];
        OwnThread.run(host, "jacobi-profile", () -> {
            try {
                profile.run(() -> result[0] = host.evaluate(code));
            } finally {
                if (profile.all().calls() > 0) {
                    show(profile, "other code, and compiling it");
                }
            }
        }, () -> { });
        if (profile.all().calls() == 0) {
            show(profile, "other code, and compiling it");
        }
        return result[0];
    }

    private static void show(Profile profile, String outside) {
        List<StackTraceElement> frames = List.copyOf(profile.frames().keySet());
        List<Host.CodeLine> places = frames.isEmpty() ? List.of() : Hosts.host().lines(frames);
        Map<Host.CodeLine, Profile.Sum> lines = new HashMap<>();
        for (int i = 0; i < frames.size(); i++) {
            if (places.get(i) != null) {
                lines.computeIfAbsent(places.get(i), key -> new Profile.Sum()).add(profile.frames().get(frames.get(i)));
            }
        }
        Hosts.show(new ProfileDisplay(profile, lines, outside));
    }

    /** Measures and shows; what took more than two seconds says how far it is. */
    private static void bench(Body body, int runs, double seconds, String note) {
        Host host = Hosts.host();
        String id = "jacobi-" + UUID.randomUUID();
        Waiting waiting = new Waiting(host, id, (part, nanos) -> String.format(Locale.ROOT,
                "measuring: %d %%, about %s a run", Math.round(100 * Math.min(1, part)), Units.time(nanos)));
        Timing timing;
        try {
            timing = Stopwatch.measure(finished(body), runs, seconds, waiting);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CellFailure(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
        host.show(id, new TimingDisplay(timing, note), !waiting.shown);
    }

    /** The work of a GPU is measured to its end, not until it has been asked for. */
    private static Body finished(Body body) {
        Device device = Device.inUse();
        return device.equals(Device.CPU) ? body : () -> {
            Object result = body.run();
            device.synchronize();
            return result;
        };
    }

    /**
     * Looks for a learning rate: trains for a hundred steps while the rate grows from 1e-6 to 1, by the same factor each
     * time, and draws the loss against it; it stops when the loss explodes (Smith: "Cyclical learning rates for training
     * neural networks", 2017). The rate to take is where the loss falls fastest. The parameters, their gradients and
     * the optimizer are afterwards what they were before.
     *
     * {@snippet :
     * var batches = mnist.train().shuffle(1).batches(64).iterator();
     * lrfind(sgd, () -> {
     *     var batch = batches.next();
     *     return model.apply(batch.x()).crossEntropy(batch.y());
     * });
     * }
     *
     * <p>In a notebook, {@code %lrfind sgd model.apply(x).crossEntropy(y)} does the same.
     *
     * @param optimizer whose learning rate is looked for
     * @param loss      computes the loss, anew for each step, so that it can take another batch each time
     * @return the rate at which the loss falls fastest; NaN if it does not fall
     * @throws IllegalArgumentException if the loss is not a single number
     */
    public static double lrfind(SGD optimizer, Supplier<Tensor> loss) {
        return lrfind(optimizer, loss, 1e-6, 1, 100);
    }

    /**
     * Looks for a learning rate between two others; see {@link #lrfind(SGD, Supplier)}.
     *
     * @param from  the first rate, above 0
     * @param to    the last rate, above the first
     * @param steps how many rates there are, from 10 to 100,000
     * @return the rate at which the loss falls fastest; NaN if it does not fall
     * @throws IllegalArgumentException if a number is out of range, or the loss is not a single number
     */
    public static double lrfind(SGD optimizer, Supplier<Tensor> loss, double from, double to, int steps) {
        if (!(from > 0 && to > from && to < Double.POSITIVE_INFINITY) || steps < 10 || steps > 100_000) {
            throw new IllegalArgumentException("lrfind: goes from a rate above 0 to a larger one in 10 to 100,000 steps, "
                    + "not from " + from + " to " + to + " in " + steps + "; from=1e-6 to=1 steps=100 is usual");
        }
        String id = "jacobi-" + UUID.randomUUID();
        Waiting waiting = new Waiting(Hosts.host(), id,
                (part, rate) -> String.format(Locale.ROOT, "trying learning rates: %d %%", Math.round(100 * part)));
        RateTest test = RateTest.of(optimizer, loss, from, to, steps, waiting);
        Hosts.host().show(id, new RateDisplay(test), !waiting.shown);
        return test.suggestion();
    }

    /** One line that is updated while something is being measured, in the place of what is shown in the end. */
    private static final class Waiting implements BiConsumer<Double, Double> {
        private final Host host;
        private final String id;
        private final BiFunction<Double, Double, String> words;
        private final long start = System.nanoTime();
        private double next = PATIENCE_NANOS;
        private boolean shown;

        Waiting(Host host, String id, BiFunction<Double, Double, String> words) {
            this.host = host;
            this.id = id;
            this.words = words;
        }

        @Override
        public void accept(Double part, Double value) {
            double elapsed = System.nanoTime() - start;
            if (elapsed < next) {
                return;
            }
            next = elapsed + Math.max(EVERY_NANOS, host.everyMillis() * 1e6);
            String text = words.apply(part, value);
            host.show(id, () -> text, !shown);
            shown = true;
        }
    }
}
