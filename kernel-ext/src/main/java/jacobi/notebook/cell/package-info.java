/** The cell that runs, what a host must offer for it, and how things are shown and run below it. */
package jacobi.notebook.cell;
