package jacobi.notebook.view;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.nn.Layer;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model as a tree of its layers: what each gives, its parameters, and how much it computes; and all that together. */
public final class Summary implements Display {
    private static final int MOST_ROWS = 120;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int left;

    /**
     * A summary.
     *
     * @param input the shape of an input on which the model is run once; null not to run it
     */
    public Summary(Layer model, Shape input) {
        Anatomy anatomy = new Anatomy(model);
        if (input != null) {
            anatomy.run(input);
        }
        rows.add(input == null ? List.of("layer", "shapes of parameters", "parameters")
                : List.of("layer", "output", "shapes of parameters", "parameters", "multiply-adds"));
        add(anatomy.root, "", "", input != null);
        if (left > 0) {
            notes.add("and " + Numerals.count(left) + " more layers");
        }
        totals(anatomy);
    }

    private void add(Anatomy.Node node, String before, String below, boolean run) {
        if (rows.size() > MOST_ROWS) {
            left++;
        } else {
            List<String> row = new ArrayList<>(List.of(before + node.name));
            if (run) {
                row.add(node.output != null ? node.output.toString() : "–");
            }
            row.add(node.again ? "as above" : shapes(node.own));
            row.add(node.again ? "" : number(node.parts.isEmpty() ? Anatomy.count(node.own) : node.allNumbers()));
            if (run) {
                row.add(number(node.allProducts()));
            }
            rows.add(row);
        }
        for (int i = 0; i < node.parts.size(); i++) {
            boolean last = i + 1 == node.parts.size();
            add(node.parts.get(i), below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), run);
        }
    }

    private static String shapes(List<Tensor> tensors) {
        String shapes = tensors.stream().limit(6).map(tensor -> tensor.shape().toString()).collect(Collectors.joining(" "));
        return tensors.size() > 6 ? shapes + " and " + (tensors.size() - 6) + " more" : shapes;
    }

    private static String number(long count) {
        return count == 0 ? "" : Numerals.count(count);
    }

    private void totals(Anatomy anatomy) {
        long numbers = Anatomy.count(anatomy.parameters);
        long frozen = Anatomy.count(anatomy.parameters.stream().filter(p -> !p.requiresGrad()).toList());
        notes.add(Numerals.count(numbers) + (numbers == 1 ? " parameter, " : " parameters, ")
                + Numerals.bytes(Anatomy.bytes(anatomy.parameters))
                + (frozen > 0 ? "; " + Numerals.count(frozen) + " of them do not require gradients" : ""));
        if (anatomy.input != null) {
            notes.add("for an input of shape " + anatomy.input + " " + anatomy.inputType + ": "
                    + Numerals.count(anatomy.root.allProducts()) + " multiply-adds in matrix products and convolutions, "
                    + Numerals.bytes(anatomy.activationBytes) + " of results");
        }
        if (!anatomy.unnamed.isEmpty()) {
            notes.add("parameters() does not name " + Numerals.count(Anatomy.count(anatomy.unnamed)) + " numbers of "
                    + anatomy.forgotten.stream().limit(3).collect(Collectors.joining(", "))
                    + (anatomy.forgotten.size() > 3 ? ", ..." : "") + ": training does not change them");
        }
    }

    @Override
    public String text() {
        return Columns.text(rows, rows.getFirst().size() == 3 ? 2 : 3) + "\n" + String.join("\n", notes);
    }

    @Override
    public String html() {
        int words = rows.getFirst().size() == 3 ? 2 : 3;
        StringBuilder out = new StringBuilder("<div><table>\n");
        for (int r = 0; r < rows.size(); r++) {
            String tag = r == 0 ? "th" : "td";
            out.append(r == 0 ? "<thead><tr>" : "<tr>");
            for (int c = 0; c < rows.get(r).size(); c++) {
                String text = Html.escape(rows.get(r).get(c));
                out.append('<').append(tag).append(" style=\"text-align: ").append(c < words ? "left" : "right")
                        .append(c == 0 && r > 0 ? "; white-space: pre; font-family: monospace" : "").append("\">")
                        .append(r == 1 ? "<b>" + text + "</b>" : text).append("</").append(tag).append('>');
            }
            out.append(r == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
        }
        out.append("</tbody></table>\n");
        notes.forEach(note -> out.append("<div>").append(Html.escape(note)).append("</div>\n"));
        return out.append("</div>").toString();
    }
}
