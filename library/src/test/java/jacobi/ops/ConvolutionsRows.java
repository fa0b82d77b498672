package jacobi.ops;

/** Windows that slide over signals and images. */
final class ConvolutionsRows {
    private ConvolutionsRows() {
    }

    static void addTo(OpTable t) {
    }
}
