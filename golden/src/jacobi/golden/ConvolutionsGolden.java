package jacobi.golden;

/** The rows of Convolutions. */
final class ConvolutionsGolden {
    private ConvolutionsGolden() {
    }

    static void addTo(Entries entries) {
    }
}
