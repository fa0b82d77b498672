package jacobi.golden;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptionalList;
import org.bytedeco.pytorch.global.torch;

/** The rows of Indexing. */
final class IndexingGolden {
    private IndexingGolden() {
    }

    static void addTo(Entries e) {
        e.row("take(Tensor)", x -> x[0].take(x[1]));
        e.row("take(Tensor), from the end", x -> x[0].t().take(x[1].sub(new Scalar(12))));
        e.row("take(Tensor), a number", x -> x[0].take(x[1]));
        e.row("takeAlongDim(Tensor,int)", x -> x[0].take_along_dim(x[1], new LongOptional(0)));
        e.row("takeAlongDim(Tensor,int), broadcasting the index", x -> x[0].take_along_dim(x[1], new LongOptional(-1)));
        e.row("takeAlongDim(Tensor,int), broadcasting the values", x -> x[0].take_along_dim(x[1], new LongOptional(1)));
        e.row("index(Tensor[]), rows", x -> torch.index(x[0], list(x[1])));
        e.row("index(Tensor[]), elements", x -> torch.index(x[0], list(x[1], x[2])));
        e.row("index(Tensor[]), broadcasting, from the end",
                x -> torch.index(x[0], list(x[1].sub(new Scalar(3)), x[2])));
        e.row("index(Tensor[]), a mask", x -> torch.index(x[0], list(x[1])));
        e.row("index(Tensor[]), nothing", x -> torch.index(x[0], list(x[1])));
        e.row("indexPut(List,Tensor), elements", x -> x[0].index_put(list(x[1], x[2]), x[3]));
        e.row("indexPut(List,Tensor), rows, one value", x -> x[0].index_put(list(x[1]), x[2]));
        e.row("indexPut(List,Tensor,boolean), adding", x -> x[0].index_put(list(x[1]), x[2], true));
        e.row("indexPut(List,Tensor,boolean), a mask", x -> x[0].index_put(list(x[1]), x[2]));
        e.row("scatter(int,Tensor,Tensor)", x -> x[0].scatter(0, x[1], x[2]));
        e.row("scatter(int,Tensor,Tensor), a larger source", x -> x[0].scatter(0, x[1], x[2]));
        e.row("scatter(int,Tensor,Tensor), of a transposed view", x -> x[0].t().scatter(1, x[1], x[2]));
        e.row("scatter(int,Tensor,Tensor), nothing", x -> x[0].scatter(0, x[1], x[2]));
        e.row("scatter(int,Tensor,double)", x -> x[0].scatter(1, x[1], new Scalar(0.5)));
        e.row("scatter(int,Tensor,double), whole numbers", x -> x[0].scatter(-1, x[1], new Scalar(7)));
        e.row("scatterAdd(int,Tensor,Tensor)", x -> x[0].scatter_add(0, x[1], x[2]));
        e.row("scatterAdd(int,Tensor,Tensor), a larger source", x -> x[0].scatter_add(-1, x[1], x[2]));
        e.row("scatterAdd(int,Tensor,Tensor), whole numbers", x -> x[0].scatter_add(0, x[1], x[2]));
        e.row("indexAdd(int,Tensor,Tensor), rows", x -> x[0].index_add(0, x[1], x[2]));
        e.row("indexAdd(int,Tensor,Tensor), columns", x -> x[0].index_add(-1, x[1], x[2]));
        e.row("indexCopy(int,Tensor,Tensor), rows", x -> x[0].index_copy(0, x[1], x[2]));
        e.row("indexCopy(int,Tensor,Tensor), columns", x -> x[0].index_copy(-1, x[1], x[2]));
        e.row("indexFill(int,Tensor,double)", x -> x[0].index_fill(1, x[1], new Scalar(0.5)));
        e.row("indexFill(int,Tensor,double), truths", x -> x[0].index_fill(0, x[1], new Scalar(1)));
        for (String reduction : new String[] {"sum", "prod", "mean", "amax", "amin"}) {
            for (boolean old : new boolean[] {true, false}) {
                e.row("scatterReduce(int,Tensor,Tensor,String,boolean), " + reduction + ", old ones: " + old,
                        x -> x[0].scatter_reduce(0, x[1], x[2], reduction, old));
            }
        }
        e.row("scatterReduce(int,Tensor,Tensor,String)", x -> x[0].scatter_reduce(1, x[1], x[2], "amax", true));
    }

    private static TensorOptionalList list(Tensor... indices) {
        TensorOptionalList list = new TensorOptionalList();
        for (Tensor index : indices) {
            list.push_back(new TensorOptional(index));
        }
        return list;
    }
}
