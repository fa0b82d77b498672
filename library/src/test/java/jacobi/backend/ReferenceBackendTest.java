package jacobi.backend;

/** The oracle keeps the contract that it judges others by. */
class ReferenceBackendTest extends BackendContract {
    private final ReferenceBackend backend = new ReferenceBackend();

    @Override
    public Backend backend() {
        return backend;
    }
}
