package jacobi.notebook.measure;

import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Host.Piece;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.cell.OwnThread;
import jacobi.notebook.display.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell's code as the body of a method, compiled once, to be run many times.
 *
 * @param note what its user ought to know of it; empty for nothing
 */
public record CellBody(Body body, String note) {
    private static final int LONGEST_NAMES = 60;

    /**
     * Compiles a cell's code.
     *
     * @throws CellFailure if the code does not compile as the body of a method
     */
    public static CellBody of(String code) {
        Host host = Hosts.host();
        Body[] body = new Body[1];
        List<String> declared = new ArrayList<>();
        OwnThread.run(host, "jacobi-bench", () -> body[0] = compile(host, "%%bench", "", code, declared), () -> { });
        String names = Words.shorten(String.join(", ", declared), LONGEST_NAMES);
        return new CellBody(body[0], declared.isEmpty() ? "" : names + (declared.size() == 1 ? " is" : " are")
                + " known to the measured code only; later cells need a cell of its own that says so.");
    }

    /**
     * Compiles a cell's code on a thread that nobody interrupts, see {@link OwnThread}.
     *
     * @param magic    whose code it is, for messages
     * @param head     statements before the code, on its first line
     * @param declared gets the names of what the code declares
     * @throws CellFailure if the code does not compile as the body of a method
     */
    public static Body compile(Host host, String magic, String head, String code, List<String> declared) {
        List<Piece> pieces = host.pieces(code);
        if (pieces.isEmpty()) {
            throw new CellFailure(magic + ": there is no code to run; write it below", null);
        }
        for (Piece piece : pieces) {
            switch (piece.kind()) {
                case METHOD -> throw new CellFailure(magic + ": the code declares the method " + piece.name()
                        + "; declare it in a cell of its own, and call it here", null);
                case IMPORT -> throw new CellFailure(magic + ": an import stands in a cell of its own; move "
                        + piece.source().strip() + " there", null);
                case VARIABLE, TYPE -> declared.add(piece.name());
                default -> { }
            }
        }
        String last = pieces.getLast().source().strip();
        while (last.endsWith(";")) {
            last = last.substring(0, last.length() - 1).stripTrailing();
        }
        String before = head + code.substring(0, Math.max(0, code.lastIndexOf(last)));
        String statements = before + last + "\n;";
        if (pieces.getLast().kind() != Piece.Kind.EXPRESSION) {
            return first(host, magic, statements + "\nreturn null;", statements);    // nothing may follow a throw
        }
        return first(host, magic, before + "return (" + last + "\n);", statements + "\nreturn null;");
    }

    /** The first form of the code that compiles; what is told of those that don't is about the first. */
    private static Body first(Host host, String magic, String body, String other) {
        try {
            return compile(host, magic, body);
        } catch (CellFailure e) {
            try {
                return compile(host, magic, other);
            } catch (CellFailure f) {
                throw new CellFailure(magic + ": " + e.getMessage(), e);
            }
        }
    }

    /** The code becomes the body of a lambda, its lines as they are in the cell: below the magic, which is the first. */
    private static Body compile(Host host, String magic, String body) {
        Body.take(null);
        host.evaluate(Body.class.getName() + ".take(() -> {\n" + body + "\n});");
        Body compiled = Body.TAKEN.getAndSet(null);
        if (compiled == null) {
            throw new CellFailure(magic + ": the code does not compile", null);
        }
        return compiled;
    }
}
