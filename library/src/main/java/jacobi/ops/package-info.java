/**
 * The ops, family by family: the declaration of each next to the method that users call on a tensor. Elementwise ops are
 * formulas ({@link jacobi.ops.Elementwise}), the others are records that implement {@link jacobi.autograd.Op}.
 */
package jacobi.ops;
