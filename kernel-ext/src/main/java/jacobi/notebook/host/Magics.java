package jacobi.notebook.host;

import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** The kernel's magics, which explains those that are not known, or lack their cell. */
final class Magics extends MagicsRegistry {
    private final MagicsRegistry known;

    private Magics(MagicsRegistry known) {
        this.known = known;
    }

    /** Has a kernel explain magics. */
    static void explain(BaseKernel kernel) {
        Internals.replace(kernel, "magicsRegistry", new Magics(kernel.getMagicsRegistry()));
        try {
            Internals.replace(Internals.call(kernel, "getMagicsResolver"), "cellMagicPattern", MagicNames.CELL);
        } catch (ReflectiveOperationException e) {
            Internals.unknown("resolver of magics", e);
        }
    }

    @Override
    public <T, K extends BaseKernel> T evalCellMagic(K kernel, String name, List<String> words, String code)
            throws Exception {
        names().checkCell(name, code);
        return known.evalCellMagic(kernel, name, words, code);
    }

    @Override
    public <T, K extends BaseKernel> T evalLineMagic(K kernel, String name, List<String> words) throws Exception {
        names().checkLine(name);
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

    private MagicNames names() {
        return new MagicNames(known.getLineMagicNames(), known.getCellMagicNames(), MagicFailure::new);
    }
}
