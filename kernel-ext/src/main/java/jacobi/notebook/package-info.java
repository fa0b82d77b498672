/**
 * What Jacobi adds to a Java notebook and to JShell: live charts, magics, displays.
 *
 * <p>Stopping a cell ends its training within one op: every op of a tensor, every batch of a data set and every
 * {@link jacobi.notebook.Notebook#log log} looks whether the cell is to stop. A plain Java loop without any of them,
 * such as {@code while (true) i++;}, looks at nothing: the kernel gives the cell up at once and the next one runs, but
 * the loop's thread goes on computing, and a second interrupt does not reach it. Restart the kernel to be rid of it, or
 * call {@link jacobi.Interruption#poll Interruption.poll} in such a loop.
 */
package jacobi.notebook;
