/** What a device has to offer ({@link jacobi.backend.Backend}), and the strided arrays it works on. */
package jacobi.backend;
