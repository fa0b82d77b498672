package jacobi.autograd;

import jacobi.Tensor;

/**
 * What forward mode keeps with a value: the value itself and its tangent, how fast it moves as the input moves (a dual
 * number, Clifford 1871). Each {@link ForwardMode#jvp} has a level of its own, so that derivatives of derivatives do not
 * mistake one tangent for another (Siskind and Pearlmutter: "Perturbation Confusion and Referential Transparency",
 * 2005).
 *
 * @param primal  the value, without this tangent; it may have one of a lower level
 * @param tangent of the value's shape
 * @param level   which pass the tangent belongs to; inner passes have higher levels
 */
public record Dual(Tensor primal, Tensor tangent, long level) {
    /** {@return the highest level among some tensors, 0 if none has a tangent} */
    static long level(Tensor[] x) {
        long level = 0;
        for (Tensor t : x) {
            Dual dual = t.dual();
            if (dual != null && dual.level > level) {
                level = dual.level;
            }
        }
        return level;
    }
}
