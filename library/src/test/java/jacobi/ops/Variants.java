package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows that each method gets without anyone writing them: one of its own rows with NaN, infinities, zeros, very large
 * and small numbers in it, with no elements, as one number, and broadcasting. What PyTorch makes of them is golden.
 */
public final class Variants {
    /**
     * @param row    the row it is derived from
     * @param name   what is different
     * @param inputs the inputs; float64 where they are not whole numbers or truths
     */
    public record Variant(OpRow row, String name, Tensor[] inputs) {
        public String key() {
            return row + "|" + name;
        }

        @Override
        public String toString() {
            return row + ": " + name;
        }
    }

    private Variants() {
    }

    /**
     * The row of each method that stands for it: the first with a floating input of several elements, of those with golden
     * values if there are any.
     */
    public static Collection<OpRow> examples() {
        Map<String, OpRow> examples = new LinkedHashMap<>();
        for (OpRow row : OpTable.rows()) {
            if (!row.label().startsWith("slopes")) {
                examples.merge(row.method(), row, (old, next) -> worth(next) > worth(old) ? next : old);
            }
        }
        return examples.values();
    }

    private static int worth(OpRow row) {
        Tensor[] inputs = row.make(1);
        int floating = firstFloating(inputs);
        return (row.expected() == null ? 2 : 0) + (floating >= 0 && inputs[floating].size() > 1 ? 1 : 0);
    }

    private static int firstFloating(Tensor[] inputs) {
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].dtype().isFloating()) {
                return i;
            }
        }
        return -1;
    }

    /** Where a difference stands, and why it is meant; the variant is "*" for a method that PyTorch does not have. */
    record Reason(String method, String variant, String why) {
    }

    private static final List<Reason> REASONS = read();

    static List<Reason> reasons() {
        return REASONS;
    }

    private static List<Reason> read() {
        try (InputStream in = Variants.class.getResourceAsStream("/jacobi/golden/differences.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|")).flatMap(parts -> Arrays.stream(parts[0].split(" "))
                            .map(method -> new Reason(method, parts[1], parts[2]))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Methods without golden variants. */
    public static Set<String> without() {
        return reasons().stream().filter(reason -> reason.variant().equals("*")).map(Reason::method)
                .collect(Collectors.toSet());
    }

    public static List<Variant> all() {
        List<Variant> all = new ArrayList<>();
        for (OpRow row : examples()) {
            all.addAll(of(row));
        }
        return all;
    }

    /** Its variants; of whole numbers and truths too, some with floating numbers in their place. */
    static List<Variant> of(OpRow row) {
        List<Variant> all = new ArrayList<>();
        Tensor[] x = row.make(1);
        if (x.length == 0) {
            return all;
        }
        int floating = firstFloating(x);
        if (floating < 0 && x[0].size() > 0) {
            floating = 0;
            x = with(x, 0, x[0].to(DType.FLOAT64));
        }
        if (floating >= 0 && x[floating].size() > 0) {
            for (int i = floating; i < x.length; i++) {
                if (x[i].dtype().isFloating() && x[i].size() > 0) {
                    String which = i > floating ? " in input " + (i + 1) : "";
                    int middle = x[i].size() / 2;
                    all.add(new Variant(row, "NaN" + which, with(x, i, set(x[i], middle, Double.NaN, middle, Double.NaN))));
                }
            }
            Tensor first = x[floating];
            int third = first.size() / 3;
            int other = 2 * first.size() / 3;
            all.add(new Variant(row, "infinite", with(x, floating,
                    set(first, third, Double.POSITIVE_INFINITY, other, Double.NEGATIVE_INFINITY))));
            all.add(new Variant(row, "zeros", with(x, floating, set(first, third, 0.0, other, -0.0))));
            all.add(new Variant(row, "large and small", with(x, floating,
                    set(first, third, 1e30 * first.toDoubles()[third], other, 1e-30 * first.toDoubles()[other]))));
        }
        addShapes(all, row, row.make(1));
        return all;
    }

    private static void addShapes(List<Variant> all, OpRow row, Tensor[] x) {
        int rank = x[0].rank();
        if (rank > 0) {
            all.add(new Variant(row, "no elements", shared(x, 0)));
            if (rank > 1) {
                all.add(new Variant(row, "nothing along the last axis", shared(x, -1)));
            }
            Tensor[] numbers = x.clone();
            for (int i = 0; i < x.length; i++) {
                if (x[i].shape().equals(x[0].shape()) && x[i].size() > 0) {
                    numbers[i] = x[i].reshape(-1).select(0, 0);
                }
            }
            all.add(new Variant(row, "one number", numbers));
        }
        if (rank > 1 && x.length > 1 && x[1].shape().equals(x[0].shape()) && x[0].size() > 0) {
            all.add(new Variant(row, "a row as the second", with(x, 1, x[1].select(0, 0))));
            Tensor[] stretched = with(x, 1, x[1].narrow(0, 0, 1).contiguous());
            stretched[0] = x[0].narrow(-1, 0, 1).contiguous();
            all.add(new Variant(row, "a column and a row", stretched));
        }
    }

    /** No elements along an axis of the first input, and along that of the others which are as long there. */
    private static Tensor[] shared(Tensor[] x, int axis) {
        int length = x[0].size(axis);
        Tensor[] out = x.clone();
        for (int i = 0; i < x.length; i++) {
            if (x[i].rank() > 0 && x[i].size(axis) == length) {
                out[i] = x[i].narrow(axis, 0, 0).contiguous();
            }
        }
        return out;
    }

    private static Tensor[] with(Tensor[] x, int which, Tensor replaced) {
        Tensor[] out = x.clone();
        out[which] = replaced;
        return out;
    }

    private static Tensor set(Tensor x, int i, double first, int j, double second) {
        double[] values = Arrays.copyOf(x.toDoubles(), x.size());
        values[j] = second;
        values[i] = first;
        return Tensors.tensor(DType.FLOAT64, values).reshape(x.shape());
    }
}
