package jacobi.golden;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The rows of Filling. */
final class FillingGolden {
    private FillingGolden() {
    }

    static void addTo(Entries e) {
        e.row("Tensors.ones(DType,int[])", x -> torch.ones(2, 3));
        e.row("Tensors.full(DType,double,int[])",
                x -> torch.full(new long[] {2, 3}, new Scalar(0.1), new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.full(DType,double,int[]), whole numbers", x -> torch.full(new long[] {2}, new Scalar(-7)));
        e.row("Tensors.full(DType,double,int[]), a number", x -> torch.full(new long[] {}, new Scalar(1)));
        e.row("Tensors.fullLike(Tensor,double)", x -> torch.full_like(x[0], new Scalar(0.5)));
        e.row("Tensors.arange(DType,double,double,double)",
                x -> torch.arange(new Scalar(0.0), new Scalar(1.0), new Scalar(0.1),
                        new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.arange(DType,double,double,double), down",
                x -> torch.arange(new Scalar(3.0), new Scalar(-2.0), new Scalar(-1.5),
                        new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.arange(DType,double,double,double), nothing",
                x -> torch.arange(new Scalar(3.0), new Scalar(3.0), new Scalar(1.0),
                        new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.arange(DType,double,double,double), whole numbers",
                x -> torch.arange(new Scalar(2), new Scalar(9), new Scalar(3),
                        new TensorOptions(torch.ScalarType.Long)));
        e.row("Tensors.linspace(DType,double,double,int)",
                x -> torch.linspace(new Scalar(-1.0), new Scalar(2.0), 7, new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.logspace(DType,double,double,int,double)",
                x -> torch.logspace(new Scalar(-1.0), new Scalar(2.0), 7, 2,
                        new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.linspace(DType,double,double,int), one",
                x -> torch.linspace(new Scalar(3.0), new Scalar(5.0), 1, new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.logspace(DType,double,double,int,double), one",
                x -> torch.logspace(new Scalar(3.0), new Scalar(5.0), 1, 2,
                        new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.linspace(DType,double,double,int), uneven",
                x -> torch.linspace(new Scalar(0.1), new Scalar(0.7), 4, new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.logspace(DType,double,double,int,double), uneven",
                x -> torch.logspace(new Scalar(0.1), new Scalar(0.7), 4, 2,
                        new TensorOptions(torch.ScalarType.Double)));
        e.row("Tensors.eye(DType,int,int), square", x -> torch.eye(3, 3));
        e.row("Tensors.eye(DType,int,int), wide", x -> torch.eye(2, 4));
        e.row("Tensors.eye(DType,int,int), high", x -> torch.eye(4, 2));
        e.row("Tensors.eye(DType,int,int), nothing", x -> torch.eye(0, 2));
        e.row("Tensors.tri(int,int,int), -1", x -> torch.ones(3, 4).tril(-1));
        e.row("Tensors.trilIndices(int,int,int), -1",
                x -> torch.tril_indices(3, 4, -1, new TensorOptions(torch.ScalarType.Long)));
        e.row("Tensors.triuIndices(int,int,int), -1",
                x -> torch.triu_indices(3, 4, -1, new TensorOptions(torch.ScalarType.Long)));
        e.row("Tensors.tri(int,int,int), 0", x -> torch.ones(3, 4).tril(0));
        e.row("Tensors.trilIndices(int,int,int), 0",
                x -> torch.tril_indices(3, 4, 0, new TensorOptions(torch.ScalarType.Long)));
        e.row("Tensors.triuIndices(int,int,int), 0",
                x -> torch.triu_indices(3, 4, 0, new TensorOptions(torch.ScalarType.Long)));
        e.row("Tensors.tri(int,int,int), 1", x -> torch.ones(3, 4).tril(1));
        e.row("Tensors.trilIndices(int,int,int), 1",
                x -> torch.tril_indices(3, 4, 1, new TensorOptions(torch.ScalarType.Long)));
        e.row("Tensors.triuIndices(int,int,int), 1",
                x -> torch.triu_indices(3, 4, 1, new TensorOptions(torch.ScalarType.Long)));
        e.row("Tensors.vander(Tensor,int,boolean), falling", x -> torch.vander(x[0], new LongOptional(3), false));
        e.row("Tensors.vander(Tensor,int,boolean), rising", x -> torch.vander(x[0], new LongOptional(3), true));
        e.row("Tensors.vander(Tensor,int,boolean), at 0", x -> torch.vander(x[0], new LongOptional(4), true));
        e.row("Tensors.vander(Tensor,int,boolean), whole numbers", x -> torch.vander(x[0], new LongOptional(3), true));
    }
}
