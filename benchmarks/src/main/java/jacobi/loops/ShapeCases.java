package jacobi.loops;

import static jacobi.loops.Cases.N;
import static jacobi.loops.Cases.SIDE;

import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.Tensor;
import jacobi.Tensors;

/** Ops that move numbers from one place to another. */
final class ShapeCases {
    /** Where element (i, j) of the result comes from; -1 for zero. */
    private interface Source {
        int of(int i, int j);
    }

    private ShapeCases() {
    }

    static void add(Cases cases) {
        moved(cases, "contiguousTranspose", SIDE, SIDE, x -> x.t().contiguous(), (i, j) -> j * SIDE + i);
        moved(cases, "everyOtherRow", SIDE / 2, SIDE, x -> x.slice(0, 0, SIDE, 2).copy(), (i, j) -> 2 * i * SIDE + j);
        moved(cases, "everyOtherColumn", SIDE, SIDE / 2, x -> x.slice(1, 0, SIDE, 2).copy(), (i, j) -> i * SIDE + 2 * j);
        moved(cases, "middlePart", SIDE - 2, SIDE - 2, x -> x.slice(0, 1, SIDE - 1, 1).slice(1, 1, SIDE - 1, 1).copy(),
                (i, j) -> (i + 1) * SIDE + j + 1);
        moved(cases, "flipRows", SIDE, SIDE, x -> x.flip(0), (i, j) -> (SIDE - 1 - i) * SIDE + j);
        moved(cases, "flipColumns", SIDE, SIDE, x -> x.flip(1), (i, j) -> i * SIDE + SIDE - 1 - j);
        moved(cases, "roll", SIDE, SIDE, x -> x.roll(3, 1), (i, j) -> i * SIDE + (j + SIDE - 3) % SIDE);
        moved(cases, "tile", 2 * SIDE, 2 * SIDE, x -> x.tile(2, 2), (i, j) -> i % SIDE * SIDE + j % SIDE);
        moved(cases, "pad", SIDE + 4, SIDE + 4, x -> x.pad(2, 2, 2, 2), (i, j) ->
                i < 2 || i >= SIDE + 2 || j < 2 || j >= SIDE + 2 ? -1 : (i - 2) * SIDE + j - 2);
        moved(cases, "tril", SIDE, SIDE, Tensor::tril, (i, j) -> j <= i ? i * SIDE + j : -1);
        moved(cases, "repeatInterleave", 2 * SIDE, SIDE, x -> x.repeatInterleave(2, 0), (i, j) -> i / 2 * SIDE + j);
        moved(cases, "catColumns", SIDE, 2 * SIDE, x -> Tensors.cat(List.of(x, x), 1), (i, j) -> i * SIDE + j % SIDE);
        moved(cases, "cat", 2 * SIDE, SIDE, x -> Tensors.cat(List.of(x, x), 0), (i, j) -> i % SIDE * SIDE + j);
        moved(cases, "stackLast", SIDE, 2 * SIDE, x -> Tensors.stack(List.of(x, x), 2).reshape(SIDE, 2 * SIDE),
                (i, j) -> i * SIDE + j / 2);
        cases.add("permuteImages", () -> {
            int images = 16, channels = 3, pixels = 16_384;
            float[] a = Cases.floats(images * channels * pixels, 0, 1);
            Tensor x = Tensors.tensor(a, images, channels, 128, 128);
            return new Case(a.length, () -> x.permute(0, 2, 3, 1).contiguous(), () -> {
                float[] out = new float[a.length];
                for (int n = 0; n < images; n++) {
                    for (int p = 0; p < pixels; p++) {
                        for (int c = 0; c < channels; c++) {
                            out[(n * pixels + p) * channels + c] = a[(n * channels + c) * pixels + p];
                        }
                    }
                }
                return out;
            });
        });
        cases.add("full", () -> new Case(N, () -> Tensors.full(3, N), () -> {
            float[] out = new float[N];
            java.util.Arrays.fill(out, 3);
            return out;
        }));
        cases.add("arange", () -> new Case(N, () -> Tensors.arange(0, N, 1), () -> {
            float[] out = new float[N];
            for (int i = 0; i < N; i++) {
                out[i] = i;
            }
            return out;
        }));
        cases.add("linspace", () -> new Case(N, () -> Tensors.linspace(0, 1, N), () -> {
            float[] out = new float[N];
            for (int i = 0; i < N; i++) {
                out[i] = (float) (i * (1.0 / (N - 1)));
            }
            return out;
        }));
    }

    private static void moved(Cases cases, String name, int rows, int columns, UnaryOperator<Tensor> op, Source source) {
        cases.add(name, () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Cases.matrix(a);
            return new Case(rows * columns, () -> op.apply(x), () -> {
                float[] out = new float[rows * columns];
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        int from = source.of(i, j);
                        out[i * columns + j] = from < 0 ? 0 : a[from];
                    }
                }
                return out;
            });
        });
    }
}
