package jacobi.loops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;

/** Products and linear algebra, with the loops of a textbook. */
final class MatrixCases {
    private static final int SIDE = 200;

    private MatrixCases() {
    }

    static void add(Cases cases) {
        cases.add("matmul", () -> {
            float[] a = Cases.floats(SIDE * SIDE, -1, 1);
            Tensor x = Tensors.tensor(a, SIDE, SIDE);
            return new Case(a.length, () -> x.matmul(x), () -> {
                float[] c = new float[a.length];
                for (int i = 0; i < SIDE; i++) {
                    for (int k = 0; k < SIDE; k++) {
                        for (int j = 0; j < SIDE; j++) {
                            c[i * SIDE + j] += a[i * SIDE + k] * a[k * SIDE + j];
                        }
                    }
                }
                return c;
            });
        });
        cases.add("matmulFloat64", () -> {
            double[] a = square();
            Tensor x = float64(a);
            return new Case(a.length, () -> x.matmul(x), () -> product(a));
        });
        cases.add("matmulInt64", () -> {
            long[] a = Cases.longs(SIDE * SIDE, 100);
            Tensor x = Tensors.tensor(a, SIDE, SIDE);
            return new Case(a.length, () -> x.matmul(x), () -> {
                long[] c = new long[a.length];
                for (int i = 0; i < SIDE; i++) {
                    for (int k = 0; k < SIDE; k++) {
                        for (int j = 0; j < SIDE; j++) {
                            c[i * SIDE + j] += a[i * SIDE + k] * a[k * SIDE + j];
                        }
                    }
                }
                return c;
            });
        });
        cases.add("matmulInt32", () -> {
            Tensor x = Tensors.tensor(Cases.longs(SIDE * SIDE, 100), SIDE, SIDE).to(DType.INT32);
            int[] a = x.toInts();
            return new Case(a.length, () -> x.matmul(x), () -> {
                int[] c = new int[a.length];
                for (int i = 0; i < SIDE; i++) {
                    for (int k = 0; k < SIDE; k++) {
                        for (int j = 0; j < SIDE; j++) {
                            c[i * SIDE + j] += a[i * SIDE + k] * a[k * SIDE + j];
                        }
                    }
                }
                return c;
            });
        });
        cases.add("matmul[8,8]", () -> {
            float[] a = Cases.floats(64, -1, 1);
            Tensor x = Tensors.tensor(a, 8, 8);
            return new Case(64, () -> x.matmul(x), () -> {
                float[] c = new float[64];
                for (int i = 0; i < 8; i++) {
                    for (int k = 0; k < 8; k++) {
                        for (int j = 0; j < 8; j++) {
                            c[i * 8 + j] += a[i * 8 + k] * a[k * 8 + j];
                        }
                    }
                }
                return c;
            });
        });
        cases.why("matmul[8,8]", "a call takes some 50 ns beside its loop, in which all sizes stand as constants");
        cases.add("einsumFloat64", () -> {
            double[] a = square();
            Tensor x = float64(a);
            return new Case(a.length, () -> Tensors.einsum("ij,jk->ik", x, x), () -> product(a));
        });
        cases.add("mv", () -> {
            float[] a = Cases.floats(Cases.N, -1, 1), v = Cases.floats(Cases.SIDE, -1, 1);
            Tensor x = Cases.matrix(a), y = Tensors.tensor(v);
            return new Case(Cases.N, () -> x.mv(y), () -> {
                float[] out = new float[Cases.SIDE];
                for (int i = 0; i < Cases.SIDE; i++) {
                    float sum = 0;
                    for (int j = 0; j < Cases.SIDE; j++) {
                        sum += a[i * Cases.SIDE + j] * v[j];
                    }
                    out[i] = sum;
                }
                return out;
            });
        });
        cases.add("outer", () -> {
            float[] v = Cases.floats(Cases.SIDE, -1, 1);
            Tensor x = Tensors.tensor(v);
            return new Case(Cases.N, () -> x.outer(x), () -> {
                float[] out = new float[Cases.N];
                for (int i = 0; i < Cases.SIDE; i++) {
                    for (int j = 0; j < Cases.SIDE; j++) {
                        out[i * Cases.SIDE + j] = v[i] * v[j];
                    }
                }
                return out;
            });
        });
        cases.add("dot", () -> {
            float[] a = Cases.floats(Cases.N, -1, 1);
            Tensor x = Tensors.tensor(a);
            return new Case(Cases.N, () -> x.dot(x), () -> {
                double sum = 0;
                for (int i = 0; i < Cases.N; i++) {
                    sum += a[i] * a[i];
                }
                return new double[] {sum};
            });
        });
        cases.add("cholesky", () -> {
            double[] a = positive();
            Tensor x = float64(a);
            return new Case(a.length, x::cholesky, () -> {
                double[] l = new double[a.length];
                for (int i = 0; i < SIDE; i++) {
                    for (int j = 0; j <= i; j++) {
                        double sum = a[i * SIDE + j];
                        for (int k = 0; k < j; k++) {
                            sum -= l[i * SIDE + k] * l[j * SIDE + k];
                        }
                        l[i * SIDE + j] = i == j ? Math.sqrt(sum) : sum / l[j * SIDE + j];
                    }
                }
                return l;
            });
        });
        cases.add("solve", () -> {
            double[] a = positive(), b = Cases.doubles(SIDE, -1, 1);
            Tensor x = float64(a), right = Tensors.tensor(DType.FLOAT64, b);
            return new Case(a.length, () -> x.solve(right), () -> solve(a.clone(), b.clone()));
        });
        cases.add("det", () -> {
            double[] a = positive();
            Tensor x = float64(a).div(SIDE);
            double[] scaled = x.toDoubles();
            return new Case(a.length, x::det, () -> {
                double[] eliminated = scaled.clone();
                solve(eliminated, new double[SIDE]);
                double product = 1;
                for (int i = 0; i < SIDE; i++) {
                    product *= eliminated[i * SIDE + i];
                }
                return new double[] {Math.abs(product)};
            });
        });
        cases.add("inverse", () -> {
            double[] a = positive();
            Tensor x = float64(a);
            return new Case(a.length, x::inverse, () -> gaussJordan(a.clone()));
        });
        cases.add("matrixExp", () -> {
            double[] a = square();
            Tensor x = float64(a).div(SIDE);
            double[] small = x.toDoubles();
            return new Case(a.length, x::matrixExp, () -> {
                double[] sum = identity(), term = identity();
                for (int k = 1; k <= 20; k++) {
                    term = product(small, term);
                    for (int i = 0; i < term.length; i++) {
                        term[i] /= k;
                        sum[i] += term[i];
                    }
                }
                return sum;
            });
        });
        cases.add("qr", () -> {
            double[] a = positive();
            Tensor x = float64(a);
            return new Case(a.length, () -> x.qr().r().abs(), () -> gramSchmidt(a.clone()));
        });
    }

    private static Tensor float64(double[] values) {
        return Tensors.tensor(DType.FLOAT64, values).reshape(SIDE, SIDE);
    }

    private static double[] square() {
        return Cases.doubles(SIDE * SIDE, -1, 1);
    }

    /** A symmetric matrix of full rank. */
    private static double[] positive() {
        double[] a = square();
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < i; j++) {
                a[i * SIDE + j] = a[j * SIDE + i];
            }
            a[i * SIDE + i] = SIDE;
        }
        return a;
    }

    private static double[] identity() {
        double[] a = new double[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++) {
            a[i * SIDE + i] = 1;
        }
        return a;
    }

    private static double[] product(double[] a) {
        return product(a, a);
    }

    private static double[] product(double[] a, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < SIDE; i++) {
            for (int k = 0; k < SIDE; k++) {
                for (int j = 0; j < SIDE; j++) {
                    c[i * SIDE + j] += a[i * SIDE + k] * b[k * SIDE + j];
                }
            }
        }
        return c;
    }

    /** Gaussian elimination with pivots. */
    private static double[] solve(double[] a, double[] x) {
        for (int k = 0; k < SIDE; k++) {
            int pivot = k;
            for (int i = k + 1; i < SIDE; i++) {
                pivot = Math.abs(a[i * SIDE + k]) > Math.abs(a[pivot * SIDE + k]) ? i : pivot;
            }
            for (int j = k; j < SIDE && pivot != k; j++) {
                double swap = a[k * SIDE + j];
                a[k * SIDE + j] = a[pivot * SIDE + j];
                a[pivot * SIDE + j] = swap;
            }
            double swap = x[k];
            x[k] = x[pivot];
            x[pivot] = swap;
            for (int i = k + 1; i < SIDE; i++) {
                double factor = a[i * SIDE + k] / a[k * SIDE + k];
                for (int j = k; j < SIDE; j++) {
                    a[i * SIDE + j] -= factor * a[k * SIDE + j];
                }
                x[i] -= factor * x[k];
            }
        }
        for (int i = SIDE - 1; i >= 0; i--) {
            for (int j = i + 1; j < SIDE; j++) {
                x[i] -= a[i * SIDE + j] * x[j];
            }
            x[i] /= a[i * SIDE + i];
        }
        return x;
    }

    /** The inverse of a matrix that needs no pivots, in its place. */
    private static double[] gaussJordan(double[] a) {
        for (int k = 0; k < SIDE; k++) {
            double head = 1 / a[k * SIDE + k];
            a[k * SIDE + k] = 1;
            for (int j = 0; j < SIDE; j++) {
                a[k * SIDE + j] *= head;
            }
            for (int i = 0; i < SIDE; i++) {
                if (i != k) {
                    double factor = a[i * SIDE + k];
                    a[i * SIDE + k] = 0;
                    for (int j = 0; j < SIDE; j++) {
                        a[i * SIDE + j] -= factor * a[k * SIDE + j];
                    }
                }
            }
        }
        return a;
    }

    /** The absolute values of R, by making the columns orthogonal one after the other. */
    private static double[] gramSchmidt(double[] q) {
        double[] r = new double[q.length];
        for (int k = 0; k < SIDE; k++) {
            double norm = 0;
            for (int i = 0; i < SIDE; i++) {
                norm += q[i * SIDE + k] * q[i * SIDE + k];
            }
            r[k * SIDE + k] = Math.sqrt(norm);
            for (int i = 0; i < SIDE; i++) {
                q[i * SIDE + k] /= r[k * SIDE + k];
            }
            for (int j = k + 1; j < SIDE; j++) {
                double dot = 0;
                for (int i = 0; i < SIDE; i++) {
                    dot += q[i * SIDE + k] * q[i * SIDE + j];
                }
                r[k * SIDE + j] = Math.abs(dot);
                for (int i = 0; i < SIDE; i++) {
                    q[i * SIDE + j] -= dot * q[i * SIDE + k];
                }
            }
        }
        return r;
    }
}
