package jacobi.golden;

import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The rows of Joining. */
final class JoiningGolden {
    private JoiningGolden() {
    }

    static void addTo(Entries e) {
        e.row("Tensors.cat(List,int), rows", x -> torch.cat(new TensorVector(x), 0));
        e.row("Tensors.cat(List,int), columns", x -> torch.cat(new TensorVector(x), -1));
        e.row("Tensors.cat(List,int), of a transposed view", x -> torch.cat(new TensorVector(x[0].t(), x[1]), 0));
        e.row("Tensors.cat(List,int), one", x -> torch.cat(new TensorVector(x), 0));
        e.row("Tensors.cat(List,int), truths", x -> torch.cat(new TensorVector(x), 0));
        e.row("Tensors.stack(List,int), in front", x -> torch.stack(new TensorVector(x), 0));
        e.row("Tensors.stack(List,int), behind", x -> torch.stack(new TensorVector(x), -1));
        e.row("Tensors.stack(List,int), numbers", x -> torch.stack(new TensorVector(x), 0));
        e.row("Tensors.stack(List,int), whole numbers", x -> torch.stack(new TensorVector(x), 1));
        e.row("Tensors.cat(List)", x -> torch.cat(new TensorVector(x)));
        e.row("Tensors.stack(List)", x -> torch.stack(new TensorVector(x)));
        e.row("Tensors.hstack(List), numbers", x -> torch.hstack(new TensorVector(x)));
        e.row("Tensors.hstack(List), one axis", x -> torch.hstack(new TensorVector(x)));
        e.row("Tensors.hstack(List), matrices", x -> torch.hstack(new TensorVector(x)));
        e.row("Tensors.vstack(List), numbers", x -> torch.vstack(new TensorVector(x)));
        e.row("Tensors.vstack(List), one axis", x -> torch.vstack(new TensorVector(x)));
        e.row("Tensors.vstack(List), a row and a matrix", x -> torch.vstack(new TensorVector(x)));
        e.row("Tensors.dstack(List), one axis", x -> torch.dstack(new TensorVector(x)));
        e.row("Tensors.dstack(List), matrices", x -> torch.dstack(new TensorVector(x)));
        e.row("Tensors.dstack(List), blocks", x -> torch.dstack(new TensorVector(x)));
        e.row("Tensors.columnStack(List), one axis", x -> torch.column_stack(new TensorVector(x)));
        e.row("Tensors.columnStack(List), a matrix and a column", x -> torch.column_stack(new TensorVector(x)));
        e.row("Tensors.blockDiag(Tensor[])", x -> torch.block_diag(new TensorVector(x)));
        e.row("Tensors.blockDiag(Tensor[]), one", x -> torch.block_diag(new TensorVector(x)));
        e.row("Tensors.blockDiag(Tensor[]), an empty one", x -> torch.block_diag(new TensorVector(x)));
        e.row("Tensors.broadcastTensors(Tensor[])",
                x -> torch.broadcast_tensors(new TensorVector(x)).get(0)
                        .add(torch.broadcast_tensors(new TensorVector(x)).get(2)));
        e.row("Tensors.meshgrid(Tensor[])", x -> torch.meshgrid(new TensorVector(x), "ij").get(1));
        e.row("Tensors.meshgrid(Tensor[]), a number", x -> torch.meshgrid(new TensorVector(x), "ij").get(0));
        e.row("Tensors.cartesianProd(Tensor[])", x -> torch.cartesian_prod(new TensorVector(x)));
        e.row("Tensors.cartesianProd(Tensor[]), one", x -> torch.cartesian_prod(new TensorVector(x)));
        e.row("Tensors.meshgrid(String,Tensor[]), ij, 0", x -> torch.meshgrid(new TensorVector(x), "ij").get(0));
        e.row("Tensors.meshgrid(String,Tensor[]), ij, 1", x -> torch.meshgrid(new TensorVector(x), "ij").get(1));
        e.row("Tensors.meshgrid(String,Tensor[]), ij, 2", x -> torch.meshgrid(new TensorVector(x), "ij").get(2));
        e.row("Tensors.meshgrid(String,Tensor[]), xy, 0", x -> torch.meshgrid(new TensorVector(x), "xy").get(0));
        e.row("Tensors.meshgrid(String,Tensor[]), xy, 1", x -> torch.meshgrid(new TensorVector(x), "xy").get(1));
        e.row("Tensors.meshgrid(String,Tensor[]), xy, 2", x -> torch.meshgrid(new TensorVector(x), "xy").get(2));
        e.row("Tensors.meshgrid(String,Tensor[]), xy, alone", x -> torch.meshgrid(new TensorVector(x), "xy").get(0));
    }
}
