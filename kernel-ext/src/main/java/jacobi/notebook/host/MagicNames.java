package jacobi.notebook.host;

import jacobi.notebook.display.Nearest;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which magics a kernel has, of each kind; what is no such magic is explained. */
record MagicNames(Set<String> lines, Set<String> cells, Function<String, RuntimeException> failure) {
    /** A cell magic as kernels know it, except that nothing needs to stand below it, and blank lines may above. */
    static final Pattern CELL = Pattern.compile("\\s*(?<argsLine>%%(?<args>\\w.*))(?:\\R|\\z)(?<body>(?s:.*))");

    void checkLine(String name) {
        check("%", name, lines, "%%", cells);
    }

    void checkCell(String name, String code) {
        check("%%", name, cells, "%", lines);
        if (code.isBlank() && !name.equals("compare")) {
            throw failure.apply("%%" + name + ": is a magic for a whole cell; write the cell's code below it");
        }
    }

    private void check(String sign, String name, Set<String> known, String otherSign, Set<String> others) {
        if (known.contains(name)) {
            return;
        }
        String place = sign.equals("%%") ? "a magic for a whole cell" : "a magic for a line";
        if (others.contains(name)) {
            throw failure.apply(sign + name + ": is not " + place + "; write " + otherSign + name);
        }
        throw failure.apply(sign + name + ": there is no such magic; "
                + Nearest.suggestion(name, known, other -> sign + other));
    }
}
