"""Writes mkl.txt: exponential numbers of Intel's MKL, which PyTorch's packages for x86 take, for TorchBuildTest.

Needs the package mkl; its folder with libmkl_rt.so is the first argument, that of the results the second."""
import ctypes
import glob
import os
import sys

import numpy as np

os.environ["MKL_THREADING_LAYER"] = "SEQUENTIAL"
mkl = ctypes.CDLL(glob.glob(sys.argv[1] + "/libmkl_rt.so*")[0], mode=ctypes.RTLD_GLOBAL)
MCG31 = 1 << 20
ICDF = 0


def exponential(seed, count):
    stream = ctypes.c_void_p()
    assert mkl.vslNewStream(ctypes.byref(stream), ctypes.c_int(MCG31), ctypes.c_uint(seed)) == 0
    out = np.zeros(count)
    smallest = ctypes.c_double(np.finfo(np.float64).tiny)
    assert mkl.vdRngExponential(ICDF, stream, count, out.ctypes.data_as(ctypes.c_void_p), smallest,
                                ctypes.c_double(1)) == 0
    mkl.vslDeleteStream(ctypes.byref(stream))
    return out


with open(sys.argv[2] + "/mkl.txt", "w") as file:
    for seed in [1689602031, 3831148394, 0, 5, 2**31 - 1, 2**32 - 1]:
        file.write(" ".join([str(seed)] + [repr(float(x)) for x in exponential(seed, 40)]) + "\n")
