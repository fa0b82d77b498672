package jacobi.notebook.magic;

import jacobi.notebook.CompareMagic;
import jacobi.notebook.magic.Magic.Kind;

/** Magics that run a cell and keep an eye on what it logs. */
final class TrainingMagics {
    static final Magic COMPARE = new Magic("compare", Kind.CELL, "name=v1,v2,... [other=...]",
            "Runs the cell once for each value, and draws what it logs in one chart.", "%%compare batchSize=16,64,256",
            call -> CompareMagic.run(call.words(), call.code()));

    private TrainingMagics() {
    }
}
