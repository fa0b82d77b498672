/**
 * Tensors and automatic differentiation. Begin with {@link jacobi.Tensors}, which makes tensors, and {@link jacobi.Tensor},
 * which has all ops.
 */
package jacobi;
