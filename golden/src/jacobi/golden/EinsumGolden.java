package jacobi.golden;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The rows of Einsum. */
final class EinsumGolden {
    private EinsumGolden() {
    }

    static void addTo(Entries entries) {
        String einsum = "Tensors.einsum(String,Tensor[]), ";
        for (String equation : new String[] {"ij->ji", "ij", "ji", "ij->", "ij->j", "ii", "ii->i", "iij->ij", "iji->j",
            "iii->i", "ik,kj->ij", "ik,kj", " b i k , b k j -> b i j ", "bhqd,bhkd->bhqk", "bqhd,bkhd->bhqk", "i,j->ij",
            "i,i->", "bi,bi->b", "ij,ij->ij", "bn,anm,bm->ba", "ab,bc,cd,de->ae", "...ij,...jk->...ik", "...i,...i",
            "i...->...", "i...j->j...i", "...->", "ij,kl->ijkl", "ij,jk->ik", "ij,i->j", ",i->i", "Ab,bA->Ab"}) {
            entries.row(einsum + equation, x -> torch.einsum(equation, new TensorVector(x)));
        }
        entries.row(einsum + "no elements", x -> x[0].matmul(x[1]));
        entries.row(einsum + "of a transposed one", x -> x[0].t().matmul(x[1]));
        entries.row(einsum + "whole numbers", x -> torch.einsum("ik,kj->j", new TensorVector(x)));
        entries.row(einsum + "the same one twice", x -> torch.einsum("ij,ji->", new TensorVector(x[0], x[0])));
        for (String shapes : new String[] {"[[2, 3], [3, 4], [4, 1], [1, 2]]", "[[3], [3, 2], [2, 4], [4]]", "[[2, 3], [3]]",
            "[[2, 0], [0, 3], [3, 1]]"}) {
            entries.row("Tensors.chainMatmul(Tensor[]), " + shapes, x -> torch.linalg_multi_dot(new TensorVector(x)));
        }
    }
}
