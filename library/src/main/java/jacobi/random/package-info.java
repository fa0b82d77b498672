/**
 * Where random numbers come from: the streams behind {@link jacobi.Rng}. The library's own is counter-based; the others
 * give the numbers of NumPy, PyTorch and Python.
 */
package jacobi.random;
