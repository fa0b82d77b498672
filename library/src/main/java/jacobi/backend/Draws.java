package jacobi.backend;

/**
 * Random numbers made in a device's memory: those that {@code new Rng(seed)} gives on the host, to the last bit. The
 * position is how many draws of 64 bits have been made before; each method says how many it makes for a number.
 */
public interface Draws {
    /** Fills with numbers in [low, high), float32 or float64; one draw each. */
    void uniform(long seed, long position, double low, double high, NDArray out);

    /** Fills with numbers of the normal distribution, float32 or float64; two draws each. */
    void normal(long seed, long position, double mean, double deviation, NDArray out);

    /**
     * Fills with 1 where an event of the given probability takes place, else 0; one draw each.
     *
     * @param probabilities of {@code out}'s type and shape, float32 or float64
     */
    void bernoulli(long seed, long position, NDArray probabilities, NDArray out);
}
