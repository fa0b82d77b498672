package jacobi.ops;

/** Elements repeated, turned, moved and padded. */
final class ArrangingRows {
    private ArrangingRows() {
    }

    static void addTo(OpTable t) {
    }
}
