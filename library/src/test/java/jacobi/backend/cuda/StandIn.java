package jacobi.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A native library whose functions are an object's methods, of the same names and with the types of its header: int, long
 * long or size_t as long, pointers as segments. A method that throws makes its function return {@link #FAILED}, as nothing may
 * be thrown through native code; {@link #check} then throws it.
 */
final class StandIn implements SymbolLookup {
    static final int FAILED = 14;

    private final Map<String, MemorySegment> functions = new HashMap<>();
    private Throwable failure;

    /** @param prefix how the names of the functions begin */
    StandIn(Object library, String prefix) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle failed = lookup.findVirtual(StandIn.class, "failed", MethodType.methodType(int.class, Throwable.class))
                    .bindTo(this);
            for (Method method : library.getClass().getDeclaredMethods()) {
                if (method.getName().startsWith(prefix)) {
                    method.setAccessible(true);
                    MethodHandle function = lookup.unreflect(method).bindTo(library);
                    MemoryLayout[] arguments = Arrays.stream(method.getParameterTypes()).map(StandIn::layout)
                            .toArray(MemoryLayout[]::new);
                    if (method.getReturnType() == int.class) {
                        function = MethodHandles.catchException(function, Throwable.class, failed);
                    }
                    functions.put(method.getName(), Linker.nativeLinker().upcallStub(function,
                            FunctionDescriptor.of(layout(method.getReturnType()), arguments), Arena.ofAuto()));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static MemoryLayout layout(Class<?> type) {
        return type == int.class ? ValueLayout.JAVA_INT : type == long.class ? ValueLayout.JAVA_LONG : ValueLayout.ADDRESS;
    }

    private int failed(Throwable e) {
        failure = failure == null ? e : failure;
        return FAILED;
    }

    /** Throws what a function has thrown. */
    void check() {
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public Optional<MemorySegment> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }
}
