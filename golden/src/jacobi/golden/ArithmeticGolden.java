package jacobi.golden;

/** The rows of Arithmetic. */
final class ArithmeticGolden {
    private ArithmeticGolden() {
    }

    static void addTo(Entries entries) {
    }
}
