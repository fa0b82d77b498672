/** Curves of what was logged, in bounded memory, and how they are drawn and told. */
package jacobi.notebook.chart;
