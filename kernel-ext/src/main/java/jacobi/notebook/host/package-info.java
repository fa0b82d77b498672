/** An adapter for each host: JJava, IJava, JShell. */
package jacobi.notebook.host;
