package jacobi.ops;

import jacobi.Device;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.Backend;

/** Tensors on several devices. */
public final class Devices {
    private Devices() {
    }

    /** The same numbers on another device. */
    record Move(Device device) implements Op.Linear {
        @Override
        public String name() {
            return "to";
        }

        @Override
        public Tensor forward(Tensor... x) {
            Backend from = x[0].array().backend();
            return Tensor.of(device.backend().adopt(from.toHost(x[0].array()), x[0].shape()));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.to(x[0].device());
        }
    }

    /** {@return the same numbers on another device} */
    public static Tensor move(Tensor x, Device device) {
        return new Move(device).apply(x);
    }

    /**
     * The inputs of an op on one device. As in PyTorch a single number on the processor goes along with tensors of a GPU,
     * unless it requires a gradient.
     *
     * @throws IllegalArgumentException if they are on several devices otherwise
     */
    static Tensor[] together(String op, Tensor... x) {
        Tensor leader = x[0];
        for (Tensor t : x) {
            leader = goesAlong(leader) ? t : leader;
        }
        Tensor[] all = x.clone();
        for (int i = 0; i < all.length; i++) {
            if (all[i].array().backend() != leader.array().backend()) {
                if (!goesAlong(all[i])) {
                    throw different(op, leader, all[i]);
                }
                all[i] = Tensor.of(leader.array().backend().constant(all[i].dtype(), all[i].item()));
            }
        }
        return all;
    }

    private static boolean goesAlong(Tensor t) {
        return t.shape().equals(Shape.SCALAR) && !t.requiresGrad() && t.array().backend() == Device.CPU.backend();
    }

    private static IllegalArgumentException different(String op, Tensor a, Tensor b) {
        return new IllegalArgumentException(op + ": one input, of shape " + a.shape() + ", is on " + a.device()
                + ", another, of shape " + b.shape() + ", on " + b.device() + "; move one of them, with to(Device.of(\""
                + a.device() + "\"))");
    }

    /**
     * Refuses inputs that are not all on one device.
     *
     * @throws IllegalArgumentException if they are not
     */
    public static void requireOne(Op op, Tensor... x) {
        for (int i = 1; i < x.length; i++) {
            if (x[i].array().backend() != x[0].array().backend()) {
                throw different(op.name(), x[0], x[i]);
            }
        }
    }
}
