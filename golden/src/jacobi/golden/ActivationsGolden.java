package jacobi.golden;

/** The rows of Activations. */
final class ActivationsGolden {
    private ActivationsGolden() {
    }

    static void addTo(Entries entries) {
    }
}
