package jacobi.ptx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A machine with one module for a test: arrays in, a launch, arrays out. */
final class Bench {
    final Heap heap;
    final Machine machine;
    final Machine.Loaded module;

    Bench(String ptx) {
        this(ptx, true);
    }

    Bench(String ptx, boolean watch) {
        heap = new Heap(watch);
        machine = new Machine(heap);
        String text = ptx.contains(".version") ? ptx : ".version 8.0\n.target sm_60\n.address_size 64\n" + ptx;
        module = machine.load(new PtxModule(text));
    }

    /** A kernel named k with two addresses as arguments, and registers to use. */
    static Bench kernel(String body) {
        return new Bench(text(body));
    }

    static String text(String body) {
        return """
                .visible .entry k(.param .align 8 .b8 args[16])
                {
                    .reg .pred %p<9>; .reg .b32 %r<20>; .reg .f32 %f<9>; .reg .b64 %l<20>; .reg .f64 %d<9>;
                    .reg .b64 %in, %out; .reg .b32 %t;
                    ld.param.u64 %in, [args];
                    ld.param.u64 %out, [args+8];
                    mov.u32 %t, %tid.x;
                """ + body + "\n    ret;\n}\n";
    }

    long ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return put(bytes.array());
    }

    long put(byte[] bytes) {
        long address = heap.allocate(bytes.length);
        heap.write(address, bytes);
        return address;
    }

    int[] ints(long address, int count) {
        byte[] bytes = new byte[4 * count];
        heap.read(address, bytes);
        int[] values = new int[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
        return values;
    }

    /** Launches the kernel k on one block. {@return what it has made of {@code threads} ints that were 0} */
    int[] run(int threads, int... in) {
        long from = ints(in.length == 0 ? new int[1] : in);
        long to = ints(new int[threads]);
        launch("k", 1, threads, 0, from, to);
        return ints(to, threads);
    }

    void launch(String kernel, int blocks, int threads, int shared, long... arguments) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * arguments.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(arguments).forEach(bytes::putLong);
        machine.launch(module, kernel, blocks, 1, threads, shared, bytes.array());
    }
}
