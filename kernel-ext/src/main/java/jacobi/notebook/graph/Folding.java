package jacobi.notebook.graph;

import jacobi.Tensor;
import jacobi.autograd.Graph.Kind;
import jacobi.autograd.Graph.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Cuts the ops of a computation into runs that follow each other, so that what is made of them has no cycles. A run begins
 * where another layer does: known layers by their parameters, others by their matrices, each with the bias and the
 * functions that come after. Nothing of this is noted while the ops run.
 */
final class Folding {
    /** Groups in a picture. */
    static final int MOST_GROUPS = 12;
    private static final int LONGEST_TURN = 8;

    /** Ops from one place in the order to another, and how many layers, or turns of a loop, they are. */
    record Run(int from, int to, int units) {
    }

    private final Computation computation;
    private final int[] ops;

    /** @param ops the ops by their steps, in order */
    Folding(Computation computation, int[] ops) {
        this.computation = computation;
        this.ops = ops;
    }

    /** The runs, in order; at most {@link #MOST_GROUPS}. */
    List<Run> runs() {
        List<Integer> starts = starts();
        if (starts.size() < 2 || starts.size() == ops.length) {
            return even();
        }
        int groups = Math.min(MOST_GROUPS, starts.size());
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            int first = (int) ((long) i * starts.size() / groups);
            int last = (int) ((long) (i + 1) * starts.size() / groups);
            runs.add(new Run(starts.get(first), last == starts.size() ? ops.length : starts.get(last), last - first));
        }
        return runs;
    }

    private List<Run> even() {
        int groups = Math.min(MOST_GROUPS, ops.length);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            runs.add(new Run((int) ((long) i * ops.length / groups), (int) ((long) (i + 1) * ops.length / groups), 1));
        }
        return runs;
    }

    /** Where layers begin; where several follow each other over and over, as in a loop, where its turns do. */
    private List<Integer> starts() {
        List<Integer> starts = new ArrayList<>(List.of(0));
        List<Object> owners = new ArrayList<>(Collections.singletonList(null));
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < ops.length; i++) {
            Step step = computation.steps.get(ops[i]);
            Object owner = owners.getLast();
            Object next = null;
            boolean again = false;
            for (int input : step.inputs()) {
                if (computation.steps.get(input).kind() == Kind.LEAF) {
                    Object found = owner(computation.steps.get(input).value());
                    next = next == null ? found : next;
                    again |= found != null && !seen.add(input);
                }
            }
            boolean begins = owner != null && (next != null ? again || !next.equals(owner) : beginsLoss(step));
            if (begins) {
                starts.add(i);
                owners.add(next);
                seen.clear();
                seen.addAll(step.inputs());
            } else if (next != null) {
                owners.set(owners.size() - 1, next);
            }
        }
        int period = period(owners);
        return IntStream.range(0, starts.size()).filter(i -> i % period == 0).mapToObj(starts::get).toList();
    }

    /** What a parameter belongs to: its layer, or itself if it is a matrix; null for a vector. */
    private Object owner(Tensor leaf) {
        Object owner = computation.names.owner(leaf);
        return owner == null && leaf.rank() >= 2 ? leaf : owner;
    }

    /** After how many layers the same ones come again, at least three times; what comes last may be something else. */
    private static int period(List<Object> owners) {
        for (int period = 2; period <= LONGEST_TURN && owners.size() >= 3 * period; period++) {
            boolean repeats = owners.getFirst() != null;
            for (int i = period; i < owners.size() - 1 && repeats; i++) {
                repeats = Objects.equals(owners.get(i), owners.get(i - period));
            }
            if (repeats) {
                return Objects.equals(owners.getFirst(), owners.get(1)) ? 1 : period;
            }
        }
        return 1;
    }

    /** Whether an op takes whole numbers from outside, as a loss takes labels, or makes one number of many. */
    private boolean beginsLoss(Step step) {
        return makesOneNumber(step) || step.inputs().stream().map(computation.steps::get)
                .anyMatch(input -> input.kind() == Kind.CONSTANT && !input.value().dtype().isFloating());
    }

    /** Whether an op makes one number of many, as a loss does. */
    private boolean makesOneNumber(Step step) {
        return step.value().size() == 1
                && step.inputs().stream().anyMatch(input -> computation.steps.get(input).value().size() > 1);
    }
}
