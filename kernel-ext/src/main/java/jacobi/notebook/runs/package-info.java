/** What cells did: the live chart of a cell, the runs of a session, comparisons, how far loops are. */
package jacobi.notebook.runs;
