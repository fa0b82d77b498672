package jacobi.golden;

/** The rows of Attention. */
final class AttentionGolden {
    private AttentionGolden() {
    }

    static void addTo(Entries entries) {
    }
}
