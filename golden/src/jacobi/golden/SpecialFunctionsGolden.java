package jacobi.golden;

/** The rows of SpecialFunctions. */
final class SpecialFunctionsGolden {
    private SpecialFunctionsGolden() {
    }

    static void addTo(Entries entries) {
    }
}
