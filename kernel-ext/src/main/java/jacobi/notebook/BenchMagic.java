package jacobi.notebook;

import jacobi.notebook.Host.Piece;
import jacobi.notebook.measure.Body;
import java.util.ArrayList;
import java.util.List;

/** {@code %%bench}: times the cell below it. */
public final class BenchMagic {
    private BenchMagic() {
    }

    /**
     * Compiles a cell's code once, as the body of a method, runs it many times, and shows how long that takes.
     *
     * @param runs    how many samples there are at most
     * @param seconds how long all takes at most
     * @throws CellFailure if the code does not compile as the body of a method, or fails
     */
    public static void run(String code, int runs, double seconds) {
        Host host = Hosts.host();
        Body[] body = new Body[1];
        List<String> declared = new ArrayList<>();
        OwnThread.run(host, "jacobi-bench", () -> body[0] = compile(host, code, declared), () -> { });
        String names = String.join(", ", declared);
        Measure.bench(body[0], runs, seconds, declared.isEmpty() ? "" : ChartText.shorten(names, 60)
                + (declared.size() == 1 ? " is" : " are") + " known to the measured code only; later cells need a cell "
                + "of its own that says so.");
    }

    private static Body compile(Host host, String code, List<String> declared) {
        List<Piece> pieces = host.pieces(code);
        if (pieces.isEmpty()) {
            throw new CellFailure("%%bench: there is no code to time; write it below", null);
        }
        for (Piece piece : pieces) {
            switch (piece.kind()) {
                case METHOD -> throw new CellFailure("%%bench: the code declares the method " + piece.name()
                        + "; declare it in a cell of its own, and call it here", null);
                case IMPORT -> throw new CellFailure("%%bench: an import stands in a cell of its own; move "
                        + piece.source().strip() + " there", null);
                case VARIABLE, TYPE -> declared.add(piece.name());
                default -> { }
            }
        }
        String last = pieces.getLast().source().strip();
        while (last.endsWith(";")) {
            last = last.substring(0, last.length() - 1).stripTrailing();
        }
        String before = code.substring(0, Math.max(0, code.lastIndexOf(last)));
        String statements = before + last + "\n;";
        if (pieces.getLast().kind() != Piece.Kind.EXPRESSION) {
            return first(host, statements + "\nreturn null;", statements);    // nothing may follow a throw
        }
        return first(host, before + "return (" + last + "\n);", statements + "\nreturn null;");
    }

    /** The first form of the code that compiles; what is told of those that don't is about the first. */
    private static Body first(Host host, String body, String other) {
        try {
            return compile(host, body);
        } catch (CellFailure e) {
            try {
                return compile(host, other);
            } catch (CellFailure f) {
                throw new CellFailure("%%bench: " + e.getMessage(), e);
            }
        }
    }

    /** The code becomes the body of a lambda, with its lines as they are below the magic, as messages count them. */
    private static Body compile(Host host, String body) {
        Body.take(null);
        host.evaluate(Body.class.getName() + ".take(() -> { " + body + "\n});");
        Body compiled = Body.TAKEN.getAndSet(null);
        if (compiled == null) {
            throw new CellFailure("%%bench: the code does not compile", null);
        }
        return compiled;
    }
}
