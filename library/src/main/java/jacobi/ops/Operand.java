package jacobi.ops;

import jacobi.Tensor;

/**
 * What the families of ops are mixed into: a tensor. A family is an interface that holds the declarations of its ops
 * and, beside each, the method by which users call it; {@link Tensor} implements them all.
 */
interface Operand {
    /** {@return this, as the tensor it is} */
    default Tensor self() {
        return (Tensor) this;
    }
}
