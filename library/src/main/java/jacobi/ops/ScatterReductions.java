package jacobi.ops;

import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;

/** What scatterReduce is made of. */
final class ScatterReductions {
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
            default -> throw new IllegalArgumentException("scatterReduce: there is no reduction \"" + reduction
                    + "\"; use \"sum\", \"mean\", \"amax\" or \"amin\"");
        };
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
            int[] positions = positions(x[0], x[2]);
            if (!includeSelf) {
                for (int position : positions) {
                    values[position] = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                }
            }
            for (int i = 0; i < positions.length; i++) {
                int at = positions[i];
                values[at] = largest ? Math.max(values[at], source[i]) : Math.min(values[at], source[i]);
            }
            return Tensor.of(x[0].array().backend().fromHost(values, x[0].shape())).to(x[0].dtype());
        }

        private int[] positions(Tensor x, Tensor index) {
            Tensor own = Dims.range(x, 0, x.size()).reshape(x.shape());
            for (int i = 0; i < x.rank(); i++) {
                own = i == axis ? own : own.slice(i, 0, index.size(i));
            }
            return own.gather(axis, index).toInts();
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
}
