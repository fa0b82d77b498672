package jacobi.notebook.graph;

import jacobi.autograd.Graph.Kind;
import jacobi.autograd.Graph.Step;
import jacobi.notebook.graph.Circuit.Line;
import jacobi.notebook.graph.Circuit.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the parts of a picture out of a computation: one for each op and leaf, or groups where there are many. */
final class Builder {
    /** Parts beyond which ops are folded into groups. */
    private static final int MOST_PARTS = 40;
    /** Columns beyond which they are. */
    private static final int MOST_COLUMNS = 24;
    /** Values behind the last level that are shown by themselves. */
    private static final int MOST_STUBS = 8;
    /** Inputs that stand beside groups rather than in them. */
    private static final int MOST_INPUTS = 5;
    private static final int MOST_LINES = 4;
    private static final int MOST_COUNTED = 100_000;
    private static final int LINE = 26;

    private final Computation computation;
    private final int[] ops;
    private final BitSet kept;
    private final List<Part> parts = new ArrayList<>();
    /** For each step that is drawn as a part of its own, or hangs out of one, that part. */
    private final Map<Integer, Integer> partOf = new HashMap<>();
    /** For each op the part that it is in. */
    private final int[] opsOf;

    private Builder(Computation computation, BitSet kept) {
        this.computation = computation;
        this.kept = kept;
        this.ops = kept.stream().toArray();
        this.opsOf = new int[computation.steps.size()];
        Arrays.fill(opsOf, -1);
    }

    static Circuit build(Computation computation, int levels) {
        Builder builder = new Builder(computation, computation.ops(levels));
        int all = levels == 0 ? builder.ops.length : computation.ops(0).cardinality();
        boolean folded = builder.isLarge();
        if (folded) {
            builder.fold();
        } else {
            builder.single();
        }
        int last = builder.part(computation.result());
        builder.parts.add(new Part(Circuit.Kind.RESULT, computation.title, List.of(), new int[] {last}, List.of(), List.of(),
                List.of()));
        List<String> notes = new ArrayList<>();
        if (folded) {
            long groups = builder.parts.stream().filter(Part::computes).count();
            notes.add(Numbers.count(builder.ops.length, "op") + " folded into " + groups
                    + (levels == 0 ? "; depth=3 shows the last ones by themselves" : ""));
        }
        if (builder.ops.length < all) {
            notes.add(Numbers.count(all - builder.ops.length, "op") + " beyond depth " + levels + " not shown");
        }
        return new Circuit(List.copyOf(builder.parts), builder.opsOf, all, String.join("; ", notes));
    }

    private boolean isLarge() {
        if (ops.length > MOST_PARTS) {
            return true;
        }
        Map<Integer, Integer> level = new HashMap<>();
        Set<Integer> leaves = new TreeSet<>();
        int deepest = 0;
        for (int op : ops) {
            int most = 0;
            for (int input : computation.steps.get(op).inputs()) {
                most = Math.max(most, level.getOrDefault(input, 0));
                if (!kept.get(input) && !computation.isNumber(input)) {
                    leaves.add(input);
                }
            }
            level.put(op, most + 1);
            deepest = Math.max(deepest, most + 1);
        }
        return ops.length + leaves.size() > MOST_PARTS || deepest > MOST_COLUMNS;
    }

    private void single() {
        addStubs();
        for (int op : ops) {
            addOp(op);
        }
    }

    /** Adds parts that stand for the values of ops that are not shown, a common one if there are many. */
    private void addStubs() {
        Set<Integer> values = new TreeSet<>();
        for (int op : ops) {
            for (int input : computation.steps.get(op).inputs()) {
                if (!kept.get(input) && computation.steps.get(input).kind() == Kind.RESULT) {
                    values.add(input);
                }
            }
        }
        if (values.size() > MOST_STUBS) {
            int part = add(Circuit.Kind.MORE, "… more", List.of(), new int[0], List.of(), List.copyOf(values), List.of());
            values.forEach(value -> partOf.put(value, part));
        } else {
            for (int value : values) {
                int count = computation.opsBehind(value, MOST_COUNTED);
                partOf.put(value, add(Circuit.Kind.MORE, "… " + (count < MOST_COUNTED ? "" : "over ")
                        + Numbers.count(count, "op"), List.of(), new int[0], List.of(), List.of(value), List.of()));
            }
        }
    }

    private int add(Circuit.Kind kind, String label, List<Line> lines, int[] inputs, List<Integer> steps,
                    List<Integer> values, List<Integer> leaves) {
        parts.add(new Part(kind, label, lines, inputs, steps, values, leaves));
        return parts.size() - 1;
    }

    /** The part that shows a step; a leaf gets one when it is first used. */
    private int part(int step) {
        Integer known = partOf.get(step);
        if (known == null) {
            Circuit.Kind kind = computation.isNumber(step) ? Circuit.Kind.NUMBER
                    : computation.steps.get(step).kind() == Kind.LEAF ? Circuit.Kind.PARAMETER : Circuit.Kind.INPUT;
            known = add(kind, computation.reference(step), List.of(), new int[0], List.of(step), List.of(step), List.of());
            partOf.put(step, known);
        }
        return known;
    }

    private void addOp(int op) {
        Step step = computation.steps.get(op);
        List<Integer> inputs = step.inputs();
        String label = null;
        int number = -1;
        for (int i = 0; i < inputs.size() && inputs.size() == 2 && label == null; i++) {
            if (computation.isNumber(inputs.get(i)) && !computation.isNumber(inputs.get(1 - i))) {
                label = Symbols.with(step.op(), computation.reference(inputs.get(i)), i == 0);
                number = label == null ? -1 : i;
            }
        }
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (i != number) {
                used.add(part(inputs.get(i)));
            }
        }
        int part = add(Circuit.Kind.OP, label != null ? label : Symbols.of(step.op()), List.of(), toArray(used), List.of(op),
                List.of(op), List.of());
        partOf.put(op, part);
        opsOf[op] = part;
    }

    private static int[] toArray(Iterable<Integer> numbers) {
        List<Integer> list = new ArrayList<>();
        numbers.forEach(list::add);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private void fold() {
        List<Folding.Run> runs = new Folding(computation, ops).runs();
        addStubs();
        Set<Integer> outside = inputsOutside();
        List<BitSet> values = values(runs);
        for (int i = 0; i < runs.size(); i++) {
            Folding.Run run = runs.get(i);
            if (run.to() - run.from() == 1) {
                addOp(ops[run.from()]);
            } else {
                addGroup(run, values.get(i), outside);
            }
        }
    }

    /** The inputs that are tensors, if they are few. */
    private Set<Integer> inputsOutside() {
        Set<Integer> outside = new TreeSet<>();
        for (int op : ops) {
            for (int input : computation.steps.get(op).inputs()) {
                Step step = computation.steps.get(input);
                if (step.kind() == Kind.CONSTANT && !computation.isNumber(input) && outside.add(input)
                        && outside.size() > MOST_INPUTS) {
                    return Set.of();
                }
            }
        }
        return outside;
    }

    /** For each run the values that later ones, or the result, use. */
    private List<BitSet> values(List<Folding.Run> runs) {
        List<BitSet> values = new ArrayList<>();
        runs.forEach(run -> values.add(new BitSet()));
        int[] runOf = new int[computation.steps.size()];
        for (int r = 0; r < runs.size(); r++) {
            for (int i = runs.get(r).from(); i < runs.get(r).to(); i++) {
                runOf[ops[i]] = r;
                for (int input : computation.steps.get(ops[i]).inputs()) {
                    if (kept.get(input) && runOf[input] != r) {
                        values.get(runOf[input]).set(input);
                    }
                }
            }
        }
        values.getLast().set(computation.result());
        return values;
    }

    private void addGroup(Folding.Run run, BitSet values, Set<Integer> outside) {
        Set<Integer> used = new LinkedHashSet<>();
        Set<Integer> leaves = new LinkedHashSet<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = run.from(); i < run.to(); i++) {
            Step step = computation.steps.get(ops[i]);
            counts.merge(step.op(), 1, Integer::sum);
            for (int input : step.inputs()) {
                if (partOf.containsKey(input) || outside.contains(input)) {
                    used.add(part(input));
                } else if (computation.steps.get(input).kind() != Kind.RESULT && !computation.isNumber(input)) {
                    leaves.add(input);
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        String title = title(run, counts, leaves, lines);
        for (int leaf : leaves) {
            if (lines.size() >= MOST_LINES && leaves.size() > MOST_LINES) {
                lines.add(new Line(null, "… " + (leaves.size() - MOST_LINES + 1) + " more"));
                break;
            }
            lines.add(new Line(computation.steps.get(leaf).kind() == Kind.LEAF ? Circuit.Kind.PARAMETER : Circuit.Kind.INPUT,
                    Numbers.shorten(computation.described(leaf), LINE)));
        }
        List<Integer> steps = List.of(ops[run.from()], ops[run.to() - 1]);
        int part = add(Circuit.Kind.GROUP, title, lines, toArray(used), steps, values.stream().boxed().toList(),
                List.copyOf(leaves));
        values.stream().forEach(value -> partOf.put(value, part));
        for (int i = run.from(); i < run.to(); i++) {
            opsOf[ops[i]] = part;
        }
    }

    /** The layer, or how often what is done; below it, in which steps. */
    private String title(Folding.Run run, Map<String, Integer> counts, Set<Integer> leaves, List<Line> lines) {
        int size = run.to() - run.from();
        int each = size / run.units();
        boolean repeats = run.units() > 1 && size % run.units() == 0 && each <= 8 && repeats(run, each);
        List<String> words = new ArrayList<>();
        if (repeats || size <= 6) {
            for (int i = run.from(); i < run.from() + (repeats ? each : size); i++) {
                words.add(computation.steps.get(ops[i]).op());
            }
        } else {
            counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(entry -> words.add((entry.getValue() == 1 ? "" : Numbers.grouped(entry.getValue()) + " ")
                            + entry.getKey()));
        }
        wrap(String.join(", ", words), lines);
        List<Names.Owner> owners = leaves.stream().map(leaf -> computation.names.owner(computation.steps.get(leaf).value()))
                .filter(owner -> owner != null).distinct().toList();
        if (owners.stream().map(Names.Owner::form).distinct().count() == 1 && (owners.size() == 1 || repeats)) {
            return (repeats ? Numbers.grouped(run.units()) + " × " : "") + owners.getFirst().form();
        }
        return repeats ? Numbers.grouped(run.units()) + " times" : Numbers.count(size, "op");
    }

    private boolean repeats(Folding.Run run, int each) {
        for (int i = run.from() + each; i < run.to(); i++) {
            if (!computation.steps.get(ops[i]).op().equals(computation.steps.get(ops[i - each]).op())) {
                return false;
            }
        }
        return true;
    }

    /** Adds words in at most two lines. */
    private static void wrap(String words, List<Line> lines) {
        int cut = words.length() <= LINE ? words.length() : words.lastIndexOf(' ', LINE);
        cut = cut < 0 ? words.length() : cut;
        lines.add(new Line(null, Numbers.shorten(words.substring(0, cut), LINE)));
        if (cut < words.length()) {
            lines.add(new Line(null, Numbers.shorten(words.substring(cut), LINE)));
        }
    }
}
