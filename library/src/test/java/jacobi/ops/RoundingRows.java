package jacobi.ops;

/** From numbers to whole numbers, element by element. */
final class RoundingRows {
    private RoundingRows() {
    }

    static void addTo(OpTable t) {
    }
}
