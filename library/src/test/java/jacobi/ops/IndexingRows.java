package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.Tensor;
import java.util.List;

/** Elements chosen by indices. */
final class IndexingRows {
    private IndexingRows() {
    }

    static void addTo(OpTable t) {
        t.row("gather(int,Tensor)", "axis 0", List.of(any(3, 4), whole(3, 2, 4)), in -> in[0].gather(0, in[1]),
                in -> build(new int[] {2, 4}, i -> in[0].at((int) in[1].at(i), i[1])), true, false);
        t.row("gather(int,Tensor)", "axis 1", List.of(any(3, 4), whole(4, 2, 6)), in -> in[0].gather(-1, in[1]),
                in -> build(new int[] {2, 6}, i -> in[0].at(i[0], (int) in[1].at(i))), true, false);
        t.row("gather(int,Tensor)", "of a transposed view", List.of(any(4, 3), whole(3, 3, 4)),
                in -> in[0].t().gather(0, in[1]),
                in -> build(new int[] {3, 4}, i -> in[0].at(i[1], (int) in[1].at(i))), true, false);
        t.row("indexSelect(int,Tensor)", "rows", List.of(any(3, 4), whole(3, 5)), in -> in[0].indexSelect(0, in[1]),
                in -> build(new int[] {5, 4}, i -> in[0].at((int) in[1].at(i[0]), i[1])), true, false);
        t.row("indexSelect(int,Tensor)", "columns", List.of(any(3, 4), whole(4, 6)), in -> in[0].indexSelect(1, in[1]),
                in -> build(new int[] {3, 6}, i -> in[0].at(i[0], (int) in[1].at(i[1]))), true, false);
    }
}
