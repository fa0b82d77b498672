/**
 * Scalar formulas as data: an elementwise op is one {@link jacobi.expr.Expr}, and its derivative, its loop for the
 * processor, its kernel for a GPU and its LaTeX all come from that.
 */
package jacobi.expr;
