package jacobi.backend.cuda;

import jacobi.backend.Backend;
import jacobi.backend.BackendContract;

/** The GPU's backend without a GPU: every kernel runs in an interpreter of PTX, which also watches over its accesses. */
class CudaBackendTest extends BackendContract {
    @Override
    public Backend backend() {
        return EmulatedGpu.backend();
    }
}
