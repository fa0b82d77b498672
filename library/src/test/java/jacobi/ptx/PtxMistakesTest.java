package jacobi.ptx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Mistakes in kernels, planted here, are told with the thread and the line. */
class PtxMistakesTest {
    private static final String IN = """
            mul.wide.u32 %l1, %t, 4;
            add.s64 %l1, %in, %l1;
            """;
    private static final String SHARED = """
            .shared .align 4 .b8 room[256];
            mov.u64 %l5, room;
            mul.wide.u32 %l6, %t, 4;
            add.s64 %l6, %l5, %l6;
            """;

    private static void told(String body, int threads, String... words) {
        told(Bench.kernel(body), threads, words);
    }

    private static void told(Bench bench, int threads, String... words) {
        String message = assertThrows(PtxException.class, () -> bench.run(threads, new int[64])).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
        assertTrue(message.contains("kernel k, block 0, thread"), message);
        assertTrue(message.contains("in line"), message);
    }

    @Test
    void oneBeyondTheEnd() {
        told(IN + "ld.global.u32 %r1, [%l1+4];", 64, "thread 63", "byte 256 of an allocation of 256", "ld.global.u32");
        told(IN + "st.global.u32 [%l1+-4], %t;", 64, "thread 0");
        told("ld.global.v4.u32 {%r1, %r2, %r3, %r4}, [%in+256];", 1, "used 16 bytes");
    }

    @Test
    void nowhere() {
        told("mov.u64 %l1, 16; ld.global.u32 %r1, [%l1];", 1, "in no allocation");
        told("mov.u64 %l1, 0; st.u32 [%l1], %t;", 1, "0x0");
        told(".shared .align 4 .b8 room[256]; st.shared.u32 [room+256], %t;", 1, "SHARED memory at 256; there are 256");
        told(".local .align 4 .b8 room[16]; ld.local.u32 %r1, [room+16];", 1, "LOCAL");
        told("ld.param.u32 %r1, [args+16];", 1, "PARAM");
    }

    @Test
    void freedMemory() {
        Bench bench = Bench.kernel("ld.global.u32 %r1, [%in+4];");
        long in = bench.ints(1, 2, 3);
        bench.launch("k", 1, 1, 0, in, 0);
        bench.heap.free(in);
        bench.ints(1, 2, 3);
        String message = assertThrows(PtxException.class, () -> bench.launch("k", 1, 1, 0, in, 0)).getMessage();
        assertTrue(message.contains("freed memory: byte 4 of what were 12"), message);
        assertThrows(PtxException.class, () -> bench.heap.free(in));
    }

    @Test
    void freedWhileTheKernelIsLoaded() {
        Bench bench = Bench.kernel("ld.global.u32 %r1, [%in];");
        long in = bench.ints(1);
        bench.launch("k", 1, 1, 0, in, 0);
        bench.heap.free(in);
        assertThrows(PtxException.class, () -> bench.launch("k", 1, 1, 0, in, 0));
    }

    @Test
    void misaligned() {
        told("ld.global.u32 %r1, [%in+2];", 1, "misaligned: 4 bytes");
        told("ld.global.v4.u32 {%r1, %r2, %r3, %r4}, [%in+8];", 1, "misaligned: 16 bytes");
        told("st.global.f64 [%in+4], %d1;", 1, "misaligned: 8 bytes");
        told(SHARED + "ld.shared.u32 %r1, [%l5+1];", 1, "misaligned");
        told("atom.global.add.u32 %r1, [%in+1], 1;", 1, "misaligned");
    }

    @Test
    void deviceMemoryThatNobodyWrote() {
        Bench bench = Bench.kernel("ld.global.u32 %r1, [%in+4];");
        long in = bench.heap.allocate(8);
        bench.heap.write(in, new byte[4]);
        String message = assertThrows(PtxException.class, () -> bench.launch("k", 1, 1, 0, in, 0)).getMessage();
        assertTrue(message.contains("nobody has written: byte 4"), message);
        bench.heap.fill(in + 4, (byte) 0, 4);
        bench.launch("k", 1, 1, 0, in, 0);
        Bench careless = new Bench(Bench.text("ld.global.u32 %r1, [%in+4];"), false);
        careless.launch("k", 1, 1, 0, careless.heap.allocate(8), 0);
    }

    @Test
    void sharedMemoryThatNobodyWrote() {
        told(SHARED + "st.shared.u32 [%l6], %t; bar.sync 0; ld.shared.u32 %r1, [%l6+4];", 32, "thread 31",
                "nobody in this block has written");
        // Not even what the block before has left.
        Bench bench = Bench.kernel(SHARED + """
                mov.u32 %r1, %ctaid.x;
                setp.eq.u32 %p1, %r1, 0;
                @%p1 st.shared.u32 [%l6], %t;
                ld.shared.u32 %r2, [%l6];
                """);
        bench.launch("k", 1, 32, 0, 0, 0);
        String message = assertThrows(PtxException.class, () -> bench.launch("k", 2, 32, 0, 0, 0)).getMessage();
        assertTrue(message.contains("block 1"), message);
    }

    @Test
    void missingBarrier() {
        told(SHARED + "st.shared.u32 [%l6], %t; ld.shared.u32 %r1, [%l5];", 32, "race: read byte 0", "thread 0 has written");
        told(SHARED + "st.shared.u32 [%l6], %t; bar.sync 0; ld.shared.u32 %r1, [%l5]; st.shared.u32 [%l6], 5;", 64,
                "race: wrote byte", "has read");
        told(SHARED + "st.shared.u32 [%l5], %t;", 40, "race: wrote byte 0", "written, too");
        told(SHARED + "setp.eq.u32 %p1, %t, 40; @%p1 st.shared.u32 [%l5], %t; @!%p1 bra E; bar.warp.sync 0x100; E: "
                + "setp.lt.u32 %p1, %t, 32; @%p1 st.shared.u32 [%l5], 1;", 64, "race");
        told(SHARED + "st.shared.u32 [%l5], 0; red.shared.add.u32 [%l5], 1;", 32, "race: an atomic operation");
        told(SHARED + "st.shared.u8 [%l5], 0; bar.sync 0; red.shared.add.u32 [%l5], 1;", 32, "nobody");
    }

    @Test
    void noRaces() {
        Bench.kernel(SHARED + """
                st.shared.u32 [%l6], %t;
                bar.sync 0;
                ld.shared.u32 %r1, [%l5+8];
                bar.sync 0;
                st.shared.u32 [%l6], 7;
                st.shared.u32 [%l5+192], 1;
                bar.sync 0;
                red.shared.add.u32 [%l5+192], 1;
                bar.sync 0;
                ld.shared.u32 %r1, [%l5+192];
                """).run(48);
        // Threads may use bytes side by side.
        Bench.kernel(SHARED + "cvt.u64.u32 %l7, %t; add.s64 %l7, %l5, %l7; st.shared.u8 [%l7], %t; ld.shared.u8 %r1, [%l7];").run(64);
        // A barrier of the warp is enough for its threads.
        Bench.kernel(SHARED + "st.shared.u32 [%l6], %t; bar.warp.sync 0xFFFFFFFF; xor.b32 %r1, %t, 1; "
                + "mul.wide.u32 %l7, %r1, 4; add.s64 %l7, %l5, %l7; ld.shared.u32 %r2, [%l7];").run(64);
        told(SHARED + "st.shared.u32 [%l6], %t; bar.warp.sync 0xFFFFFFFF; xor.b32 %r1, %t, 32; "
                + "mul.wide.u32 %l7, %r1, 4; add.s64 %l7, %l5, %l7; ld.shared.u32 %r2, [%l7];", 64, "nobody");
    }

    @Test
    void barrierThatNotAllReach() {
        told("setp.gt.u32 %p1, %t, 40; @%p1 ret; bar.sync 0;", 64, "thread 0", "not all threads", "thread 41 has ended");
        told("setp.gt.u32 %p1, %t, 40; @%p1 bra B; bar.sync 0; bra E; B: bar.sync 0; E:", 64, "wait at the one in line");
        told("setp.gt.u32 %p1, %t, 31; @%p1 bra B; bar.sync 0; bra E; B: bar.sync 0; E:", 64, "wait at the one in line");
    }

    @Test
    void shuffleWithThreadsThatDoNotCome() {
        told("setp.gt.u32 %p1, %t, 20; @%p1 ret; shfl.sync.bfly.b32 %r1, %t, 1, 31, 0xFFFFFFFF;", 32, "do not come");
        told("setp.gt.u32 %p1, %t, 20; @%p1 bra E; vote.sync.any.pred %p2, %p1, 0xFFFFFFFF; E:", 32, "do not come");
        told("shfl.sync.bfly.b32 %r1, %t, 1, 31, 0xFFFFFFFF;", 20, "do not come");
        told("shfl.sync.bfly.b32 %r1, %t, 1, 31, 0xFF;", 32, "lacks the thread itself");
        told("setp.gt.u32 %p1, %t, 15; @%p1 bra E; shfl.sync.bfly.b32 %r1, %t, 16, 31, 0xFFFF; E:", 32, "does not take part");
    }

    @Test
    void endlessLoop() {
        Bench bench = Bench.kernel("L: bra L;");
        bench.machine.limit(100_000);
        told(bench, 1, "endless");
    }

    @Test
    void constantsAreNotWritten() {
        Bench bench = new Bench(".const .align 4 .u32 x = 5;" + Bench.text("cvta.const.u64 %l1, x; st.u32 [%l1], 6;"));
        told(bench, 1, "constant");
    }

    @Test
    void plainStoresOfTheSameValueAreAccepted() {
        assertArrayEquals(new int[40], Bench.kernel(SHARED + "st.shared.u32 [%l5], 3; bar.sync 0; ld.shared.u32 %r1, [%l5];").run(40));
    }
}
