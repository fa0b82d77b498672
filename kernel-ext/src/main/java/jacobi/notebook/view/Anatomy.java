package jacobi.notebook.view;

import jacobi.DType;
import jacobi.OperationInterruptedException;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Watch;
import jacobi.backend.Buffer;
import jacobi.nn.Layer;
import jacobi.nn.Sequential;
import jacobi.random.Saved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model taken apart: its layers as a tree, the parameters of each, and, once it has run on an input, what each gives
 * and how much it computes. Layers of a {@link Sequential} are run one by one. Others run as a whole; then an op belongs
 * to the part whose parameter it reads, or that is the only one of its class whose {@code apply} is at work.
 */
final class Anatomy {
    private static final int DEEPEST = 12;
    private static final int MOST_LAYERS = 10_000;
    private static final StackWalker FRAMES = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** A layer in the tree. */
    static final class Node {
        final Layer layer;
        final String name;
        final int depth;
        final List<Node> parts = new ArrayList<>();
        /** Parameters that no part has, and no layer before. */
        final List<Tensor> own = new ArrayList<>();
        /** Whether the same layer stands in the tree before. */
        final boolean again;
        Shape output;
        long products;

        private Node(Layer layer, int depth, boolean again) {
            this.layer = layer;
            String text = String.valueOf(layer.name());
            this.name = text.length() <= 60 ? text : text.substring(0, 59) + "…";
            this.depth = depth;
            this.again = again;
        }

        /** The multiply-adds of this and all its parts. */
        long allProducts() {
            return products + parts.stream().mapToLong(Node::allProducts).sum();
        }

        /** The numbers in the parameters of this and all its parts. */
        long allNumbers() {
            return count(own) + parts.stream().mapToLong(Node::allNumbers).sum();
        }
    }

    final Node root;
    /** All parameters of the model, each once. */
    final List<Tensor> parameters = new ArrayList<>();
    /** Those of parts that the model itself does not name, so that training does not change them. */
    final List<Tensor> unnamed = new ArrayList<>();
    /** Names of layers that have one of those. */
    final List<String> forgotten = new ArrayList<>();
    Shape input;
    DType inputType;
    /** Bytes of what the ops of one run computed, views not counted. */
    long activationBytes;
    private final Set<Layer> seen = identities();
    private final Map<Buffer, Node> owners = new IdentityHashMap<>();
    private int count;

    Anatomy(Layer model) {
        root = node(model, 0);
        Set<Tensor> named = identities();
        named.addAll(model.parameters());
        parameters.addAll(named.size() == model.parameters().size() ? model.parameters() : List.copyOf(named));
        collect(root, named);
    }

    private static <T> Set<T> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private Node node(Layer layer, int depth) {
        Node node = new Node(layer, depth, !seen.add(layer));
        count++;
        if (!node.again && depth < DEEPEST) {
            for (Layer part : layer.parts()) {
                if (count < MOST_LAYERS) {
                    node.parts.add(node(part, depth + 1));
                }
            }
            for (Tensor parameter : layer.parameters()) {
                if (owners.putIfAbsent(parameter.array().buffer(), node) == null) {
                    node.own.add(parameter);
                }
            }
        }
        return node;
    }

    private void collect(Node node, Set<Tensor> named) {
        boolean all = true;
        for (Tensor parameter : node.own) {
            if (!named.contains(parameter)) {
                unnamed.add(parameter);
                all = false;
            }
        }
        if (!all) {
            forgotten.add(node.name);
        }
        node.parts.forEach(part -> collect(part, named));
    }

    static long count(Collection<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::size).sum();
    }

    static long bytes(Collection<Tensor> tensors) {
        return tensors.stream().mapToLong(tensor -> (long) tensor.size() * width(tensor.dtype())).sum();
    }

    private static int width(DType dtype) {
        return switch (dtype) {
            case BOOL -> 1;
            case INT32, FLOAT32 -> 4;
            case INT64, FLOAT64 -> 8;
        };
    }

    /**
     * Runs the model on zeros, without gradients; the common random numbers go on afterwards as if it had not.
     *
     * @throws IllegalArgumentException if the model fails on them, with the layer and what that says
     */
    void run(Shape shape) {
        DType type = parameters.stream().map(Tensor::dtype).filter(DType::isFloating).findFirst().orElse(DType.FLOAT32);
        Rng rng = Tensors.generator();
        Saved saved = rng.save();
        try {
            try {
                run(shape, type);
            } catch (IllegalArgumentException e) {
                // A model may begin with a table that is looked up by whole numbers.
                try {
                    run(shape, DType.INT64);
                } catch (IllegalArgumentException other) {
                    throw e;
                }
            }
        } finally {
            rng.restore(saved);
        }
    }

    private void run(Shape shape, DType type) {
        clear(root);
        activationBytes = 0;
        input = shape;
        inputType = type;
        Tensors.noGrad(() -> run(root, Tensors.zeros(type, shape.dims()), ""));
    }

    private static void clear(Node node) {
        node.output = null;
        node.products = 0;
        node.parts.forEach(Anatomy::clear);
    }

    private Tensor run(Node node, Tensor x, String place) {
        Tensor y = x;
        if (node.layer instanceof Sequential && !node.again) {
            for (int i = 0; i < node.parts.size(); i++) {
                y = run(node.parts.get(i), y, place + (place.isEmpty() ? "layer " : ".") + (i + 1));
            }
        } else {
            try {
                y = Watch.with(step -> applied(node, step), () -> node.layer.apply(x));
            } catch (OperationInterruptedException e) {
                throw e;
            } catch (RuntimeException e) {
                String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                throw new IllegalArgumentException("summary: " + (place.isEmpty() ? "" : place + ", ") + node.name
                        + ", on an input of shape " + x.shape() + ": " + (message.startsWith(node.name + ": ")
                        ? message.substring(node.name.length() + 2) : message), e);
            }
        }
        if (y == null) {
            throw new IllegalArgumentException("summary: " + node.name + " returns null; a layer returns a tensor");
        }
        node.output = y.shape();
        return y;
    }

    private void applied(Node top, Watch.Step step) {
        if (step.output() == null) {
            return;                     // work that is no op
        }
        Node node = owner(top, step);
        node.products += products(step);
        if (node != top) {
            node.output = step.output().shape();
        }
        Buffer result = step.output().array().buffer();
        if (step.inputs().stream().noneMatch(x -> x.array().buffer() == result)) {
            activationBytes += (long) step.output().size() * width(step.output().dtype());
        }
    }

    private Node owner(Node top, Watch.Step step) {
        if (top.parts.isEmpty()) {
            return top;
        }
        for (Tensor x : step.inputs()) {
            Node node = owners.get(x.array().buffer());
            if (node != null && within(top, node)) {
                return node;
            }
        }
        List<Class<?>> working = new ArrayList<>(FRAMES.walk(frames -> frames
                .filter(frame -> frame.getMethodName().equals("apply") && Layer.class.isAssignableFrom(frame.getDeclaringClass()))
                .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass).toList()));
        Collections.reverse(working);
        Node node = top;
        for (Class<?> type : working) {
            List<Node> ofClass = node.parts.stream().filter(part -> part.layer.getClass() == type).toList();
            if (ofClass.size() == 1) {
                node = ofClass.getFirst();
            } else if (ofClass.size() > 1) {
                break;
            }
        }
        return node;
    }

    private static boolean within(Node top, Node node) {
        return top == node || top.parts.stream().anyMatch(part -> within(part, node));
    }

    /** Multiply-adds of a matrix product or a convolution; 0 for other ops. */
    private static long products(Watch.Step step) {
        List<Tensor> x = step.inputs();
        return switch (step.op().name()) {
            case "matmul" -> (long) step.output().size() * (x.getFirst().rank() == 0 ? 1 : x.getFirst().size(-1));
            case "convolution" -> (long) step.output().size() * x.get(1).size() / Math.max(1, x.get(1).size(0));
            case "convolutionTranspose" -> (long) x.get(0).size() * x.get(1).size() / Math.max(1, x.get(1).size(0));
            default -> 0;
        };
    }
}
