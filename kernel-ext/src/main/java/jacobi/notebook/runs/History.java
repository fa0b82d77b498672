package jacobi.notebook.runs;

import jacobi.notebook.cell.CellStart;
import jacobi.notebook.chart.Along;
import jacobi.notebook.chart.Board;
import jacobi.notebook.chart.Board.Line;
import jacobi.notebook.display.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The runs of this session: a cell that logged, one run of a comparison, a training. A bounded number of them keeps its
 * curves, a larger one its figures.
 */
public final class History {
    /** How many runs are remembered. */
    public static final int MOST_RUNS = 1000;
    /** How many of them have their curves. */
    public static final int MOST_DRAWN = 100;
    /** How many curves there are at most, except that the last run has all of its own; at most 24 kB each. */
    static final int MOST_CURVES = 500;
    private static final int LONGEST_STATE = 120;
    private static final History SESSION = new History();

    /** One run; what changes while it runs is read and written under the history's lock. */
    public final class Run {
        private final int number;
        private final Object group;
        private final String cell;
        private final String boardRun;
        private final int repeat;
        private final CellStart start;
        private final String label;
        private Board board;
        private List<Line> lines = List.of();
        private double seconds;
        private String state = "running";
        private boolean dropped;

        private Run(int number, Object group, String cell, String label, Board board, String boardRun, int repeat) {
            this.number = number;
            this.group = group;
            this.cell = cell;
            this.label = label;
            this.board = board;
            this.boardRun = boardRun;
            this.repeat = repeat;
            this.start = board.start();
        }

        public int number() {
            return number;
        }

        /** What stands for the cell that it ran in. */
        public Object group() {
            return group;
        }

        /** Such as {@code cell 12: batchSize=16}. */
        public String what() {
            return label.isEmpty() ? cell : cell + ": " + label;
        }

        /** How its curves are called among those of other runs of the same cell. */
        String label() {
            return label.isEmpty() ? cell : label;
        }

        public CellStart start() {
            return start;
        }

        public double seconds() {
            synchronized (History.this) {
                return board != null ? start.seconds() : seconds;
            }
        }

        public String state() {
            synchronized (History.this) {
                return state;
            }
        }

        /** Whether its curves are kept no more. */
        public boolean dropped() {
            synchronized (History.this) {
                return dropped;
            }
        }

        /** Its curves; those that were dropped have their last points alone. */
        public List<Line> lines() {
            Board running;
            List<Line> kept;
            synchronized (History.this) {
                running = board;
                kept = lines;
            }
            return running == null ? kept : running.lines(boardRun, repeat);
        }

        /** How many values its longest curve was made of. */
        public long steps() {
            return lines().stream().mapToLong(line -> line.points().count()).max().orElse(0);
        }

        /** Ends it, if it has not ended. */
        void end(String how) {
            Board running;
            synchronized (History.this) {
                running = board;
            }
            if (running == null) {
                return;
            }
            List<Line> last = running.lines(boardRun, repeat);
            synchronized (History.this) {
                if (board != null) {
                    seconds = start.seconds();
                    lines = last;
                    board = null;
                    state = Words.shorten(how.lines().findFirst().orElse(""), LONGEST_STATE) + broken();
                    forget();
                }
            }
        }

        private String broken() {
            return lines.stream().filter(line -> line.points().broken()).findFirst().map(line -> "; " + line.name()
                    + " became " + line.points().brokenValue() + " " + Along.STEP.at(line.points().brokenAt())).orElse("");
        }

        private void drop() {
            dropped = true;
            List<Line> ends = new ArrayList<>();
            for (Line line : lines) {
                ends.add(new Line(line.name(), line.run(), line.repeats(), line.points().withoutPoints()));
            }
            lines = ends;
        }
    }

    private final List<Run> runs = new ArrayList<>();
    private int numbers;

    /** The history of this process. */
    public static History session() {
        return SESSION;
    }

    /**
     * Notes that a run began.
     *
     * @param group    what stands for the cell
     * @param cell     how the cell is called
     * @param label    what sets the run apart from others of the same cell; empty for nothing
     * @param board    where its curves grow
     * @param boardRun how the board calls it
     */
    synchronized Run begin(Object group, String cell, String label, Board board, String boardRun, int repeat) {
        Run run = new Run(++numbers, group, cell, label, board, boardRun, repeat);
        runs.add(run);
        forget();
        return run;
    }

    private void forget() {
        while (runs.size() > MOST_RUNS) {
            runs.removeFirst();
        }
        int drawn = 0;
        int curves = 0;
        for (Run run : runs.reversed()) {
            drawn++;
            curves += run.lines.size();
            if (drawn > 1 && (drawn > MOST_DRAWN || curves > MOST_CURVES) && run.board == null && !run.dropped) {
                run.drop();
            }
        }
    }

    /** All runs that are remembered, oldest first. */
    public synchronized List<Run> runs() {
        return List.copyOf(runs);
    }

    /** How many were forgotten. */
    public synchronized int forgotten() {
        return numbers - runs.size();
    }

    /** What runs logged, in the order in which it first was. */
    static Set<String> metrics(List<Run> of) {
        Set<String> metrics = new LinkedHashSet<>();
        of.forEach(run -> run.lines().forEach(line -> metrics.add(line.name())));
        return metrics;
    }

    /** The final values of a run by what they measure. */
    public static Map<String, Double> finals(Run run) {
        Map<String, Double> finals = new LinkedHashMap<>();
        run.lines().forEach(line -> finals.put(line.name(), line.points().closing()));
        return finals;
    }
}
