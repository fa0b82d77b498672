package jacobi.golden;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Rows looked up, compared, and mixed by similarity. */
final class AttentionGolden {
    private AttentionGolden() {
    }

    static void addTo(Entries e) {
        for (String label : new String[] {"embedding(Tensor)", "embedding(Tensor), one", "embedding(Tensor), none",
            "embedding(Tensor,int)"}) {
            e.row(label, x -> torch.embedding(x[1], x[0]));
        }
        e.row("cosineSimilarity(Tensor,int)", x -> torch.cosine_similarity(x[0], x[1], 1, 1e-8));
        e.row("cosineSimilarity(Tensor,int,double), broadcast, short vectors",
                x -> torch.cosine_similarity(x[0], x[1], -1, 2));
        e.row("pairwiseDistance(Tensor)", x -> torch.pairwise_distance(x[0], x[1]));
        for (double p : new double[] {0, 1, 2, 3, Double.POSITIVE_INFINITY}) {
            e.row("pairwiseDistance(Tensor,double), p = " + p, x -> torch.pairwise_distance(x[0], x[1], p, 1e-6, false));
            e.row("cdist(Tensor,double), p = " + p, x -> torch.cdist(x[0], x[1], p, new LongOptional()));
        }
        for (String label : new String[] {"", ", batches", ", many rows", ", no rows"}) {
            e.row("cdist(Tensor)" + label, x -> torch.cdist(x[0], x[1]));
        }
        String full = "scaledDotProductAttention(Tensor,Tensor,Tensor,boolean), ";
        e.row("scaledDotProductAttention(Tensor,Tensor)", x -> torch.scaled_dot_product_attention(x[0], x[1], x[2]));
        e.row(full + "heads", x -> attention(x, new TensorOptional(x[3]), false));
        e.row(full + "masked", x -> attention(x, new TensorOptional(x[3]), false));
        e.row(full + "causal", x -> attention(x, new TensorOptional(), true));
        for (double p : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
            e.one("pdist(double), p = " + p, x -> torch.pdist(x, p));
        }
        e.one("pdist()", x -> torch.pdist(x));
        e.one("pdist(), one row", x -> torch.pdist(x));
        e.one("pdist(), transposed", x -> torch.pdist(x.t().contiguous()));
    }

    private static Tensor attention(Tensor[] x, TensorOptional mask, boolean causal) {
        return torch.scaled_dot_product_attention(x[0], x[1], x[2], mask, 0, causal, new DoubleOptional(), false);
    }
}
