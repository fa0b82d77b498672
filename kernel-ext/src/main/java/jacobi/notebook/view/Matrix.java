package jacobi.notebook.view;

import jacobi.Shape;
import jacobi.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Numbers in rows and columns, at hand. */
record Matrix(double[] values, int rows, int columns) {
    /** Numbers beyond which a matrix is not copied out of its tensor at once, but block by block. */
    private static final int MOST = 1 << 24;

    /**
     * The numbers of a matrix; a vector is a row, and axes of length 1 before the last two do not matter.
     *
     * @param name who asks, for messages
     */
    static Matrix of(String name, Tensor tensor) {
        Shape shape = tensor.shape();
        int rank = shape.rank();
        int rows = rank < 2 ? 1 : shape.dim(-2);
        int columns = rank == 0 ? 1 : shape.dim(-1);
        if ((long) rows * columns != shape.size()) {
            throw new IllegalArgumentException(name + ": takes a matrix, and this is a tensor of shape " + shape
                    + "; pick one matrix of it, such as select(0, 0), or reshape(" + shape.dim(0) + ", -1)");
        }
        if (shape.size() > MOST) {
            throw new IllegalArgumentException(name + ": " + Numerals.count(shape.size())
                    + " numbers are more than there are pixels; take a part of them, or means");
        }
        return new Matrix(tensor.detach().toDoubles(), rows, columns);
    }

    int size() {
        return rows * columns;
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }

    /** The least and the greatest finite number. */
    double[] range() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Math.abs(value) < Double.POSITIVE_INFINITY) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low <= high ? new double[] {low, high} : new double[] {0, 0};
    }

    /** How many numbers are NaN or infinite. */
    int odd() {
        int count = 0;
        for (double value : values) {
            count += Double.isFinite(value) ? 0 : 1;
        }
        return count;
    }

    /** Means of blocks, so many rows and columns at most; of what is finite in a block. This, if it is small enough. */
    Matrix blocks(int mostRows, int mostColumns) {
        if (rows <= mostRows && columns <= mostColumns) {
            return this;
        }
        int r = Math.min(rows, mostRows);
        int c = Math.min(columns, mostColumns);
        double[] means = new double[r * c];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < c; j++) {
                means[i * c + j] = mean((int) ((long) i * rows / r), (int) ((long) (i + 1) * rows / r),
                        (int) ((long) j * columns / c), (int) ((long) (j + 1) * columns / c));
            }
        }
        return new Matrix(means, r, c);
    }

    private double mean(int fromRow, int toRow, int fromColumn, int toColumn) {
        double sum = 0;
        int count = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int column = fromColumn; column < toColumn; column++) {
                double value = at(row, column);
                if (Double.isFinite(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** The numbers as text, in columns. */
    String table() {
        List<List<String>> cells = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                row.add(Numerals.brief(at(r, c)));
            }
            cells.add(row);
        }
        return Columns.text(cells, 0);
    }
}
