package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.Device;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Autograd;
import jacobi.ops.ConvOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How convolutions are asked of cuDNN, and what happens where it does not do them. */
class CudnnTest extends OnAGpu {
    private static final List<String> ALL = List.of("Forward", "BackwardData", "BackwardFilter");

    private CudnnStandIn library;

    @BeforeEach
    void insertLibrary() {
        library = new CudnnStandIn(backend).insert();
    }

    @AfterEach
    void forgetSettings() {
        System.clearProperty("jacobi.cuda.matmul");
    }

    /** A convolution, its gradients, and the gradient of one of these. */
    private static List<double[]> numbers(int size) {
        Tensor x = Tensors.randn(new Rng(1), 2, 4, size, 5).requiresGrad(true);
        Tensor w = Tensors.randn(new Rng(2), 6, 2, 3, 2).requiresGrad(true);
        Tensor y = x.conv2d(w, null, new ConvOptions().stride(2, 1).padding(1, 2).dilation(1, 2).groups(2));
        List<Tensor> gradients = Autograd.grad(y.square().sum(), List.of(x, w), true, true);
        Tensor second = Autograd.grad(gradients.get(0).square().sum(), List.of(w), false, false).getFirst();
        return List.of(y.toDoubles(), gradients.get(0).toDoubles(), gradients.get(1).toDoubles(), second.toDoubles());
    }

    private static List<double[]> expected(int size) {
        Device used = Device.inUse();
        Device.use(Device.CPU);
        try {
            return numbers(size);
        } finally {
            Device.use(used);
        }
    }

    private static void assertSame(List<double[]> expected, List<double[]> actual) {
        for (int i = 0; i < expected.size(); i++) {
            double most = Arrays.stream(expected.get(i)).map(Math::abs).max().orElse(1);
            assertArrayEquals(expected.get(i), actual.get(i), 3e-6 * most);
        }
    }

    @Test
    void itDoesConvolutionsAndTheirGradients() {
        assertSame(expected(6), numbers(6));
        library.functions.check();
        assertTrue(library.done.containsAll(ALL), library.done.toString());
        assertEquals(3, library.math, "products are exact");
        assertEquals(1, library.algorithm);
        assertTrue(backend.report().endsWith(", convolutions by cuDNN 9.28 (libcudnn.so.9)"), backend.report());
    }

    @Test
    void roundedInputsAreASetting() {
        System.setProperty("jacobi.cuda.matmul", "tf32");
        library.insert();
        Tensors.randn(new Rng(1), 1, 2, 5, 5).conv2d(Tensors.randn(new Rng(2), 3, 2, 3, 3));
        library.functions.check();
        assertEquals(6, library.algorithm, "the first deterministic one");
    }

    @Test
    void viewsAreCopied() {
        Tensor x = Tensors.randn(new Rng(1), 2, 5, 3, 6).transpose(1, 3).slice(1, 1, 5, 1);
        Tensor w = Tensors.randn(new Rng(2), 2, 4, 3, 3).transpose(0, 3);
        double[] actual = x.conv2d(w).toDoubles();
        library.functions.check();
        assertEquals(List.of("Forward"), library.done);
        Device.use(Device.CPU);
        assertArrayEquals(x.cpu().conv2d(w.cpu()).toDoubles(), actual, 1e-5);
    }

    @Test
    void whatItDoesNotDoIsDoneWithoutIt() {
        List<double[]> expected = expected(6);
        for (String failing : List.of("cudnnSetTensorNdDescriptor", "cudnnSetFilterNdDescriptor", "cudnnSetConvolutionNdDescriptor",
                "cudnnSetConvolutionGroupCount", "cudnnSetConvolutionMathType", "cudnnGetConvolutionNdForwardOutputDim",
                "cudnnCreateTensorDescriptor", "cudnnGetConvolutionForwardAlgorithm_v7",
                "cudnnGetConvolutionBackwardDataAlgorithm_v7", "cudnnGetConvolutionBackwardFilterAlgorithm_v7",
                "cudnnConvolutionForward", "cudnnConvolutionBackwardData", "cudnnConvolutionBackwardFilter")) {
            library = new CudnnStandIn(backend).insert();
            library.failing = failing;
            assertSame(expected, numbers(6));
            library.functions.check();
            int done = library.done.size();
            List<String> direction = ALL.stream().filter(each -> failing.contains(each) && !failing.contains("Dim")).toList();
            assertTrue(direction.isEmpty() ? done == 0 : done > 0 && !library.done.contains(direction.getFirst()), failing);
            assertEquals(0, library.open() % 4, "what was described in part is destroyed: " + failing);
        }
    }

    @Test
    void whereItDoesNotStartTheReportSaysWhy() {
        library.failing = "cudnnCreate";
        library.status = 1001;
        library.insert();
        assertTrue(backend.report().endsWith(", convolutions by matrix products (cuDNN's cudnnCreate failed "
                + "with status 1001: there is no GPU, or its driver is too old for this version)"), backend.report());
        assertSame(expected(6), numbers(6));
        assertEquals(List.of(), library.done);
    }

    @Test
    void descriptionsAreForgottenInTheEnd() {
        Tensor w = Tensors.ones(2, 2, 1, 2);
        for (int length = 2; length < 300; length++) {
            Tensors.ones(1, 2, 1, length).conv2d(w);
        }
        library.functions.check();
        assertEquals(298, library.done.size());
        assertEquals(256 * 4, library.open());
    }

    @Test
    void memoryToWorkWithComesBack() {
        Tensor x = Tensors.ones(1, 2, 4, 4);
        Tensor w = Tensors.ones(3, 2, 2, 2);
        Tensor first = x.conv2d(w);
        long before = backend.memory().used();
        Tensor second = x.conv2d(w);
        assertEquals(before + 512, backend.memory().used(), "of " + first.shape() + " and " + second.shape());
    }

    /** Where one is installed: it describes convolutions as we do; and without a GPU it says so. */
    @Test
    void theInstalledLibraryDescribesConvolutions() {
        List<Path> files = NvidiaLibraries.find("cudnn", System::getenv, System.getProperty("os.name").startsWith("Windows"));
        assumeFalse(files.isEmpty(), "cuDNN is not installed");
        for (Path file : files) {
            CudnnDescriptors descriptors = new CudnnDescriptors(SymbolLookup.libraryLookup(file, Arena.global()));
            List<CudnnDescriptors.Sizes> all = new ArrayList<>();
            for (boolean wide : new boolean[] {false, true}) {
                all.add(new CudnnDescriptors.Sizes(wide, new int[] {2, 4, 9, 8}, new int[] {6, 2, 3, 2}, new int[] {2, 6, 5, 5},
                        new int[] {2, 1}, new int[] {2, 0}, new int[] {2, 3}, 2));
                all.add(new CudnnDescriptors.Sizes(wide, new int[] {2, 3, 10}, new int[] {5, 3, 4}, new int[] {2, 5, 3},
                        new int[] {3}, new int[] {1}, new int[] {1}, 1).asImages());
                all.add(new CudnnDescriptors.Sizes(wide, new int[] {1, 2, 5, 6, 7}, new int[] {3, 2, 2, 3, 1},
                        new int[] {1, 3, 6, 6, 4}, new int[] {1, 1, 2}, new int[] {1, 1, 0}, new int[] {1, 1, 1}, 1));
            }
            for (CudnnDescriptors.Sizes sizes : all) {
                descriptors.describe(sizes).close();
            }
            CudnnDescriptors.Sizes wrong = new CudnnDescriptors.Sizes(false, new int[] {1, 1, 5, 5}, new int[] {1, 1, 2, 2},
                    new int[] {1, 1, 5, 5}, new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1);
            assertEquals("cuDNN sees a convolution with a result of [1, 1, 4, 4] where it is [1, 1, 5, 5]",
                    assertThrows(CudaException.class, () -> descriptors.describe(wrong)).getMessage());
            Libraries.Loaded<Cudnn> loaded = Libraries.first("cuDNN", List.of(file), "",
                    (library, path) -> new Cudnn(library, path, backend.gpu, 0));
            assertTrue(loaded.library() != null ? loaded.library().name().matches("cuDNN \\d+\\.\\d+ .*")
                    : loaded.problem().contains("cudnnCreate failed with status"), loaded.toString());
        }
    }
}
