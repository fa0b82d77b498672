package jacobi.ptx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import jacobi.backend.cuda.PtxAssembler;
import org.junit.jupiter.api.Test;

/** Control flow, memory and what the threads of a warp and a block do together. */
class PtxMachineTest {
    private static final String STORE = """
            mul.wide.u32 %l9, %t, 4;
            add.s64 %l9, %out, %l9;
            st.global.u32 [%l9], %r0;
            """;

    private static int[] run(int threads, String body, int... in) {
        String text = ".version 8.0\n.target sm_60\n.address_size 64\n" + Bench.text(body + STORE);
        assertEquals("", PtxAssembler.complaints(text, "sm_60"));
        return new Bench(text).run(threads, in);
    }

    private static int[] each(int threads, IntUnaryOperator f) {
        return IntStream.range(0, threads).map(f).toArray();
    }

    @Test
    void loopsOfDifferentLengths() {
        assertArrayEquals(each(50, t -> t * (t + 1) / 2), run(50, """
                mov.u32 %r0, 0;
                mov.u32 %r1, %t;
            AGAIN:
                setp.eq.u32 %p1, %r1, 0;
                @%p1 bra DONE;
                add.u32 %r0, %r0, %r1;
                sub.u32 %r1, %r1, 1;
                bra.uni AGAIN;
            DONE:
            """));
    }

    @Test
    void labelsOfInnerScopesAreTheirOwn() {
        assertArrayEquals(each(3, t -> t == 0 ? 5 : 11), run(3, """
                mov.u32 %r0, 5;
                setp.eq.u32 %p1, %t, 0;
                { .reg .b32 %r1; @%p1 bra L; add.u32 %r0, %r0, 1; L: mov.u32 %r1, 0; }
                { .reg .b32 %r1; @%p1 bra L; add.u32 %r0, %r0, 5; L: mov.u32 %r1, 0; }
            """));
    }

    @Test
    void tablesOfLabels() {
        assertArrayEquals(each(6, t -> new int[] {10, 20, 30}[t % 3]), run(6, """
                rem.u32 %r1, %t, 3;
            TABLE: .branchtargets A, B, C;
                brx.idx %r1, TABLE;
            A:  mov.u32 %r0, 10;
                bra END;
            B:  mov.u32 %r0, 20;
                bra END;
            C:  mov.u32 %r0, 30;
            END:
            """));
    }

    @Test
    void functionsCallFunctions() {
        String text = """
                .version 8.0
                .target sm_60
                .address_size 64
                .func (.param .b32 result) twice(.param .b32 x);
                .func (.param .align 4 .b8 result[8]) both(.param .b32 x, .param .b32 y)
                {
                    .reg .b32 %r<9>;
                    ld.param.u32 %r1, [x];
                    ld.param.u32 %r2, [y];
                    { .param .b32 a; .param .b32 b;
                      st.param.b32 [a], %r1;
                      call.uni (b), twice, (a);
                      ld.param.b32 %r3, [b]; }
                    st.param.b32 [result], %r3;
                    st.param.b32 [result+4], %r2;
                    ret;
                }
                .func (.param .b32 result) twice(.param .b32 x)
                {
                    .reg .b32 %r<9>; .reg .pred %p;
                    ld.param.u32 %r1, [x];
                    setp.eq.u32 %p, %r1, 3;
                    shl.b32 %r2, %r1, 1;
                    @%p mov.u32 %r2, 100;
                    st.param.b32 [result], %r2;
                    @%p ret;
                    add.u32 %r2, %r2, 1;
                    st.param.b32 [result], %r2;
                    ret;
                }
                """ + Bench.text("""
                    setp.gt.u32 %p1, %t, 5;
                    mov.u32 %r0, 0;
                    @%p1 bra END;
                    { .param .b32 a; .param .b32 b; .param .align 4 .b8 c[8];
                      st.param.b32 [a], %t;
                      st.param.b32 [b], 1000;
                      call.uni (c), both, (a, b);
                      ld.param.b32 %r1, [c+4];
                      ld.param.b32 %r2, [c]; }
                    add.u32 %r0, %r1, %r2;
                END:
                """ + STORE);
        assertEquals("", PtxAssembler.complaints(text, "sm_60"));
        assertArrayEquals(each(9, t -> t > 5 ? 0 : t == 3 ? 1100 : 1001 + 2 * t), new Bench(text).run(9));
    }

    @Test
    void variablesWithInitialValues() {
        String text = """
                .version 8.0
                .target sm_60
                .address_size 64
                .const .align 4 .b8 small[8] = {1, 0, 0, 0, 255, 1};
                .const .align 8 .f64 half = 0d3FE0000000000000;
                .global .align 4 .u32 table[2][2] = {{1, 2}, {3, -4}};
                .global .align 8 .u64 pointer = generic(table);
                """ + Bench.text("""
                    ld.const.u32 %r1, [small+4];
                    mov.u64 %l1, table;
                    ld.global.u32 %r2, [%l1+12];
                    ld.global.u64 %l2, [pointer];
                    ld.u32 %r3, [%l2+8];
                    cvta.const.u64 %l3, small;
                    ld.u8 %r4, [%l3];
                    ld.const.f64 %d1, [half];
                    cvt.rpi.s32.f64 %r5, %d1;
                    mad.lo.s32 %r0, %r1, %r2, %r3;
                    mad.lo.s32 %r0, %r4, 10000, %r0;
                    mad.lo.s32 %r0, %r5, 100000, %r0;
                """ + STORE);
        assertEquals("", PtxAssembler.complaints(text.replace("cvta.const.u64 %l3, small", "mov.u64 %l3, small; cvta.const.u64 %l3, %l3"),
                "sm_60"));
        assertArrayEquals(new int[] {511 * -4 + 3 + 110000}, new Bench(text).run(1));
    }

    @Test
    void vectorsAndSmallTypes() {
        assertArrayEquals(each(4, t -> 4 * t + 3 - (4 * t + 1) - 1 + 254), run(4, """
                mul.wide.u32 %l1, %t, 16;
                add.s64 %l1, %in, %l1;
                ld.global.nc.v4.u32 {%r1, %r2, %r3, %r4}, [%l1];
                st.global.v4.u32 [%l1], {%r4, %r3, %r2, %r1};
                ld.global.v2.u32 {%r5, %r6}, [%l1];
                ld.global.u32 %r7, [%l1+8];
                sub.s32 %r0, %r5, %r7;
                mov.u32 %r8, -2;
                st.global.u8 [%l1], %r8;
                ld.global.s8 %r9, [%l1];
                ld.global.u8 %r10, [%l1];
                add.s32 %r0, %r0, %r10;
                shr.s32 %r9, %r9, 1;
                add.s32 %r0, %r0, %r9;
            """, IntStream.range(0, 16).toArray()));
    }

    @Test
    void localMemoryIsEachThreadsOwn() {
        assertArrayEquals(each(40, t -> 3 * t), run(40, """
                .local .align 8 .b8 mine[16];
                .reg .b64 %sp, %spl;
                mov.u64 %spl, mine;
                cvta.local.u64 %sp, %spl;
                st.local.u32 [%spl+4], %t;
                shl.b32 %r1, %t, 1;
                st.u32 [%sp+8], %r1;
                st.local.u32 [%spl+12], 0;
                ld.local.v2.u32 {%r2, %r3}, [%spl+8];
                ld.u32 %r4, [%sp+4];
                add.u32 %r0, %r2, %r4;
            """));
    }

    @Test
    void sharedMemoryStaticAndDynamic() {
        String text = ".version 8.0\n.target sm_60\n.address_size 64\n.extern .shared .align 16 .b8 more[];\n" + Bench.text("""
                .shared .align 4 .b8 some[400];
                mov.u64 %l1, some;
                mov.u64 %l2, more;
                mul.wide.u32 %l3, %t, 4;
                add.s64 %l1, %l1, %l3;
                st.shared.u32 [%l1], %t;
                cvta.shared.u64 %l2, %l2;
                add.s64 %l2, %l2, %l3;
                mul.lo.u32 %r1, %t, 10;
                st.u32 [%l2], %r1;
                bar.sync 0;
                sub.u32 %r2, 99, %t;
                mov.u32 %r3, some;
                mad.lo.u32 %r3, %r2, 4, %r3;
                ld.shared.u32 %r4, [%r3];
                mul.wide.u32 %l4, %r2, 4;
                mov.u64 %l5, more;
                add.s64 %l5, %l5, %l4;
                ld.shared.u32 %r5, [%l5];
                add.u32 %r0, %r4, %r5;
                """ + STORE);
        assertEquals("", PtxAssembler.complaints(text, "sm_60"));
        Bench bench = new Bench(text);
        long out = bench.ints(new int[100]);
        bench.launch("k", 1, 100, 400, bench.ints(0), out);
        assertArrayEquals(each(100, t -> 11 * (99 - t)), bench.ints(out, 100));
    }

    @Test
    void shuffles() {
        String shuffle = """
                mov.b32 %%r1, 0xFFFFFFFF;
                mul.lo.u32 %%r2, %%t, 10;
                shfl.sync.%s.b32 %%r0|%%p1, %%r2, %d, %d, %%r1;
                @!%%p1 add.u32 %%r0, %%r0, 1000;
                """;
        assertArrayEquals(each(32, t -> t < 28 ? 10 * t + 40 : 10 * t + 1000), run(32, shuffle.formatted("down", 4, 31)));
        assertArrayEquals(each(32, t -> t % 16 >= 2 ? 10 * t - 20 : 10 * t + 1000), run(32, shuffle.formatted("up", 2, 0x1000)));
        assertArrayEquals(each(64, t -> 10 * (t ^ 5)), run(64, shuffle.formatted("bfly", 5, 31)));
        assertArrayEquals(each(32, t -> 10 * (t / 8 * 8 + 3)), run(32, shuffle.formatted("idx", 3, 0x181F)));
    }

    @Test
    void votes() {
        assertArrayEquals(each(32, t -> 0x1F + 1000 + (t < 5 ? 0x1F : 0xFFFFFFE0) % 7), run(32, """
                setp.lt.u32 %p1, %t, 5;
                vote.sync.ballot.b32 %r1, %p1, 0xFFFFFFFF;
                vote.sync.any.pred %p2, %p1, 0xFFFFFFFF;
                vote.sync.all.pred %p3, %p1, 0xFFFFFFFF;
                selp.u32 %r2, 1000, 0, %p2;
                @%p3 mov.u32 %r2, 0;
                add.u32 %r0, %r1, %r2;
                @%p1 bra FIRST;
                activemask.b32 %r3;
                bra JOIN;
            FIRST:
                activemask.b32 %r3;
            JOIN:
                rem.s32 %r3, %r3, 7;
                add.u32 %r0, %r0, %r3;
            """));
    }

    @Test
    void lanesMeetForAShuffleAfterTheyParted() {
        // The part taken by odd threads stands behind the place where they meet.
        assertArrayEquals(each(32, t -> (t ^ 1) % 2 == 1 ? 7 : 3), run(32, """
                and.b32 %r1, %t, 1;
                setp.ne.u32 %p1, %r1, 0;
                @%p1 bra ODD;
                mov.u32 %r2, 3;
            MEET:
                shfl.sync.bfly.b32 %r0, %r2, 1, 31, 0xFFFFFFFF;
                bra END;
            ODD:
                mov.u32 %r2, 7;
                bra MEET;
            END:
            """));
    }

    @Test
    void partsOfAWarpShuffleApart() {
        assertArrayEquals(each(32, t -> t ^ 8), run(32, """
                setp.lt.u32 %p1, %t, 16;
                selp.b32 %r1, 0xFFFF, 0xFFFF0000, %p1;
                shfl.sync.bfly.b32 %r0, %t, 8, 31, %r1;
            """));
    }

    @Test
    void barriersThatReduce() {
        assertArrayEquals(each(70, t -> 10 + 100 + 0), run(70, """
                setp.lt.u32 %p1, %t, 10;
                bar.red.popc.u32 %r0, 0, %p1;
                bar.red.or.pred %p2, 0, %p1;
                @%p2 add.u32 %r0, %r0, 100;
                bar.red.and.pred %p3, 0, %p1;
                @%p3 add.u32 %r0, %r0, 1000;
            """));
    }

    @Test
    void atomicsAddUpOverBlocks() {
        Bench bench = Bench.kernel("""
                atom.global.add.u32 %r1, [%out], %t;
                red.global.max.s32 [%out+4], %t;
                atom.global.cas.b32 %r2, [%out+8], 0, 42;
                atom.global.inc.u32 %r3, [%out+12], 6;
                red.global.add.f32 [%out+16], 0f3F000000;
                red.global.or.b32 [%out+20], %t;
                atom.global.exch.b32 %r4, [%out+24], 9;
                """);
        long out = bench.ints(new int[7]);
        bench.launch("k", 3, 40, 0, 0, out);
        assertArrayEquals(new int[] {3 * 780, 39, 42, 120 % 7, Float.floatToRawIntBits(60), 63, 9}, bench.ints(out, 7));
    }

    @Test
    void specialRegisters() {
        assertArrayEquals(each(40, t -> t % 32 + 100 * (t / 32) + 1000 * 40 + 1_000_000), run(40, """
                mov.u32 %r1, %laneid;
                mov.u32 %r2, %warpid;
                mov.u32 %r3, %ntid.x;
                mov.u32 %r4, %nctaid.x;
                mad.lo.u32 %r0, %r2, 100, %r1;
                mad.lo.u32 %r0, %r3, 1000, %r0;
                mad.lo.u32 %r0, %r4, 1000000, %r0;
            """));
    }

    @Test
    void tellsWhatItDoesNotKnow() {
        String unknown = assertThrows(PtxException.class, () -> Bench.kernel("frob.u32 %r0, %r1;").run(1)).getMessage();
        assertTrue(unknown.contains("frob.u32") && unknown.contains("line"), unknown);
        String modifier = assertThrows(PtxException.class, () -> Bench.kernel("add.odd.u32 %r0, %r1, %r2;").run(1)).getMessage();
        assertTrue(modifier.contains("add.odd.u32"), modifier);
        assertThrows(PtxException.class, () -> Bench.kernel("add.u32 %r0, %r1, %q2;").run(1));
        assertThrows(PtxException.class, () -> Bench.kernel("bra NOWHERE;").run(1));
        assertThrows(PtxException.class, () -> Bench.kernel("").launch("k", 1, 2000, 0, 0, 0));
        assertThrows(PtxException.class, () -> Bench.kernel("").launch("k", 1, 32, 50_000, 0, 0));
        assertThrows(PtxException.class, () -> Bench.kernel("").launch("k", 1, 32, 0, 0));
    }
}
