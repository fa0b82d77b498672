package jacobi.notebook.chart;

import jacobi.notebook.chart.Board.Line;
import java.util.List;

/**
 * From where to where the panels of a board go, and what that means. Panels that count the same steps share one range,
 * so that what is above each other happened at the same time.
 */
final class Axes {
    /** How many seconds an axis has at least. */
    private static final double SHORTEST = 1e-3;

    private final double[][] steps;
    private final String[] titles;

    Axes(List<List<Line>> panels) {
        this(panels, Along.STEP);
    }

    Axes(List<List<Line>> panels, Along along) {
        steps = new double[panels.size()][];
        titles = new String[panels.size()];
        double last = panels.stream().mapToDouble(lines -> range(lines)[1]).max().orElse(1);
        double[] shared = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        int lowest = -1;
        for (int i = 0; i < panels.size(); i++) {
            steps[i] = range(panels.get(i));
            // Accuracy, say, that is logged once an epoch has an axis of its own, where it is 3 when the loss is 1875.
            boolean own = counted(panels.get(i)) && steps[i][1] < last / 2;
            titles[i] = own ? "times logged" : "";
            if (!own) {
                shared[0] = Math.min(shared[0], steps[i][0]);
                shared[1] = Math.max(shared[1], steps[i][1]);
                lowest = i;
            }
        }
        for (int i = 0; i < titles.length; i++) {
            steps[i] = rounded(titles[i].isEmpty() ? shared : steps[i], along == Along.SECONDS ? SHORTEST : 1);
        }
        if (lowest >= 0 && counted(panels.get(lowest))) {
            titles[lowest] = "step";
        } else if (lowest >= 0 && along != Along.STEP) {
            titles[lowest] = along.word();
        }
    }

    /** The first and the last step that a panel shows. */
    double[] steps(int panel) {
        return steps[panel];
    }

    /** What a panel's horizontal axis is called; empty where the panel below tells, or where only the caller knows. */
    String title(int panel) {
        return titles[panel];
    }

    private static boolean counted(List<Line> lines) {
        return lines.stream().allMatch(line -> line.points().counted());
    }

    private static double[] range(List<Line> lines) {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            first = Math.min(first, line.points().step()[0]);
            last = Math.max(last, line.points().lastStep());
        }
        return new double[] {first, last};
    }

    private static double[] rounded(double[] range, double least) {
        if (!(range[0] <= range[1])) {
            return new double[] {0, 1};
        }
        boolean fromZero = least == SHORTEST || range[0] >= 0 && range[1] > Smoothing.FEW && range[0] < 0.3 * range[1];
        double first = fromZero ? 0 : range[0];
        return new double[] {first, Math.max(range[1], first + least)};
    }
}
