package jacobi.backend;

import jacobi.backend.cpu.CpuBackend;

/**
 * The processor. The build runs this twice: with oneDNN, and with the system property {@code jacobi.native=off} in
 * plain Java.
 */
class CpuBackendTest extends BackendContract {
    @Override
    Backend backend() {
        return CpuBackend.INSTANCE;
    }
}
