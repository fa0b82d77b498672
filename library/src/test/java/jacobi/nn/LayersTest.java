package jacobi.nn;

import static jacobi.Tensors.ones;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void linearIsAMatrixProductAndABias() {
        Linear layer = new Linear(3, 2);
        layer.weight().assign(tensor(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        layer.bias().assign(tensor(10, 20));
        Tensor y = layer.apply(tensor(new double[][] {{1, 0, 0}, {1, 1, 1}}));
        assertArrayEquals(new float[] {11, 24, 16, 35}, y.toFloats());
        assertEquals(Shape.of(2), layer.apply(ones(3)).shape());
        assertEquals(Shape.of(5, 4, 2), layer.apply(ones(5, 4, 3)).shape());
    }

    @Test
    void parametersBeginUniformWithinTheBound() {
        Linear layer = new Linear(400, 300, new Rng(1));
        double bound = 1 / Math.sqrt(400);
        assertTrue(layer.weight().abs().max().item() <= bound);
        assertTrue(layer.weight().abs().max().item() > 0.99 * bound);
        assertEquals(0, layer.weight().mean().item(), 0.01 * bound);
        assertEquals(bound / Math.sqrt(3), Math.sqrt(layer.weight().square().mean().item()), 0.01 * bound);
        assertTrue(layer.bias().abs().max().item() <= bound);
        assertArrayEquals(layer.weight().toFloats(), new Linear(400, 300, new Rng(1)).weight().toFloats());
        Tensors.manualSeed(4);
        float[] first = new Linear(3, 2).weight().toFloats();
        Tensors.manualSeed(4);
        assertArrayEquals(first, new Linear(3, 2).weight().toFloats());
    }

    @Test
    void sequentialAppliesInOrderAndNamesAllParameters() {
        Linear a = new Linear(4, 3);
        Linear b = new Linear(3, 2);
        Sequential model = new Sequential(a, new ReLU(), b, Tensor::tanh);
        assertEquals(List.of(a.weight(), a.bias(), b.weight(), b.bias()), model.parameters());
        Tensor x = Tensors.rand(new Rng(1), 5, 4);
        assertArrayEquals(b.apply(a.apply(x).relu()).tanh().toFloats(), model.apply(x).toFloats());
        assertTrue(new Sequential(a, new ReLU(), new Tanh(), new Sigmoid(), b).toString()
                .startsWith("Sequential(\n  Linear(4, 3)\n  ReLU\n  Tanh\n  Sigmoid\n  Linear(3, 2)\n) with 23 parameters"));
        for (Tensor p : model.parameters()) {
            assertTrue(p.requiresGrad());
        }
    }

    @Test
    void activations() {
        Tensor x = tensor(-1, 0, 2);
        assertArrayEquals(x.relu().toFloats(), new ReLU().apply(x).toFloats());
        assertArrayEquals(x.tanh().toFloats(), new Tanh().apply(x).toFloats());
        assertArrayEquals(x.sigmoid().toFloats(), new Sigmoid().apply(x).toFloats());
        assertEquals(List.of(), new ReLU().parameters());
    }

    @Test
    void messagesTeach() {
        assertEquals("Linear(784, 10): it takes rows of 784 numbers, shape [..., 784], but the input has shape [5, 28, 28]; "
                        + "use reshape(5, -1) first",
                assertThrows(IllegalArgumentException.class, () -> new Linear(784, 10).apply(zeros(5, 28, 28))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Linear(3, 2).apply(tensor(1)));
        assertThrows(IllegalArgumentException.class, () -> new Linear(0, 10));
    }

    @Test
    void partsAreTheLayersInFieldsInTheirOrder() {
        class Base implements Layer {
            final Linear first = new Linear(1, 2);

            @Override
            public Tensor apply(Tensor x) {
                return x;
            }
        }
        class Model extends Base {
            final Layer[] some = {new ReLU(), new Tanh()};
            final java.util.List<Object> mixed = java.util.List.of("no layer", new Sigmoid());
            final Layer again = some[0];
            final Layer self = this;
        }
        Model model = new Model();
        assertEquals(java.util.List.of(model.first, model.some[0], model.some[1], model.mixed.get(1)), model.parts());
        assertEquals(java.util.List.of(), model.first.parts());
        assertEquals(java.util.List.of("Model", "Linear(1, 2)", "ReLU", "Sequential", "function"), java.util.stream.Stream.of(model,
                model.first, model.some[0], new Sequential(), (Layer) x -> x).map(Layer::name).toList());
    }
}
