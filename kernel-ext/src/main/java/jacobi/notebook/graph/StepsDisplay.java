package jacobi.notebook.graph;

import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import jacobi.notebook.graph.Circuit.Part;
import jacobi.notebook.graph.Drawing.Moment;
import jacobi.notebook.graph.Gradients.Passed;
import jacobi.notebook.picture.Canvas;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A backward pass step by step: a picture and a sentence for each, one below the other, to be opened and closed without a
 * script; where scripts run, a slider goes through them.
 */
public final class StepsDisplay implements Display {
    /** Pictures beyond which steps share one. */
    private static final int MOST_FRAMES = 12;
    /** CSS pixels of all pictures beyond which they are not made for sharp screens, as a notebook keeps them all. */
    private static final long MOST_PIXELS = 3_500_000;
    private static final int MOST_SENTENCES = 6;
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final String PROCESS = Long.toString(System.nanoTime() & 0xffffff, 36);
    /** Shows one step at a time; without it all of them stand there. */
    private static final String SCRIPT = """
            (function () {
              var box = document.getElementById('ID');
              if (!box || box.dataset.ready) return;
              box.dataset.ready = 'yes';
              var steps = Array.prototype.slice.call(box.querySelectorAll('details'));
              var bar = document.createElement('div');
              bar.innerHTML = '<button type="button">◀</button> <input type="range" min="0" value="0" step="1" '
                + 'aria-label="step of the backward pass" style="width:50%;vertical-align:middle"> '
                + '<button type="button">▶</button>';
              var slider = bar.querySelector('input'), buttons = bar.querySelectorAll('button');
              slider.max = steps.length - 1;
              function show(n) {
                n = Math.max(0, Math.min(steps.length - 1, n));
                slider.value = n;
                steps.forEach(function (step, i) { step.open = true; step.style.display = i === n ? '' : 'none'; });
              }
              slider.oninput = function () { show(+slider.value); };
              buttons[0].onclick = function () { show(+slider.value - 1); };
              buttons[1].onclick = function () { show(+slider.value + 1); };
              box.insertBefore(bar, box.firstChild);
              show(0);
            })();
            """;

    /** One picture: the parts at work, what is known after them, and what is said about it. */
    record Frame(String title, List<String> sentences, Moment moment) {
    }

    private final GraphDisplay graph;
    private final List<Frame> frames = new ArrayList<>();

    /** The steps of the backward pass of a display that has gradients. */
    public StepsDisplay(GraphDisplay graph) {
        this.graph = graph;
        List<Integer> order = new ArrayList<>();
        for (int p = graph.circuit.parts().size() - 1; p >= 0; p--) {
            if (graph.circuit.parts().get(p).computes()) {
                order.add(p);
            }
        }
        Map<Integer, String> known = new HashMap<>();
        int result = graph.circuit.parts().getLast().inputs()[0];
        known.put(result, "1");
        frames.add(new Frame("the pass begins", List.of("The gradient of " + graph.computation.title
                + " with respect to itself is 1."), new Moment(Map.copyOf(known), Set.of(graph.circuit.parts().size() - 1))));
        int count = Math.min(MOST_FRAMES - 1, order.size());
        for (int i = 0; i < count; i++) {
            List<Integer> here = order.subList((int) ((long) i * order.size() / count),
                    (int) ((long) (i + 1) * order.size() / count));
            add(here, known);
        }
    }

    private void add(List<Integer> parts, Map<Integer, String> known) {
        List<String> sentences = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (int p : parts) {
            Part part = graph.circuit.parts().get(p);
            titles.add(part.label());
            sentences.add(sentence(part, graph.gradients.passed.getOrDefault(p, List.of()), known));
        }
        frames.add(new Frame(String.join(", then ", titles), sentences, new Moment(Map.copyOf(known), new HashSet<>(parts))));
    }

    /** What a part passes on; what is known grows by it. */
    private String sentence(Part part, List<Passed> passed, Map<Integer, String> known) {
        List<String> words = new ArrayList<>();
        for (Passed one : passed) {
            boolean several = one.more() && one.amount() != null;
            if (words.size() < MOST_SENTENCES) {
                words.add(graph.computation.reference(one.to()) + " gets " + (several ? one.amount() : one.total())
                        + (one.more() && !several ? " in all" : Rule.of(graph.computation, part, one.to()))
                        + (several ? " (" + one.total() + " in all)" : ""));
            }
            for (int p = 0; p < graph.circuit.parts().size(); p++) {
                if (graph.circuit.parts().get(p).values().equals(List.of(one.to()))) {
                    known.put(p, one.total());
                }
            }
        }
        int more = passed.size() - words.size();
        String from = part.values().size() == 1 ? graph.computation.reference(part.values().getFirst()) + " = " : "";
        return from + GraphText.words(graph.computation, part) + ": " + (words.isEmpty() ? "nothing needs a gradient from it"
                : String.join("; ", words)) + (more > 0 ? "; " + more + " others" : "") + ".";
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder("The backward pass of " + graph.computation.title + ":");
        for (int i = 0; i < frames.size(); i++) {
            for (String sentence : frames.get(i).sentences()) {
                text.append('\n').append(i + 1).append(". ").append(sentence.replace("×", "x").replace("−", "-"));
            }
        }
        return text.toString();
    }

    @Override
    public String html() {
        String id = "jacobi-steps-" + PROCESS + NUMBER.incrementAndGet();
        StringBuilder out = new StringBuilder("<div id=\"" + id + "\">\n");
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            String words = String.join(" ", frame.sentences());
            Canvas picture = graph.picture(frame.moment(), words);
            boolean sharp = (long) picture.width() * picture.height() * frames.size() <= MOST_PIXELS;
            out.append(i == 0 ? "<details open>" : "<details>").append("<summary><b>Step ").append(i + 1).append(" of ")
                    .append(frames.size()).append("</b> · ").append(Html.escape(frame.title())).append("</summary>\n");
            frame.sentences().forEach(sentence -> out.append("<p style=\"margin: 4px 0\">").append(Html.escape(sentence))
                    .append("</p>\n"));
            out.append("<img width=\"").append(picture.width()).append("\" alt=\"").append(Html.escape(words))
                    .append("\" src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(picture.png(sharp ? 2 : 1)))
                    .append("\">\n</details>\n");
        }
        return out.append("<script>\n").append(SCRIPT.replace("ID", id)).append("</script>\n</div>").toString();
    }
}
