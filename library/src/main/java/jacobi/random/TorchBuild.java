package jacobi.random;

/** Which PyTorch: some calls give other numbers in other builds. The names are those of saved states too. */
public enum TorchBuild {
    /** Version 2 without Intel's MKL: on ARM, such as Apple's, and in other builds for Java and C++. */
    V2("torch"),
    /**
     * Version 2 with Intel's MKL: the packages for x86, also those of hosted notebooks. There {@code exponential_}, and
     * with it {@code multinomial} of one draw or without replacement, takes a single number, and from there on those of
     * MKL's generator MCG31m1.
     */
    V2_MKL("torch-mkl"),
    /**
     * Version 1, up to 1.12, of which many printed lectures are: one draw of {@code multinomial} with replacement is
     * made like several, and the limit from which {@code randint} takes 64 bits is 2^32.
     */
    V1("torch-v1");

    private final String stream;

    TorchBuild(String stream) {
        this.stream = stream;
    }

    String stream() {
        return stream;
    }

    static TorchBuild of(String stream) {
        for (TorchBuild build : values()) {
            if (build.stream.equals(stream)) {
                return build;
            }
        }
        return null;
    }
}
