package jacobi.nn;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.cpu.Pieces;
import jacobi.ops.Sampling;

/** The orthogonal factor Q of a random matrix QR, R with a positive diagonal, which makes it unique. */
final class Orthogonal {
    private Orthogonal() {
    }

    static Tensor make(Rng rng, DType dtype, Shape shape, double gain) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException("orthogonal: shape " + shape + " has no rows and columns; it needs at "
                    + "least two axes");
        }
        int rows = shape.dim(0);
        int columns = rows == 0 ? 0 : shape.size() / rows;
        double[] drawn = Sampling.normal(rng, dtype, 0, 1, Shape.of(rows, columns)).toDoubles();
        boolean wide = rows < columns;
        double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
        for (int i = 0; i < drawn.length; i++) {
            int row = i / columns;
            int column = i % columns;
            vectors[wide ? row : column][wide ? column : row] = drawn[i];
        }
        orthonormalize(vectors);
        for (int i = 0; i < drawn.length; i++) {
            int row = i / columns;
            int column = i % columns;
            drawn[i] = gain * vectors[wide ? row : column][wide ? column : row];
        }
        return Tensors.tensor(DType.FLOAT64, drawn).reshape(shape).to(dtype);
    }

    /** Gram and Schmidt's method, each vector twice, after which nothing of the others is left in it. */
    private static void orthonormalize(double[][] vectors) {
        for (int i = 0; i < vectors.length; i++) {
            Interruption.poll("orthogonal");
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    Pieces.poll("orthogonal", k, vectors[i].length);
                    double common = dot(vectors[k], vectors[i]);
                    for (int j = 0; j < vectors[i].length; j++) {
                        vectors[i][j] -= common * vectors[k][j];
                    }
                }
                double length = Math.sqrt(dot(vectors[i], vectors[i]));
                for (int j = 0; j < vectors[i].length; j++) {
                    vectors[i][j] /= length;
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
