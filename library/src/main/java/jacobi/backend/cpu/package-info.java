/** The processor: generated loops, matrix products by oneDNN or in plain Java, and one pool of threads. */
package jacobi.backend.cpu;
