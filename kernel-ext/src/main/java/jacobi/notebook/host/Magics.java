package jacobi.notebook.host;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** The kernel's magics, which explains those that are not known, or lack their cell. */
final class Magics extends MagicsRegistry {
    /** A cell magic as the kernel knows it, except that nothing needs to stand below it, and blank lines may above. */
    private static final Pattern CELL = Pattern.compile("\\s*(?<argsLine>%%(?<args>\\w.*))(?:\\R|\\z)(?<body>(?s:.*))");

    private final MagicsRegistry known;

    private Magics(MagicsRegistry known) {
        this.known = known;
    }

    /** Has a kernel explain magics. */
    static void explain(BaseKernel kernel) {
        JJavaInternals.replace(kernel, "magicsRegistry", new Magics(kernel.getMagicsRegistry()));
        try {
            JJavaInternals.replace(JJavaInternals.call(kernel, "getMagicsResolver"), "cellMagicPattern", CELL);
        } catch (ReflectiveOperationException e) {
            JJavaInternals.unknown("resolver of magics", e);
        }
    }

    @Override
    public <T, K extends BaseKernel> T evalCellMagic(K kernel, String name, List<String> words, String code)
            throws Exception {
        check("%%", name, known.getCellMagicNames(), "%", known.getLineMagicNames());
        if (code.isBlank() && !name.equals("compare")) {
            throw new MagicFailure("%%" + name + ": is a magic for a whole cell; write the cell's code below it");
        }
        return known.evalCellMagic(kernel, name, words, code);
    }

    @Override
    public <T, K extends BaseKernel> T evalLineMagic(K kernel, String name, List<String> words) throws Exception {
        check("%", name, known.getLineMagicNames(), "%%", known.getCellMagicNames());
        return known.evalLineMagic(kernel, name, words);
    }

    @Override
    public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
        known.registerLineMagic(name, magic);
        return this;
    }

    @Override
    public MagicsRegistry registerCellMagic(String name, CellMagic<?, ?> magic) {
        known.registerCellMagic(name, magic);
        return this;
    }

    @Override
    public Set<String> getCellMagicNames() {
        return known.getCellMagicNames();
    }

    @Override
    public Set<String> getLineMagicNames() {
        return known.getLineMagicNames();
    }

    private static void check(String sign, String name, Set<String> known, String otherSign, Set<String> others) {
        if (known.contains(name)) {
            return;
        }
        String place = sign.equals("%%") ? "a magic for a whole cell" : "a magic for a line";
        if (others.contains(name)) {
            throw new MagicFailure(sign + name + ": is not " + place + "; write " + otherSign + name);
        }
        throw new MagicFailure(sign + name + ": there is no such magic; " + suggestion(sign, name, known));
    }

    private static String suggestion(String sign, String name, Set<String> known) {
        int near = 1 + name.length() / 4;
        List<String> nearest = known.stream().filter(other -> distance(name, other) <= near)
                .sorted(Comparator.comparingInt((String other) -> distance(name, other)).thenComparing(other -> other))
                .map(other -> sign + other).toList();
        return nearest.isEmpty()
                ? "there are " + new TreeSet<>(known).stream()
                        .map(other -> sign + other).collect(Collectors.joining(", "))
                : "did you mean " + String.join(" or ", nearest) + "?";
    }

    /** How many letters to change, insert or leave out on the way from one word to the other, whatever their case. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int change = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
