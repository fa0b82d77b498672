package jacobi.notebook.host;

import jacobi.notebook.magic.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
        Internals.replace(kernel, "magicsRegistry", new Magics(kernel.getMagicsRegistry()));
        try {
            Internals.replace(Internals.call(kernel, "getMagicsResolver"), "cellMagicPattern", CELL);
        } catch (ReflectiveOperationException e) {
            Internals.unknown("resolver of magics", e);
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
        throw new MagicFailure(sign + name + ": there is no such magic; " + Nearest.suggestion(name, known, other -> sign + other));
    }
}
