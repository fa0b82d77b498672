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
    }
}
