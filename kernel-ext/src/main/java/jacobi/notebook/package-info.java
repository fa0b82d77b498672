/** What Jacobi adds to a Java notebook and to JShell: live charts, magics, displays. */
package jacobi.notebook;
