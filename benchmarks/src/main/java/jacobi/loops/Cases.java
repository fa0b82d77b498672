package jacobi.loops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import jacobi.Tensor;
import jacobi.Tensors;

/** All cases by name. Each family has a file of its own. */
final class Cases {
    /** Rows and columns of a large matrix. */
    static final int SIDE = 1_000;
    /** Elements of a large tensor. */
    static final int N = SIDE * SIDE;

    /** Why an op on few numbers takes longer. */
    static final String A_CALL = "a call takes some 50 ns beside its loop: half for its checks, half for the tensor around "
            + "the array, as for any object allocated after it";

    private final Map<String, Supplier<Case>> cases = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    private Cases() {
    }

    static Map<String, Supplier<Case>> all() {
        return made().cases;
    }

    /** {@return why an op takes longer than its loop, by the name of the case} */
    static Map<String, String> reasons() {
        return made().reasons;
    }

    private static Cases made() {
        Cases all = new Cases();
        ElementwiseCases.add(all);
        ReductionCases.add(all);
        ScanCases.add(all);
        OrderingCases.add(all);
        NetworkCases.add(all);
        ShapeCases.add(all);
        IndexCases.add(all);
        WindowCases.add(all);
        MatrixCases.add(all);
        RandomCases.add(all);
        return all;
    }

    /** Adds a case, which is prepared only where it is measured. */
    void add(String name, Supplier<Case> prepared) {
        if (cases.put(name, prepared) != null) {
            throw new IllegalArgumentException("there are two cases " + name);
        }
    }

    /** Says, in a sentence, why an op takes longer than its loop. */
    void why(String name, String reason) {
        if (!cases.containsKey(name)) {
            throw new IllegalArgumentException("there is no case " + name);
        }
        reasons.put(name, reason);
    }

    /** Numbers between two limits, the same ones every time. */
    static float[] floats(int n, double low, double high) {
        Random random = new Random(n);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return values;
    }

    static double[] doubles(int n, double low, double high) {
        Random random = new Random(n);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = low + (high - low) * random.nextDouble();
        }
        return values;
    }

    /** Whole numbers from 0 to {@code bound - 1}. */
    static long[] longs(int n, int bound) {
        Random random = new Random(n);
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextInt(bound);
        }
        return values;
    }

    static Tensor matrix(float[] values) {
        return Tensors.tensor(values, values.length / SIDE, SIDE);
    }
}
