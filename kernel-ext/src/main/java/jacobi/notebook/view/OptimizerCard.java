package jacobi.notebook.view;

import jacobi.Tensor;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.RowsDisplay;
import jacobi.optim.SGD;
import java.util.ArrayList;
import java.util.List;

/** An optimizer: its settings, what it moves, and how far it has come. */
public final class OptimizerCard implements Display {
    private final RowsDisplay rows;

    /** What is known of it now. */
    public OptimizerCard(SGD sgd) {
        List<Tensor> parameters = sgd.parameters();
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("optimizer", sgd.momentum() > 0 ? "SGD with momentum" : "SGD"));
        lines.add(List.of("learning rate", Double.toString(sgd.learningRate())));
        lines.add(List.of("momentum", Double.toString(sgd.momentum())));
        lines.add(List.of("parameters", Numerals.count(Anatomy.count(parameters)) + " in " + parameters.size()
                + (parameters.size() == 1 ? " tensor" : " tensors")));
        lines.add(List.of("steps", Numerals.count(sgd.steps())));
        rows = new RowsDisplay(List.of(), lines);
    }

    @Override
    public String text() {
        return rows.text();
    }

    @Override
    public String html() {
        return rows.html();
    }
}
