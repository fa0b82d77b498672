package jacobi.data;

import static jacobi.Tensors.tensor;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;

/** Rows that are a tensor. */
record TensorRows(Tensor all) implements Rows, Rows.Reader {
    @Override
    public Shape shape() {
        return all.shape();
    }

    @Override
    public DType dtype() {
        return all.dtype();
    }

    @Override
    public Rows part(int from, int to) {
        return new TensorRows(all.slice(from, to));
    }

    @Override
    public Reader reader() {
        return this;
    }

    @Override
    public Tensor range(int from, int to) {
        return all.slice(from, to);
    }

    @Override
    public Tensor select(int[] rows) {
        long[] index = new long[rows.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = rows[i];
        }
        return all.indexSelect(0, tensor(index));
    }
}
