package jacobi.loops;

import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures ops against the plain loops that they replace, and prints a table. */
public final class AgainstLoops {
    private AgainstLoops() {
    }

    /** @param arguments a regular expression over the names of the cases, then options of JMH */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Pattern chosen = Pattern.compile(arguments[0]);
        String[] options = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
        System.out.println("| case | op, us | loop, us | op / loop | op, bytes an element | loop, bytes | why |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        int slower = 0;
        int count = 0;
        for (var entry : Cases.all().entrySet()) {
            if (!chosen.matcher(entry.getKey()).find()) {
                continue;
            }
            int elements = entry.getValue().get().elements();
            double[] op = measured(entry.getKey(), "op", options);
            double[] loop = measured(entry.getKey(), "loop", options);
            double ratio = op[0] / loop[0];
            System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.2f%s | %.1f | %.1f | %s |%n", entry.getKey(),
                    op[0] / 1000, loop[0] / 1000, ratio, ratio > 1 ? " slower" : "", op[1] / elements, loop[1] / elements,
                    Cases.reasons().getOrDefault(entry.getKey(), ""));
            slower += ratio > 1 ? 1 : 0;
            count++;
        }
        System.out.println();
        System.out.println(slower + " of " + count + " cases are slower than their loop.");
    }

    /** Nanoseconds and bytes for one call. */
    private static double[] measured(String name, String side, String[] options)
            throws RunnerException, CommandLineOptionException {
        ChainedOptionsBuilder builder = new OptionsBuilder().parent(new CommandLineOptions(options))
                .include(Pattern.quote(LoopRow.class.getName()) + "\\.run").param("name", name).param("side", side)
                .addProfiler(GCProfiler.class).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        RunResult result = new Runner(builder.build()).runSingle();
        double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        return new double[] {result.getPrimaryResult().getScore(), bytes};
    }
}
