package jacobi.golden;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The rows of Shaping. */
final class ShapingGolden {
    private ShapingGolden() {
    }

    static void addTo(Entries e) {
        e.one("view(int[])", x -> x.view(3, -1));
        e.one("view(int[]), of a transposed view", x -> x.transpose(0, 1).view(3, 2, 2, 2));
        e.one("view(int[]), empty", x -> x.view(5, 0));
        e.one("flatten(int,int)", x -> x.flatten(1, -1));
        e.one("flatten(int,int), one axis", x -> x.flatten(1, 1));
        e.one("flatten(int,int), scalar", x -> x.flatten(0, -1));
        e.one("flatten(int,int), empty", x -> x.flatten(0, 1));
        e.one("unflatten(int,int[])", x -> x.unflatten(-1, 2, -1));
        e.one("unflatten(int,int[]), the first axis", x -> x.unflatten(0, 2, 1, 3));
        e.one("swapaxes(int,int)", x -> x.swapaxes(-1, 1));
        e.one("mT()", Tensor::mT);
        e.one("movedim(int,int), forward", x -> x.movedim(0, -1));
        e.one("movedim(int,int), back", x -> x.movedim(2, 0));
        e.one("movedim(int[],int[])", x -> x.movedim(new long[] {3, 0}, 0, 2));
        e.one("expand(int[]), -1 keeps a length", x -> x.expand(2, -1, 4));
        e.one("expand(int[]), to nothing", x -> x.expand(3, 0));
        e.row("expandAs(Tensor)", x -> x[0].expand_as(x[1]));
        e.one("broadcastTo(int[])", x -> x.broadcast_to(2, 3, 2));
        for (int rank = 0; rank < 4; rank++) {
            e.one("atLeast1d(), of " + rank + " axes", x -> torch.atleast_1d(x));
            e.one("atLeast2d(), of " + rank + " axes", x -> torch.atleast_2d(x));
            e.one("atLeast3d(), of " + rank + " axes", x -> torch.atleast_3d(x));
        }
        e.row("viewAs(Tensor)", x -> x[0].view_as(x[1]));
        e.row("reshapeAs(Tensor)", x -> x[0].t().reshape_as(x[1]));
    }
}
