package jacobi.notebook.graph;

import java.util.List;

/**
 * What a picture of a computation shows: its parts, each after those it uses.
 *
 * @param parts  the parts; the last one is the result
 * @param partOf for each step of the computation that is an op in one of the parts, that part; -1 for the others
 * @param ops    how many ops there are behind the result
 * @param note   what is not shown, in words; empty if all is
 */
record Circuit(List<Part> parts, int[] partOf, int ops, String note) {
    /** What a part is. Each looks different, by colour and by shape. */
    enum Kind {
        /** A leaf that gets a gradient. */
        PARAMETER,
        /** A value from outside that gets none. */
        INPUT,
        /** A number in a formula. */
        NUMBER,
        /** One op. */
        OP,
        /** Several ops in one. */
        GROUP,
        /** Ops that are not shown. */
        MORE,
        /** What was computed. */
        RESULT
    }

    /** A line in a group: a parameter, an input, or words. */
    record Line(Kind kind, String text) {
    }

    /**
     * One part.
     *
     * @param label  what is written in it
     * @param lines  what stands below, in a group
     * @param inputs the parts that it uses
     * @param steps  the first and the last op in it, or the leaf, as steps of the computation
     * @param values the steps whose values others use
     * @param leaves the leaves inside a group
     */
    record Part(Kind kind, String label, List<Line> lines, int[] inputs, List<Integer> steps, List<Integer> values,
                List<Integer> leaves) {
        boolean computes() {
            return kind == Kind.OP || kind == Kind.GROUP;
        }
    }

    List<int[]> inputs() {
        return parts.stream().map(Part::inputs).toList();
    }
}
