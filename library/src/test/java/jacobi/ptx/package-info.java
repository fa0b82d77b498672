/**
 * A machine for PTX, the assembly language of NVIDIA's GPUs, on the CPU. It lets tests run kernels where there is no
 * GPU, and it is stricter than one: what a GPU leaves undefined (races, unwritten memory, barriers that not all threads
 * reach) ends here with the line of the PTX.
 *
 * <p>The text becomes {@link jacobi.ptx.PtxModule}; each kernel is decoded into a {@link jacobi.ptx.Program} when it is
 * launched for the first time; {@link jacobi.ptx.Machine} runs it block by block. The 32 threads of a warp go in step:
 * an instruction is done for all threads that are at it before the next one. Where threads part, those that are furthest
 * behind go first.
 *
 * <p>Arithmetic is exact as PTX defines it, with two freedoms. The approximations (ex2.approx, lg2.approx,
 * sin.approx, rcp.approx, ...) are computed in double and rounded, hence a little better than a GPU's. And a multiplication
 * and addition without a rounding modifier, which the driver may fuse, are never fused.
 */
package jacobi.ptx;
