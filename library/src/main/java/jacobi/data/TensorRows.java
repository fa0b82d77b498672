package jacobi.data;

import jacobi.DType;
import jacobi.Device;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.Backend;
import jacobi.backend.NDArray;
import java.util.function.Supplier;

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
    public Supplier<Tensor> range(int from, int to) {
        Backend device = Device.inUse().backend();
        if (!comeTo(device)) {
            return () -> all.slice(from, to);
        }
        NDArray rows = all.array();
        return bring(device, rows.view(part(to - from), rows.strides(), rows.offset() + from * rows.strides()[0]));
    }

    @Override
    public Supplier<Tensor> select(int[] rows) {
        long[] index = new long[rows.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = rows[i];
        }
        Backend device = Device.inUse().backend();
        Backend own = all.array().backend();
        if (!comeTo(device)) {
            Supplier<Tensor> there = Rows.bring(own, index, Shape.of(index.length));
            return () -> all.indexSelect(0, there.get());
        }
        NDArray selected = own.empty(all.dtype(), part(rows.length));
        own.indexSelect(all.array(), 0, own.fromHost(index, Shape.of(index.length)), selected);
        return bring(device, selected);
    }

    /** Whether rows of the processor's memory are needed on a device that copies while it computes. */
    private boolean comeTo(Backend device) {
        return device.carrier() != null && all.array().backend() == Device.CPU.backend() && !all.requiresGrad();
    }

    private Shape part(int rows) {
        return all.shape().withDim(0, rows);
    }

    private static Supplier<Tensor> bring(Backend device, NDArray rows) {
        return Rows.bring(device, rows.backend().peek(rows), rows.shape());
    }
}
