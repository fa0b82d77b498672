package jacobi.random;

import java.util.List;

/** The second of two normal numbers that were made together, kept for the next call. */
final class KeptNormal {
    static final int SAVED = 2;

    private boolean kept;
    private double value;

    KeptNormal() {
    }

    KeptNormal(List<Long> saved) {
        kept = Saved.inRange(saved.get(0), 0, 1) == 1;
        value = Double.longBitsToDouble(saved.get(1));
    }

    void save(List<Long> out) {
        out.add(kept ? 1L : 0L);
        out.add(Double.doubleToLongBits(value));
    }

    boolean isKept() {
        return kept;
    }

    void keep(double number) {
        kept = true;
        value = number;
    }

    double take() {
        kept = false;
        return value;
    }
}
