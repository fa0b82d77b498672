package jacobi.ops;

/** Order: sorted values, ranks, counts. */
final class SortingRows {
    private SortingRows() {
    }

    static void addTo(OpTable t) {
    }
}
