package jacobi.interrupts;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Interrupts long ops at several points of their work, and prints how long each then goes on. */
public final class InterruptTable {
    private static final double LIMIT = 100;
    /** Points of an op at which it is interrupted; those of an op that takes longer lie in its first ten seconds. */
    private static final int POINTS = Integer.getInteger("points", 7);
    private static final long LONGEST = 10_000_000_000L;

    private InterruptTable() {
    }

    /** @param arguments a regular expression over the names of the rows */
    public static void main(String[] arguments) throws InterruptedException {
        Pattern chosen = Pattern.compile(arguments[0]);
        Rows rows = new Rows();
        System.out.println("| op | takes, ms | worst, ms | median, ms | worst of CPU, ms | stopped in | why |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        int slow = 0;
        int count = 0;
        for (var row : rows.all().entrySet()) {
            if (chosen.matcher(row.getKey()).find()) {
                try {
                    slow += measure(row.getKey(), row.getValue(), rows.reasons().getOrDefault(row.getKey(), "")) ? 0 : 1;
                    count++;
                } catch (RuntimeException | OutOfMemoryError e) {
                    System.out.println("| " + row.getKey() + " | failed: " + e + " | | | | | |");
                }
            }
        }
        System.out.println();
        System.out.println(slow + " of " + count + " ops took more than " + LIMIT + " ms of processor time to stop.");
    }

    private static boolean measure(String name, Supplier<Runnable> prepared, String reason) throws InterruptedException {
        Runnable op = prepared.get();
        op.run();
        long start = System.nanoTime();
        op.run();
        long time = System.nanoTime() - start;
        long stretch = Math.min(time, LONGEST);
        Stop[] stops = new Stop[POINTS];
        for (int i = 0; i < POINTS; i++) {
            stops[i] = Stop.after(stretch * (2 * i + 1) / (2 * POINTS), op);
        }
        double[] millis = Arrays.stream(stops).mapToDouble(Stop::millis).sorted().toArray();
        double cpu = Arrays.stream(stops).mapToDouble(Stop::cpu).max().orElseThrow();
        String where = IntStream.range(0, POINTS).filter(i -> stops[i].millis() == millis[POINTS - 1])
                .mapToObj(i -> stops[i].where() + " at " + (2 * i + 1) * 50 / POINTS + " %").collect(Collectors.joining());
        System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %.0f%s | %s | %s |%n", name, time / 1e6,
                millis[POINTS - 1], millis[POINTS / 2], cpu, cpu > LIMIT ? " slow" : "", where, reason);
        return cpu <= LIMIT;
    }
}
