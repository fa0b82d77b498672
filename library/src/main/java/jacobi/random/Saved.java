package jacobi.random;

import java.util.List;

/**
 * Where a stream is, to go on from there later: plain numbers, which any file can hold.
 *
 * @param stream which: "philox", "numpy", "python", "torch", "torch-mkl" or "torch-v1"
 * @param words  the numbers that the stream keeps
 */
public record Saved(String stream, List<Long> words) {
    /** Copies the numbers. */
    public Saved {
        words = List.copyOf(words);
    }

    /** {@return the stream that goes on from here} */
    RandomStream resume() {
        TorchBuild build = TorchBuild.of(stream);
        int expected = switch (stream) {
            case PhiloxStream.NAME -> 2;
            case String name when build != null || name.equals(NumpyStream.NAME) || name.equals(PythonStream.NAME) ->
                MersenneTwister.SAVED + KeptNormal.SAVED;
            default -> throw new IllegalArgumentException("Rng: there is no stream named \"" + stream
                    + "\"; the saved state is not one of a Rng");
        };
        if (words.size() != expected) {
            throw new IllegalArgumentException("Rng: the saved state of a " + stream + " stream has " + expected
                    + " numbers, not " + words.size() + "; it is incomplete");
        }
        return switch (stream) {
            case NumpyStream.NAME -> new NumpyStream(words);
            case PythonStream.NAME -> new PythonStream(words);
            case PhiloxStream.NAME -> new PhiloxStream(words.get(0), words.get(1));
            default -> new TorchStream(build, words);
        };
    }

    static long inRange(long word, long low, long high) {
        if (word < low || word > high) {
            throw new IllegalArgumentException("Rng: the saved state holds " + word + " where " + low + " to " + high
                    + " is possible; it is damaged");
        }
        return word;
    }
}
