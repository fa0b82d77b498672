package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Tensor;
import java.util.Arrays;

/** Reading of masks. */
final class Masks {
    private Masks() {
    }

    static void require(String op, Tensor mask) {
        if (mask.dtype() != DType.BOOL) {
            throw new IllegalArgumentException(op + ": a mask is a bool tensor, not " + mask.dtype()
                    + "; make one with a comparison such as ne(0), or with to(DType.BOOL)");
        }
    }

    /** The row-major positions of what is not 0. */
    static long[] positions(String op, Tensor x) {
        boolean[] chosen = x.toBooleans();
        long[] positions = new long[chosen.length];
        int count = 0;
        for (int i = 0; i < chosen.length; i++) {
            if ((i & 0xFFFFF) == 0) {
                Interruption.poll(op);
            }
            if (chosen[i]) {
                positions[count++] = i;
            }
        }
        return Arrays.copyOf(positions, count);
    }
}
