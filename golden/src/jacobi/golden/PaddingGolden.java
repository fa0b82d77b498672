package jacobi.golden;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.global.torch;

/** The rows of Padding. */
final class PaddingGolden {
    private PaddingGolden() {
    }

    static void addTo(Entries e) {
        e.one("pad(int[]), columns", x -> torch.pad(x, 1, 2));
        e.one("pad(int[]), rows and columns", x -> torch.pad(x, 1, 0, 0, 2));
        e.one("pad(int[]), cutting", x -> torch.pad(x, -1, 2, 1, -2));
        e.one("pad(int[]), nothing", x -> x.clone());
        e.one("pad(int[]), an empty one", x -> torch.pad(x, 0, 1, 2, 1));
        e.one("pad(int[]), of a transposed view", x -> torch.pad(x.t(), 1, 1));
        e.one("pad(int[],double)", x -> torch.pad(x, new long[] {1, 1, 2, 0}, "constant", new DoubleOptional(0.5)));
        e.one("pad(int[],double), whole numbers",
                x -> torch.pad(x, new long[] {1, 1}, "constant", new DoubleOptional(7)));
        e.one("pad(int[],String), constant", x -> torch.pad(x, 1, 1));
        e.one("pad(int[],String), reflect, the last axis",
                x -> torch.pad(x, new long[] {3, 2}, "reflect", new DoubleOptional()));
        e.one("pad(int[],String), reflect, two axes",
                x -> torch.pad(x, new long[] {1, 0, 2, 1}, "reflect", new DoubleOptional()));
        e.one("pad(int[],String), replicate, the last axis",
                x -> torch.pad(x, new long[] {3, 2}, "replicate", new DoubleOptional()));
        e.one("pad(int[],String), replicate, two axes",
                x -> torch.pad(x, new long[] {1, 0, 2, 1}, "replicate", new DoubleOptional()));
        e.one("pad(int[],String), circular, the last axis",
                x -> torch.pad(x, new long[] {3, 2}, "circular", new DoubleOptional()));
        e.one("pad(int[],String), circular, two axes",
                x -> torch.pad(x, new long[] {1, 0, 2, 1}, "circular", new DoubleOptional()));
        e.one("pad(int[],String), reflect, cutting",
                x -> torch.pad(x, new long[] {-1, 2}, "reflect", new DoubleOptional()));
        e.one("pad(int[],String), replicate, whole numbers",
                x -> torch.pad(x.to(torch.ScalarType.Double), new long[] {1, 3}, "replicate", new DoubleOptional()));
    }
}
