/** Measuring: how long code takes and where its time goes, what is in memory, and which learning rate is right. */
package jacobi.notebook.measure;
