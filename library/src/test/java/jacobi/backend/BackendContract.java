package jacobi.backend;

import org.junit.jupiter.api.TestInstance;

/**
 * What every backend promises. A backend's test inherits this class and says which backend it is about; each
 * primitive is compared with {@link ReferenceBackend} on arrays of every layout: row-major, transposed, reversed,
 * with gaps, stretched, of one number, and empty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract implements ElementwiseContract, ReductionContract, WindowContract, ProductContract,
        IndexContract, DrawContract {
}
