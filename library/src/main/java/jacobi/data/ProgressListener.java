package jacobi.data;

/** Told how far a loop is; see {@link Progress#listen}. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * One more step of a loop. Called from the looping thread (and, for a loop that was left early, from whichever
     * thread ends it), so it must be quick: note the numbers, and draw at most some times a second.
     *
     * @param task     what is looped over, such as {@code MNIST training}
     * @param done     how many steps are complete, from 0 to {@code total}
     * @param total    how many steps there are
     * @param finished whether this is the last call for this loop; then {@code done} is below {@code total} if the loop
     *                 was left early
     */
    void update(String task, long done, long total, boolean finished);
}
