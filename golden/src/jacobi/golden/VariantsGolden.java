package jacobi.golden;

import jacobi.DType;
import jacobi.ops.Variants;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What PyTorch makes of the variants of the rows: values of ten digits, "error", or "undefined". */
final class VariantsGolden {
    /**
     * With infinities among their inputs, LAPACK's singular values do not come to an end; and the average of no labels
     * is what happens to lie in memory.
     */
    private static final Set<String> UNDEFINED = Set.of("svd()|infinite", "svdvals()|infinite", "pinv()|infinite",
            "pinv(double)|infinite", "matrixRank()|infinite", "cond()|infinite", "matrixNorm(double)|infinite",
            "matrixNorm(String)|infinite", "lstsq(Tensor)|infinite", "multiMarginLoss(Tensor)|no elements",
            "multilabelMarginLoss(Tensor)|no elements",
            "multilabelMarginLoss(Tensor,LossReduction)|no elements");

    private VariantsGolden() {
    }

    /** A line is a row, a variant, a type, and lengths and values, or "error". Float32 stands there where it differs. */
    static String lines(Map<String, Function<Tensor[], Tensor>> calls, List<String> missing) {
        Entries more = new Entries();
        addTo(more);
        calls.putAll(more.calls);
        Set<String> without = Variants.without();
        StringBuilder lines = new StringBuilder();
        for (Variants.Variant variant : Variants.all()) {
            if (without.contains(variant.row().method())) {
                continue;
            }
            Function<Tensor[], Tensor> call = calls.get(variant.row().toString());
            if (call == null) {
                missing.add("variants: " + variant.row());
                continue;
            }
            String wide = result(variant, call, DType.FLOAT64);
            String narrow = result(variant, call, DType.FLOAT32);
            lines.append(variant.key()).append("|FLOAT64|").append(wide).append('\n');
            if (!alike(wide, narrow)) {
                lines.append(variant.key()).append("|FLOAT32|").append(narrow).append('\n');
            }
        }
        return lines.toString();
    }

    private static String result(Variants.Variant variant, Function<Tensor[], Tensor> call, DType type) {
        if (UNDEFINED.contains(variant.row().method() + "|" + variant.name())) {
            return "undefined";
        }
        Tensor y;
        try {
            y = call.apply(MakeGolden.converted(variant.inputs(), type));
        } catch (RuntimeException e) {
            System.err.println(variant.key() + ": " + e.toString().lines().findFirst().orElse(""));
            return "error";
        }
        StringBuilder line = new StringBuilder();
        for (long axis = 0; axis < y.dim(); axis++) {
            line.append(axis > 0 ? " " : "").append(y.size(axis));
        }
        line.append('|');
        Tensor flat = y.detach().to(torch.ScalarType.Double).reshape(-1).contiguous();
        for (long i = 0; i < flat.numel(); i++) {
            double value = flat.get(i).item_double();
            String text = Double.isFinite(value) && value != Math.rint(value)
                    ? String.valueOf(new BigDecimal(value).round(new MathContext(10)).doubleValue())
                    : String.valueOf(value).replaceAll("\\.0$", "");
            line.append(i > 0 ? " " : "").append(text);
        }
        return line.toString();
    }

    private static boolean alike(String wide, String narrow) {
        String[] a = wide.split("[ |]");
        String[] b = narrow.split("[ |]");
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!a[i].equals(b[i])) {
                if (!a[i].matches("-?[0-9].*") || !b[i].matches("-?[0-9].*")) {
                    return false;
                }
                double x = Double.parseDouble(a[i]);
                if (!(Math.abs(x - Double.parseDouble(b[i])) <= 1e-6 * Math.abs(x))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The ops whose rows have expected values of their own. */
    private static void addTo(Entries e) {
        long[] outer = {2, 0};
        ScalarTypeOptional same = new ScalarTypeOptional();
        e.one("sign()", Tensor::sign);
        e.row("eq(Tensor), [2, 3] and [2, 3]", x -> x[0].eq(x[1]));
        e.row("ne(Tensor), [2, 3] and [2, 3]", x -> x[0].ne(x[1]));
        e.row("lt(Tensor), [2, 3] and [2, 3]", x -> x[0].lt(x[1]));
        e.row("le(Tensor), [2, 3] and [2, 3]", x -> x[0].le(x[1]));
        e.row("gt(Tensor), [2, 3] and [2, 3]", x -> x[0].gt(x[1]));
        e.row("ge(Tensor), [2, 3] and [2, 3]", x -> x[0].ge(x[1]));
        Scalar two = new Scalar(2.0);
        e.one("eq(double), floats", x -> x.eq(two));
        e.one("ne(double), floats", x -> x.ne(two));
        e.one("lt(double), floats", x -> x.lt(two));
        e.one("le(double), floats", x -> x.le(two));
        e.one("gt(double), floats", x -> x.gt(two));
        e.one("ge(double), floats", x -> x.ge(two));
        e.row("where(Tensor,Tensor)", x -> torch.where(x[0], x[1], x[2]));
        e.one("sum()", x -> x.sum());
        e.one("mean()", x -> x.mean());
        e.one("max()", x -> x.max());
        e.one("min()", x -> x.min());
        e.one("argmax()", x -> x.argmax());
        e.one("argmin()", x -> x.argmin());
        e.one("sum(int), axis 0", x -> torch.sum(x, new long[] {0}, false, same));
        e.one("mean(int), axis 0", x -> torch.mean(x, new long[] {0}, false, same));
        e.one("max(int), axis 0", x -> torch.max(x, 0L, false).get0());
        e.one("min(int), axis 0", x -> torch.min(x, 0L, false).get0());
        e.one("argmax(int), axis 0", x -> x.argmax(new LongOptional(0), false));
        e.one("argmin(int), axis 0", x -> x.argmin(new LongOptional(0), false));
        e.one("sum(int,boolean), axis 0", x -> torch.sum(x, new long[] {0}, false, same));
        e.one("mean(int,boolean), axis 0", x -> torch.mean(x, new long[] {0}, false, same));
        e.one("max(int,boolean), axis 0", x -> torch.max(x, 0L, false).get0());
        e.one("min(int,boolean), axis 0", x -> torch.min(x, 0L, false).get0());
        e.one("argmax(int,boolean), axis 0", x -> x.argmax(new LongOptional(0), false));
        e.one("argmin(int,boolean), axis 0", x -> x.argmin(new LongOptional(0), false));
        e.one("sum(int[],boolean), outer axes", x -> torch.sum(x, outer, false, same));
        e.one("mean(int[],boolean), outer axes", x -> torch.mean(x, outer, false, same));
        e.one("amax(int[],boolean), outer axes", x -> torch.amax(x, outer, false));
        e.one("amin(int[],boolean), outer axes", x -> torch.amin(x, outer, false));
        e.one("sumTo(Shape)", x -> x.sum_to_size(3, 1));
        e.one("reshape(int[])", x -> x.reshape(3, -1));
        e.one("reshape(Shape)", x -> x.reshape(12));
        e.one("flatten()", x -> x.flatten());
        e.one("squeeze()", x -> x.squeeze());
        e.one("squeeze(int)", x -> x.squeeze(-1));
        e.one("unsqueeze(int)", x -> x.unsqueeze(1));
        e.one("t()", x -> x.t());
        e.one("transpose(int,int)", x -> x.transpose(0, -1));
        e.one("permute(int[])", x -> x.permute(2, 0, 1));
        e.one("expand(Shape), a column", x -> x.expand(2, 3, 4));
        e.one("slice(int,int)", x -> x.slice(0, new LongOptional(1), new LongOptional(-1), 1));
        e.one("to(DType)", x -> x.to(torch.ScalarType.Double));
        e.one("select(int,int)", x -> x.select(1, -2));
        e.one("get(int)", x -> x.get(1));
        e.row("gather(int,Tensor), axis 0", x -> x[0].gather(0, x[1]));
        e.row("indexSelect(int,Tensor), rows", x -> x[0].index_select(0, x[1]));
        e.one("softmax(int), axis 0", x -> torch.softmax(x, 0));
        e.one("logSoftmax(int), axis 0", x -> torch.log_softmax(x, 0));
    }
}
