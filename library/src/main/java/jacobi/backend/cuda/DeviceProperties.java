package jacobi.backend.cuda;

/**
 * What a GPU says about itself.
 *
 * @param name            such as {@code NVIDIA H200}
 * @param major           of the compute capability: 9 for 9.0
 * @param minor           of the compute capability
 * @param multiprocessors how many blocks of threads run at a time, at least
 * @param bytes           its memory
 */
record DeviceProperties(String name, int major, int minor, int multiprocessors, long bytes) {
}
