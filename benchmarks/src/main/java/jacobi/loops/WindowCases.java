package jacobi.loops;

import jacobi.Tensor;
import jacobi.Tensors;

/** Windows that slide over images: 8 of them, 16 channels, 32 by 32 pixels. */
final class WindowCases {
    private static final int IMAGES = 8;
    private static final int CHANNELS = 16;
    private static final int PIXELS = 32;
    private static final int SIZE = IMAGES * CHANNELS * PIXELS * PIXELS;

    private WindowCases() {
    }

    static void add(Cases cases) {
        cases.add("conv2d", () -> convolution(16, 3));
        cases.add("conv2d1x1", () -> convolution(16, 1));
        cases.add("maxPool2d", () -> pooling(true));
        cases.add("avgPool2d", () -> pooling(false));
        cases.add("conv1d", () -> {
            int batch = 16, channels = 8, length = 512, kernel = 5, out = length - kernel + 1;
            float[] a = Cases.floats(batch * channels * length, -1, 1), w = Cases.floats(8 * channels * kernel, -1, 1);
            Tensor x = Tensors.tensor(a, batch, channels, length), weight = Tensors.tensor(w, 8, channels, kernel);
            return new Case(batch * 8 * out, () -> x.conv1d(weight), () -> {
                float[] y = new float[batch * 8 * out];
                for (int n = 0; n < batch; n++) {
                    for (int o = 0; o < 8; o++) {
                        for (int i = 0; i < out; i++) {
                            float sum = 0;
                            for (int c = 0; c < channels; c++) {
                                for (int k = 0; k < kernel; k++) {
                                    sum += a[(n * channels + c) * length + i + k] * w[(o * channels + c) * kernel + k];
                                }
                            }
                            y[(n * 8 + o) * out + i] = sum;
                        }
                    }
                }
                return y;
            });
        });
        cases.add("unfold", () -> {
            float[] a = Cases.floats(Cases.N, -1, 1);
            Tensor x = Tensors.tensor(a);
            return new Case((Cases.N - 9) * 10, () -> x.unfold(0, 10, 1).contiguous(), () -> {
                float[] y = new float[(Cases.N - 9) * 10];
                for (int i = 0; i < Cases.N - 9; i++) {
                    for (int k = 0; k < 10; k++) {
                        y[i * 10 + k] = a[i + k];
                    }
                }
                return y;
            });
        });
        cases.why("unfold", "the length of the windows stands in the loop; for one of any length, a call copies each window");
    }

    private static Case convolution(int outputs, int kernel) {
        float[] a = Cases.floats(SIZE, -1, 1), w = Cases.floats(outputs * CHANNELS * kernel * kernel, -1, 1);
        Tensor x = Tensors.tensor(a, IMAGES, CHANNELS, PIXELS, PIXELS);
        Tensor weight = Tensors.tensor(w, outputs, CHANNELS, kernel, kernel);
        int side = PIXELS - kernel + 1;
        return new Case(IMAGES * outputs * side * side, () -> x.conv2d(weight), () -> {
            float[] y = new float[IMAGES * outputs * side * side];
            for (int n = 0; n < IMAGES; n++) {
                for (int o = 0; o < outputs; o++) {
                    for (int i = 0; i < side; i++) {
                        for (int j = 0; j < side; j++) {
                            float sum = 0;
                            for (int c = 0; c < CHANNELS; c++) {
                                for (int p = 0; p < kernel; p++) {
                                    for (int q = 0; q < kernel; q++) {
                                        sum += a[((n * CHANNELS + c) * PIXELS + i + p) * PIXELS + j + q]
                                                * w[((o * CHANNELS + c) * kernel + p) * kernel + q];
                                    }
                                }
                            }
                            y[((n * outputs + o) * side + i) * side + j] = sum;
                        }
                    }
                }
            }
            return y;
        });
    }

    private static Case pooling(boolean largest) {
        float[] a = Cases.floats(SIZE, -1, 1);
        Tensor x = Tensors.tensor(a, IMAGES, CHANNELS, PIXELS, PIXELS);
        int side = PIXELS / 2;
        return new Case(SIZE, () -> largest ? x.maxPool2d(2) : x.avgPool2d(2), () -> {
            float[] y = new float[IMAGES * CHANNELS * side * side];
            for (int n = 0; n < IMAGES * CHANNELS; n++) {
                for (int i = 0; i < side; i++) {
                    for (int j = 0; j < side; j++) {
                        int at = (n * PIXELS + 2 * i) * PIXELS + 2 * j;
                        y[(n * side + i) * side + j] = largest
                                ? Math.max(Math.max(a[at], a[at + 1]), Math.max(a[at + PIXELS], a[at + PIXELS + 1]))
                                : (float) (((double) a[at] + a[at + 1] + a[at + PIXELS] + a[at + PIXELS + 1]) / 4);
                    }
                }
            }
            return y;
        });
    }
}
