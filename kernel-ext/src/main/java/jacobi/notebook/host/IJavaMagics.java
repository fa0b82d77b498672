package jacobi.notebook.host;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import jacobi.notebook.magic.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** IJava's magics, which explains those that are not known. */
final class IJavaMagics extends Magics {
    private final Magics known;
    private final Set<String> lines = new HashSet<>();
    private final Set<String> cells = new HashSet<>();

    IJavaMagics(Magics known) throws ReflectiveOperationException {
        this.known = known;
        ((Map<?, ?>) Internals.value(known, "lineMagics")).keySet().forEach(name -> lines.add((String) name));
        ((Map<?, ?>) Internals.value(known, "cellMagics")).keySet().forEach(name -> cells.add((String) name));
    }

    @Override
    public <T> T applyLineMagic(String name, List<String> words) throws Exception {
        check("%", name, lines);
        return known.applyLineMagic(name, words);
    }

    @Override
    public <T> T applyCellMagic(String name, List<String> words, String code) throws Exception {
        check("%%", name, cells);
        return known.applyCellMagic(name, words, code);
    }

    @Override
    public void registerLineMagic(String name, LineMagicFunction<?> magic) {
        lines.add(name);
        known.registerLineMagic(name, magic);
    }

    @Override
    public void registerCellMagic(String name, CellMagicFunction<?> magic) {
        cells.add(name);
        known.registerCellMagic(name, magic);
    }

    private static void check(String sign, String name, Set<String> names) {
        if (!names.contains(name)) {
            throw new IJavaMagicFailure(sign + name + ": there is no such magic; "
                    + Nearest.suggestion(name, names, other -> sign + other));
        }
    }
}
