package jacobi.notebook.host;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** IJava's magics, which explains those that are not known, or lack their cell. */
final class IJavaMagics extends Magics {
    /** A line magic as the kernel knows it, except that it does not begin in the lines above. */
    private static final Pattern LINE = Pattern.compile("(?<=(?:^|=))[ \\t]*%(?<args>\\w.*?)$", Pattern.MULTILINE);

    private final Magics known;
    private final MagicNames names = new MagicNames(new HashSet<>(), new HashSet<>(), IJavaMagicFailure::new);

    IJavaMagics(Magics known) throws ReflectiveOperationException {
        this.known = known;
        ((Map<?, ?>) Internals.value(known, "lineMagics")).keySet().forEach(name -> names.lines().add((String) name));
        ((Map<?, ?>) Internals.value(known, "cellMagics")).keySet().forEach(name -> names.cells().add((String) name));
    }

    /** Has a kernel explain magics, and leave the lines of a cell that has any where they are. */
    static void explain(Object kernel, Magics known) throws ReflectiveOperationException {
        Internals.replace(kernel, "magics", new IJavaMagics(known));
        try {
            Object parser = Internals.value(Internals.value(kernel, "magicsTransformer"), "parser");
            Internals.replace(parser, "cellMagicPattern", MagicNames.CELL);
            Internals.replace(parser, "lineMagicPattern", LINE);
        } catch (ReflectiveOperationException e) {
            Internals.unknown("parser of magics", e);
        }
    }

    @Override
    public <T> T applyLineMagic(String name, List<String> words) throws Exception {
        names.checkLine(name);
        return known.applyLineMagic(name, words);
    }

    @Override
    public <T> T applyCellMagic(String name, List<String> words, String code) throws Exception {
        names.checkCell(name, code);
        return known.applyCellMagic(name, words, code);
    }

    @Override
    public void registerLineMagic(String name, LineMagicFunction<?> magic) {
        names.lines().add(name);
        known.registerLineMagic(name, magic);
    }

    @Override
    public void registerCellMagic(String name, CellMagicFunction<?> magic) {
        names.cells().add(name);
        known.registerCellMagic(name, magic);
    }
}
