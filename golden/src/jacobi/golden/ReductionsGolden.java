package jacobi.golden;

/** The rows of Reductions. */
final class ReductionsGolden {
    private ReductionsGolden() {
    }

    static void addTo(Entries entries) {
    }
}
