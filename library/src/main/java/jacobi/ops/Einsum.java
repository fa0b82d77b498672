package jacobi.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;

/**
 * Sums of products in Einstein's notation: each axis has a letter, and letters that are missing in the result are summed
 * over. Operands are multiplied pairwise from left to right, each pair by one matrix product where axes are summed.
 */
public final class Einsum {
    private Einsum() {
    }

    /** An operand and what its axes are called. No name occurs twice. */
    private record Term(Tensor tensor, int[] names) {
        int axis(int name) {
            for (int i = 0; i < names.length; i++) {
                if (names[i] == name) {
                    return i;
                }
            }
            return -1;
        }

        boolean has(int name) {
            return axis(name) >= 0;
        }

        int length(int name) {
            return tensor.size(axis(name));
        }

        /** With the axes in this order, which has all of the names. */
        Term ordered(int[] order) {
            int[] axes = Arrays.stream(order).map(this::axis).toArray();
            return new Term(tensor.permute(axes), order);
        }

        Term sumOver(int[] summed) {
            if (summed.length == 0) {
                return this;
            }
            int[] axes = Arrays.stream(summed).map(this::axis).toArray();
            Tensor sum = tensor.sum(axes, false);
            return new Term(sum.to(tensor.dtype()), Arrays.stream(names).filter(n -> !contains(summed, n)).toArray());
        }

        /** Without an axis of length 1. */
        Term without(int name) {
            return new Term(tensor.squeeze(axis(name)), Arrays.stream(names).filter(n -> n != name).toArray());
        }
    }

    private static boolean contains(int[] names, int name) {
        return Arrays.stream(names).anyMatch(n -> n == name);
    }

    /** What {@link jacobi.Tensors#einsum} does. */
    public static Tensor einsum(String equation, Tensor... operands) {
        EinsumEquation parsed = EinsumEquation.parse(equation, operands);
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            terms.add(diagonals(operands[i], parsed.inputs().get(i)));
        }
        DType type = operands[0].dtype();
        for (int i = 1; i < operands.length; i++) {
            if (operands[i].dtype() != type) {
                throw new IllegalArgumentException("einsum: operand " + i + " is of type " + operands[i].dtype()
                        + ", operand 0 of type " + type + "; convert one with to(DType." + type.name() + ")");
            }
        }
        Term result = terms.getFirst();
        for (int next = 1; next < terms.size(); next++) {
            List<Term> later = terms.subList(next + 1, terms.size());
            int[] wanted = IntStream.concat(Arrays.stream(parsed.output()),
                    later.stream().flatMapToInt(t -> Arrays.stream(t.names))).toArray();
            result = multiply(result, terms.get(next), wanted);
        }
        Term last = result;
        return last.sumOver(Arrays.stream(last.names).filter(n -> !contains(parsed.output(), n)).toArray())
                .ordered(parsed.output()).tensor;
    }

    /** Takes the diagonal along axes that share a name. */
    private static Term diagonals(Tensor x, int[] names) {
        for (int second = 1; second < names.length; second++) {
            for (int first = 0; first < second; first++) {
                if (names[first] == names[second]) {
                    int[] others = Dims.others(names.length, new int[] {first, second});
                    int[] left = Arrays.copyOf(Arrays.stream(others).map(i -> names[i]).toArray(), others.length + 1);
                    left[others.length] = names[first];
                    return diagonals(x.diagonal(0, first, second), left);
                }
            }
        }
        return new Term(x, names);
    }

    /** The product of two operands, summed over the names that nobody wants any more. */
    private static Term multiply(Term a, Term b, int[] wanted) {
        for (int name : a.names) {
            // An axis of length 1 stretches to any other: it adds nothing that the other one does not say.
            if (b.has(name) && a.length(name) != b.length(name)) {
                if (a.length(name) == 1) {
                    a = a.without(name);
                } else {
                    b = b.without(name);
                }
            }
        }
        Term left = a;
        Term right = b;
        left = left.sumOver(Arrays.stream(left.names).filter(n -> !right.has(n) && !contains(wanted, n)).toArray());
        Term one = left;
        Term other = right.sumOver(Arrays.stream(right.names).filter(n -> !one.has(n) && !contains(wanted, n)).toArray());

        int[] shared = Arrays.stream(one.names).filter(n -> other.has(n) && contains(wanted, n)).toArray();
        int[] summed = Arrays.stream(one.names).filter(n -> other.has(n) && !contains(wanted, n)).toArray();
        int[] rows = Arrays.stream(one.names).filter(n -> !other.has(n)).toArray();
        int[] columns = Arrays.stream(other.names).filter(n -> !one.has(n)).toArray();
        int[] batches = Arrays.stream(shared).map(one::length).toArray();
        int[] height = Arrays.stream(rows).map(one::length).toArray();
        int[] width = Arrays.stream(columns).map(other::length).toArray();
        int inner = Shape.of(Arrays.stream(summed).map(one::length).toArray()).size();
        int m = Shape.of(height).size();
        int n = Shape.of(width).size();

        Tensor p = one.ordered(Dims.concat(shared, Dims.concat(rows, summed))).tensor;
        Tensor q;
        Tensor product;
        boolean byElements = summed.length == 0 || shared.length > 0 && m == 1 && n == 1 || one.tensor.dtype() == DType.BOOL;
        if (byElements) {
            q = other.ordered(Dims.concat(shared, Dims.concat(columns, summed))).tensor;
            product = p.reshape(Shape.of(Dims.concat(batches, new int[] {m, 1, inner})))
                    .mul(q.reshape(Shape.of(Dims.concat(batches, new int[] {1, n, inner}))));
            product = summed.length == 0 ? product : product.sum(-1).to(one.tensor.dtype());
        } else {
            q = other.ordered(Dims.concat(shared, Dims.concat(summed, columns))).tensor;
            product = p.reshape(Shape.of(Dims.concat(batches, new int[] {m, inner})))
                    .matmul(q.reshape(Shape.of(Dims.concat(batches, new int[] {inner, n}))));
        }
        return new Term(product.reshape(Shape.of(Dims.concat(batches, Dims.concat(height, width)))),
                Dims.concat(shared, Dims.concat(rows, columns)));
    }
}
