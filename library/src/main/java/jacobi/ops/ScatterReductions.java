package jacobi.ops;

import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.backend.cpu.Pieces;
import java.util.List;

/** What scatterReduce is made of. */
final class ScatterReductions {
    /** So many factors are written down at most. */
    private static final int LARGEST = 1 << 24;

    private ScatterReductions() {
    }

    static Tensor apply(Tensor x, int axis, Tensor index, Tensor source, String reduction, boolean includeSelf) {
        Op sum = new Indexing.ScatterAdd(axis, x.shape());
        Tensor counts = sum.apply(Tensors.onesLike(source.detach()), index);
        Tensor start = includeSelf ? x : counts.eq(0).where(x, Dims.number("scatterReduce", x, 0));
        return switch (reduction) {
            case "sum" -> start.add(sum.apply(source, index));
            case "mean" -> {
                if (!x.dtype().isFloating()) {
                    throw new IllegalArgumentException("scatterReduce: the mean takes floating-point numbers, not "
                            + x.dtype()
                            + "; convert them with to(DType.FLOAT32)");
                }
                Tensor total = start.add(sum.apply(source, index));
                yield total.div(includeSelf ? counts.add(1) : counts.add(counts.eq(0)));
            }
            case "amax", "amin" -> new Extreme(axis, reduction.equals("amax"), includeSelf).apply(x, source, index);
            case "prod" -> product(x, axis, index, source, includeSelf);
            default -> throw new IllegalArgumentException("scatterReduce: there is no reduction \"" + reduction
                    + "\"; use \"sum\", \"prod\", \"mean\", \"amax\" or \"amin\"");
        };
    }

    private static Tensor product(Tensor x, int axis, Tensor index, Tensor source, boolean includeSelf) {
        boolean hasZeros = source.requiresGrad() && source.detach().eq(0).any().item() != 0
                || x.requiresGrad() && x.detach().eq(0).any().item() != 0;
        Tensor factors = hasZeros ? factors(x, axis, index, source, includeSelf) : null;
        return factors == null ? new Product(axis, includeSelf).apply(x, source, index)
                : factors.prod(0).reshape(x.shape());
    }

    /**
     * The factors of each element one below the other, and 1 where there are fewer: their product has exact derivatives
     * where factors are 0. Null if that would be very many.
     */
    private static Tensor factors(Tensor x, int axis, Tensor index, Tensor source, boolean includeSelf) {
        int[] positions = positions(x, axis, index);
        int[] used = new int[x.size()];
        long[] rounds = new long[positions.length];
        int most = 0;
        for (int i = 0; i < positions.length; i++) {
            Pieces.poll("scatterReduce", i);
            rounds[i] = used[positions[i]]++;
            most = Math.max(most, used[positions[i]]);
        }
        long size = (long) (most + 1) * x.size();
        if (size > LARGEST) {
            return null;
        }
        long[] to = new long[positions.length];
        boolean[] own = new boolean[x.size()];
        for (int i = 0; i < positions.length; i++) {
            Pieces.poll("scatterReduce", i);
            to[i] = (1 + rounds[i]) * x.size() + positions[i];
        }
        for (int i = 0; i < own.length; i++) {
            Pieces.poll("scatterReduce", i);
            own[i] = includeSelf || used[i] == 0;
        }
        Tensor first = Tensors.tensor(own, x.size()).to(x.device()).where(x.reshape(x.size()), Tensors.onesLike(x.detach().reshape(x.size())));
        Tensor all = Tensors.cat(List.of(first, Tensors.ones((int) size - x.size()).to(x.dtype()).to(x.device())), 0);
        return all.scatter(0, Tensors.tensor(to, to.length), source.reshape(to.length))
                .reshape(most + 1, x.size());
    }

    /** The largest or smallest of the elements that go to one place. Inputs: the tensor, the source, the indices. */
    record Extreme(int axis, boolean largest, boolean includeSelf) implements Op {
        @Override
        public String name() {
            return "scatterReduce";
        }

        @Override
        public Tensor forward(Tensor... x) {
            double[] values = x[0].toDoubles();
            double[] source = x[1].toDoubles();
            int[] positions = positions(x[0], axis, x[2]);
            if (!includeSelf) {
                for (int i = 0; i < positions.length; i++) {
                    Pieces.poll(name(), i);
                    values[positions[i]] = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                }
            }
            for (int i = 0; i < positions.length; i++) {
                Pieces.poll("scatterReduce", i);
                int at = positions[i];
                values[at] = largest ? Math.max(values[at], source[i]) : Math.min(values[at], source[i]);
            }
            return Tensor.of(x[0].array().backend().fromHost(values, x[0].shape())).to(x[0].dtype());
        }

        /** As for amax, equal ones share the gradient. */
        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor index = x[2];
            Op sum = new Indexing.ScatterAdd(axis, y.shape());
            Tensor best = y.detach();
            Tensor fromSource = x[1].eq(best.gather(axis, index)).to(y.dtype());
            Tensor fromSelf = x[0].eq(best).to(y.dtype());
            if (!includeSelf) {
                Tensor unnamed = sum.apply(Tensors.onesLike(fromSource), index).eq(0);
                fromSelf = fromSelf.mul(unnamed.to(y.dtype()));
            }
            Tensor share = g.div(fromSelf.add(sum.apply(fromSource, index)));
            return i == 0 ? share.mul(fromSelf) : share.gather(axis, index).mul(fromSource);
        }
    }

    /** Where the elements of the source go, in row-major order. */
    private static int[] positions(Tensor x, int axis, Tensor index) {
        Tensor own = Dims.range(x, 0, x.size()).reshape(x.shape());
        for (int i = 0; i < x.rank(); i++) {
            own = i == axis ? own : own.slice(i, 0, index.size(i));
        }
        return own.gather(axis, index).toInts();
    }

    /** The product of the elements that go to one place. Inputs: the tensor, the source, the indices. */
    record Product(int axis, boolean includeSelf) implements Op {
        @Override
        public String name() {
            return "scatterReduce";
        }

        @Override
        public Tensor forward(Tensor... x) {
            double[] values = x[0].toDoubles();
            double[] source = x[1].toDoubles();
            int[] positions = positions(x[0], axis, x[2]);
            for (int i = 0; i < positions.length && !includeSelf; i++) {
                Pieces.poll(name(), i);
                values[positions[i]] = 1;
            }
            for (int i = 0; i < positions.length; i++) {
                Pieces.poll("scatterReduce", i);
                values[positions[i]] *= source[i];
            }
            return Tensor.of(x[0].array().backend().adopt(values, x[0].shape())).to(x[0].dtype());
        }

        /** The product of the other factors: without zeros, over the factor itself; 0 if another one is 0. */
        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor index = x[2];
            Op sum = new Indexing.ScatterAdd(axis, y.shape());
            Tensor sourceZero = x[1].detach().eq(0);
            Tensor selfZero = x[0].detach().eq(0);
            Tensor self = selfZero.where(Tensors.onesLike(x[0]), x[0]);
            Tensor source = sourceZero.where(Tensors.onesLike(x[1]), x[1]);
            Tensor zeros = sum.apply(sourceZero.to(y.dtype()), index);
            if (includeSelf) {
                zeros = zeros.add(selfZero.to(y.dtype()));
            } else {
                Tensor unnamed = sum.apply(Tensors.onesLike(x[1].detach()), index).eq(0);
                self = unnamed.where(self, Tensors.onesLike(self));
                if (i == 0) {
                    return g.mul(unnamed.to(y.dtype()));
                }
            }
            Tensor product = new Product(axis, true).apply(self, source, index).mul(g);
            if (i == 0) {
                return product.div(self).mul(zeros.eq(selfZero.to(y.dtype())).to(y.dtype()));
            }
            Tensor others = zeros.gather(axis, index).eq(sourceZero.to(y.dtype())).to(y.dtype());
            return product.gather(axis, index).div(source).mul(others);
        }
    }
}
