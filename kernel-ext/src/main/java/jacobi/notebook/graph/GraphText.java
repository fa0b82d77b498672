package jacobi.notebook.graph;

import jacobi.autograd.Graph.Kind;
import jacobi.autograd.Graph.Step;
import jacobi.notebook.display.RowsDisplay;
import jacobi.notebook.graph.Circuit.Part;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A computation in words: a line that says what it is, and a table with a row for each part. */
final class GraphText {
    private static final int MOST_ROWS = 60;
    private static final int MOST_NAMED = 4;

    private final Computation computation;
    private final Circuit circuit;
    private final Gradients gradients;
    private final BitSet kept;

    GraphText(Computation computation, Circuit circuit, Gradients gradients, BitSet kept) {
        this.computation = computation;
        this.circuit = circuit;
        this.gradients = gradients;
        this.kept = kept;
    }

    String text() {
        List<String> header = new ArrayList<>(List.of("step", "what", "inputs", "shape", "value"));
        if (gradients != null) {
            header.add("gradient");
        }
        header.add("kept");
        List<List<String>> rows = new ArrayList<>();
        int left = 0;
        for (Part part : circuit.parts()) {
            if (part.kind() == Circuit.Kind.RESULT || part.kind() == Circuit.Kind.NUMBER) {
                continue;
            }
            if (rows.size() < MOST_ROWS) {
                rows.add(row(part));
            } else {
                left++;
            }
        }
        return headline() + "\n" + new RowsDisplay(header, rows).text() + (left == 0 ? "" : "\n" + left + " more rows")
                + (circuit.note().isEmpty() ? "" : "\n" + circuit.note() + ".");
    }

    /** Such as {@code The graph of loss: 9 ops, 4 parameters, 1 input, 2,321 numbers in parameters}. */
    String headline() {
        long parameters = 0;
        long numbers = 0;
        long inputs = 0;
        for (Step step : computation.steps) {
            parameters += step.kind() == Kind.LEAF ? 1 : 0;
            numbers += step.kind() == Kind.LEAF ? step.value().size() : 0;
            inputs += step.kind() == Kind.CONSTANT && !computation.isNumber(step.number()) ? 1 : 0;
        }
        return "The graph of " + computation.title + ": " + Numbers.count(circuit.ops(), "op")
                + (parameters == 0 ? "" : ", " + Numbers.count(parameters, "parameter") + (numbers == parameters ? ""
                : " of " + Numbers.grouped(numbers) + " numbers"))
                + (inputs == 0 ? "" : ", " + Numbers.count(inputs, "input"));
    }

    private List<String> row(Part part) {
        List<String> row = new ArrayList<>();
        row.add(part.steps().isEmpty() ? "" : part.kind() == Circuit.Kind.GROUP
                ? "#" + part.steps().getFirst() + "-" + part.steps().getLast() : "#" + part.steps().getFirst());
        row.add(what(part));
        row.add(inputs(part));
        int value = part.values().size() == 1 ? part.values().getFirst() : -1;
        row.add(value < 0 ? Numbers.count(part.values().size(), "value")
                : Numbers.shape(computation.steps.get(value).value().shape()));
        row.add(value < 0 ? "" : Numbers.range(computation.steps.get(value).value()));
        if (gradients != null) {
            row.add(value < 0 ? "" : gradients.at.getOrDefault(value, ""));
        }
        row.add(part.values().stream().anyMatch(kept::get) ? "yes" : "");
        return row;
    }

    private String what(Part part) {
        return switch (part.kind()) {
            case PARAMETER -> "parameter " + part.label();
            case INPUT -> "input " + part.label();
            case MORE -> "ops that are not shown";
            case OP -> name(part);
            default -> part.label().replace('×', 'x') + ": " + String.join(" ", part.lines().stream()
                    .filter(line -> line.kind() == null).map(Circuit.Line::text).toList()).replace("…", "...");
        };
    }

    private String name(Part part) {
        Step step = computation.steps.get(part.steps().getFirst());
        String named = computation.names.of(step.value());
        return Numbers.shorten(step.op(), 24) + (named == null ? "" : " = " + named);
    }

    /** What a part does, such as {@code mul(w0, x0)}. */
    static String words(Computation computation, Part part) {
        if (part.kind() != Circuit.Kind.OP) {
            return part.label();
        }
        Step step = computation.steps.get(part.steps().getFirst());
        return Numbers.shorten(step.op(), 24) + "(" + String.join(", ", step.inputs().stream().limit(MOST_NAMED)
                .map(computation::reference).toList()) + (step.inputs().size() > MOST_NAMED ? ", ..." : "") + ")";
    }

    private String inputs(Part part) {
        List<String> names = new ArrayList<>();
        if (part.kind() == Circuit.Kind.OP) {
            for (int input : computation.steps.get(part.steps().getFirst()).inputs()) {
                names.add(computation.reference(input));
            }
        } else {
            for (int input : part.inputs()) {
                Part used = circuit.parts().get(input);
                names.add(used.values().size() == 1 ? computation.reference(used.values().getFirst()) : used.label());
            }
            part.leaves().forEach(leaf -> names.add(computation.reference(leaf)));
        }
        int more = names.size() - MOST_NAMED;
        return more <= 1 ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + more + " more";
    }
}
