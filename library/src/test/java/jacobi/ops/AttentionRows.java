package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.whole;

import jacobi.Tensor;
import java.util.List;

/** Rows looked up, compared, and mixed by similarity. */
final class AttentionRows {
    private AttentionRows() {
    }

    static void addTo(OpTable t) {
        t.golden("embedding(Tensor)", "", List.of(whole(5, 2, 3), any(5, 4)), x -> x[0].embedding(x[1]), false, true);
        t.golden("embedding(Tensor)", "one", List.of(whole(5), any(5, 4)), x -> x[0].embedding(x[1]), false, true);
        t.golden("embedding(Tensor)", "none", List.of(whole(5, 0), any(5, 4)), x -> x[0].embedding(x[1]), false, true);
        t.golden("embedding(Tensor,int)", "", List.of(whole(4, 2, 3), any(5, 4)), x -> x[0].embedding(x[1], -1), false, true);
        t.golden("cosineSimilarity(Tensor,int)", "", List.of(any(3, 4), any(3, 4)), x -> x[0].cosineSimilarity(x[1], 1),
                true, true);
        t.golden("cosineSimilarity(Tensor,int,double)", "broadcast, short vectors", List.of(any(3, 4), any(4)),
                x -> x[0].cosineSimilarity(x[1], -1, 2), true, true);
        t.golden("pairwiseDistance(Tensor)", "", List.of(any(3, 4), any(3, 4)), x -> x[0].pairwiseDistance(x[1]), true, true);
        for (double p : new double[] {0, 1, 2, 3, Double.POSITIVE_INFINITY}) {
            t.golden("pairwiseDistance(Tensor,double)", "p = " + p, List.of(any(3, 4), any(3, 4)),
                    x -> x[0].pairwiseDistance(x[1], p), p > 0, p > 0);
            t.golden("cdist(Tensor,double)", "p = " + p, List.of(any(3, 4), any(2, 4)), x -> x[0].cdist(x[1], p), p > 0,
                    p > 0);
        }
        t.golden("cdist(Tensor)", "", List.of(any(3, 4), any(2, 4)), x -> x[0].cdist(x[1]), true, true);
        t.golden("cdist(Tensor)", "batches", List.of(any(2, 3, 4), any(2, 4)), x -> x[0].cdist(x[1]), true, true);
        t.golden("cdist(Tensor)", "many rows", List.of(any(30, 2), any(3, 2)), x -> x[0].cdist(x[1]), true, true);
        t.golden("cdist(Tensor)", "no rows", List.of(any(0, 2), any(3, 2)), x -> x[0].cdist(x[1]), true, true);
        attention(t);
        for (double p : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
            t.golden("pdist(double)", "p = " + p, true, any(5, 3), x -> x.pdist(p));
        }
        t.golden("pdist()", "", true, any(4, 3), Tensor::pdist);
        t.golden("pdist()", "one row", true, any(1, 3), Tensor::pdist);
        t.golden("pdist()", "transposed", true, any(3, 4), x -> x.t().pdist());
    }

    private static void attention(OpTable t) {
        String full = "scaledDotProductAttention(Tensor,Tensor,Tensor,boolean)";
        t.golden("scaledDotProductAttention(Tensor,Tensor)", "", List.of(any(3, 4), any(5, 4), any(5, 2)),
                x -> x[0].scaledDotProductAttention(x[1], x[2]), true, true, true);
        t.golden(full, "heads", List.of(any(2, 2, 3, 4), any(2, 2, 5, 4), any(2, 2, 5, 4), any(3, 5)),
                x -> x[0].scaledDotProductAttention(x[1], x[2], x[3], false), true, true, true, true);
        t.golden(full, "causal", List.of(any(2, 4, 3), any(2, 4, 3), any(2, 4, 3)),
                x -> x[0].scaledDotProductAttention(x[1], x[2], null, true), true, true, true);
        t.golden(full, "masked", List.of(any(2, 4, 3), any(2, 4, 3), any(2, 4, 3), mask(2, 4, 4)),
                x -> x[0].scaledDotProductAttention(x[1], x[2], x[3], false), true, true, true, false);
        t.row(full, "nowhere to look", List.of(any(2, 3), any(2, 3), any(2, 3)), x -> x[0].scaledDotProductAttention(x[1], x[2],
                tensor(new boolean[4], 2, 2), true), x -> x[0].map(v -> 0), true, true, true);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor table = zeros(5, 4);
        OpErrorsTest.outside(rows, "embedding(Tensor)", () -> tensor(new int[] {1, 5}).embedding(table), "embedding: index 5 at "
                + "position 1 is out of range: the table has the entries 0 to 4");
        OpErrorsTest.bad(rows, "embedding(Tensor)", () -> tensor(1, 2).embedding(table), "embedding: indices are whole numbers "
                + "(int32 or int64), not float32; convert them with to(DType.INT64)");
        OpErrorsTest.outside(rows, "embedding(Tensor,int)", () -> tensor(new int[] {1}).embedding(table, 5), "embedding: the "
                + "padding index 5 is not one of the 5 entries of the table");
        OpErrorsTest.outside(rows, "cosineSimilarity(Tensor,int)", () -> table.cosineSimilarity(table, 2),
                "cosineSimilarity: there is no axis 2 in shape [5, 4]; axes run from -2 to 1");
        OpErrorsTest.bad(rows, "cosineSimilarity(Tensor,int,double)", () -> table.cosineSimilarity(zeros(5, 3), 1, 0),
                "cosineSimilarity: shapes [5, 4] and [5, 3] do not fit at axis -1 (4 and 3): equal lengths fit, and a length of 1 "
                + "stretches; reshape or transpose one of them");
        OpErrorsTest.bad(rows, "pairwiseDistance(Tensor)", () -> table.pairwiseDistance(zeros(5, 3)), "pairwiseDistance: shapes "
                + "[5, 4] and [5, 3] do not fit at axis -1 (4 and 3): equal lengths fit, and a length of 1 stretches; reshape or "
                + "transpose one of them");
        OpErrorsTest.bad(rows, "pairwiseDistance(Tensor,double)", () -> table.pairwiseDistance(table, -1), "pairwiseDistance: the "
                + "power of a norm is not negative, but it is -1.0");
        OpErrorsTest.bad(rows, "scaledDotProductAttention(Tensor,Tensor)", () -> table.scaledDotProductAttention(zeros(5, 3),
                table), "scaledDotProductAttention: queries, keys and values of shapes [5, 4], [5, 3] and [5, 4] do not fit: they "
                + "are [..., queries, features], [..., positions, features] and [..., positions, features of the values]");
        OpErrorsTest.bad(rows, "scaledDotProductAttention(Tensor,Tensor,Tensor,boolean)", () -> table.scaledDotProductAttention(
                table, table, zeros(4, 4), false), "scaledDotProductAttention: a mask of shape [4, 4] does not stretch to the "
                + "similarities of shape [5, 5]");
        OpErrorsTest.bad(rows, "cdist(Tensor)", () -> table.cdist(zeros(5, 3)), "cdist: rows of shape [5, 4] and [5, 3] do not "
                + "fit: they are [..., rows, features] with as many features");
        OpErrorsTest.bad(rows, "cdist(Tensor,double)", () -> table.cdist(zeros(4), 1), "cdist: rows of shape [5, 4] and [4] do "
                + "not fit: they are [..., rows, features] with as many features");
        OpErrorsTest.bad(rows, "pdist(double)", () -> zeros(4).pdist(1), "pdist: it takes rows, [rows, features], but the shape "
                + "is [4]");
    }
}
