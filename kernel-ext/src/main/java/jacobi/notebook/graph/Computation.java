package jacobi.notebook.graph;

import jacobi.Tensor;
import jacobi.autograd.Graph;
import jacobi.autograd.Graph.Kind;
import jacobi.autograd.Graph.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of a computation with what is known about them by name. */
final class Computation {
    /** Leaves without a name of their own that get one; the others go by their number. */
    private static final int MOST_NAMES = 1000;

    final List<Step> steps;
    final Names names;
    final String title;
    private final Map<Integer, String> leafNames = new HashMap<>();

    private Computation(List<Step> steps, Names names, String title) {
        this.steps = steps;
        this.names = names;
        this.title = title;
        nameLeaves();
    }

    /** @throws IllegalStateException if the graph has been freed */
    static Computation of(Tensor result, GraphOptions options) {
        List<Step> steps;
        try {
            steps = Graph.of(result).steps();
        } catch (IllegalStateException e) {
            throw new IllegalStateException("graph: a backward pass has freed the graph behind "
                    + (result.node() == null ? "this value" : result.node().op().name()) + " that is to be drawn; compute the "
                    + "result again and draw it before backward(), or keep it by Autograd.backward(y, null, true, false)", e);
        }
        Names names = new Names(options.known());
        String title = !options.title().isBlank() ? Numbers.shorten(options.title(), 24)
                : names.of(result) != null ? names.of(result) : "result";
        return new Computation(steps, names, title);
    }

    private void nameLeaves() {
        Set<String> taken = new HashSet<>(Set.of(title));
        for (Step step : steps) {
            String name = step.kind() == Kind.RESULT ? null : names.of(step.value());
            if (name != null) {
                leafNames.put(step.number(), name);
                taken.add(name);
            }
        }
        int[] counts = new int[2];
        for (Step step : steps) {
            if (step.kind() == Kind.RESULT || leafNames.containsKey(step.number()) || isNumber(step)
                    || leafNames.size() >= MOST_NAMES) {
                continue;
            }
            int kind = step.kind() == Kind.LEAF ? 0 : 1;
            String name;
            do {
                name = (kind == 0 ? "w" : "x") + ++counts[kind];
            } while (!taken.add(name));
            leafNames.put(step.number(), name);
        }
    }

    /** Whether a step is a number in a formula, rather than an input. */
    private boolean isNumber(Step step) {
        return step.kind() == Kind.CONSTANT && step.value().rank() == 0 && names.of(step.value()) == null;
    }

    boolean isNumber(int step) {
        return isNumber(steps.get(step));
    }

    /** Its name, its number if it is a number in a formula, or which step it is. */
    String reference(int step) {
        String name = leafNames.get(step);
        return name != null ? name : isNumber(step) ? Numbers.label(steps.get(step).value()) : "#" + step;
    }

    int result() {
        return steps.size() - 1;
    }

    /** Such as {@code w1 [128, 784]}. */
    String described(int leaf) {
        Tensor value = steps.get(leaf).value();
        return reference(leaf) + " " + (value.size() == 1 ? "= " : "") + Numbers.label(value);
    }

    /** The ops that the result needs, at most so many levels before it; all for 0. */
    BitSet ops(int levels) {
        BitSet kept = new BitSet(steps.size());
        if (levels == 0) {
            for (Step step : steps) {
                kept.set(step.number(), step.kind() == Kind.RESULT);
            }
            return kept;
        }
        List<Integer> level = List.of(result());
        for (int i = 0; i < levels && !level.isEmpty(); i++) {
            List<Integer> before = new ArrayList<>();
            for (int step : level) {
                if (steps.get(step).kind() == Kind.RESULT && !kept.get(step)) {
                    kept.set(step);
                    before.addAll(steps.get(step).inputs());
                }
            }
            level = before;
        }
        return kept;
    }

    /** How many ops there are behind a step, itself included; counted to a limit. */
    int opsBehind(int step, int limit) {
        BitSet seen = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(step));
        int count = 0;
        while (!open.isEmpty() && count < limit) {
            int next = open.pop();
            if (!seen.get(next) && steps.get(next).kind() == Kind.RESULT) {
                seen.set(next);
                count++;
                open.addAll(steps.get(next).inputs());
            }
        }
        return count;
    }
}
