"""Tests of the kernel extension in the real kernel, with the jars that ./lab takes: all of tests/kernel; runs in Jupyter's
environment. Arguments are those of unittest: -v, or -k with a part of a test's name.

JJava is the kernel, unless JACOBI_IJAVA is the class path of IJava 1.3.0, which is on no registry.
"""
import importlib.machinery
import importlib.util
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent


def enter_environment():
    """Sets up what ./lab needs, without building, and runs this file again where Jupyter is."""
    loader = importlib.machinery.SourceFileLoader("lab", str(ROOT / "lab"))
    lab = importlib.util.module_from_spec(importlib.util.spec_from_loader("lab", loader))
    loader.exec_module(lab)
    try:
        lab.set_up(no_build=True)
    except lab.Failed as failed:
        sys.exit(str(failed))
    sys.exit(subprocess.run([str(lab.venv_python()), __file__, *sys.argv[1:]],
                            env=dict(lab.jupyter_env(), JACOBI_KERNEL_TEST="1")).returncode)


if __name__ == "__main__":
    if "JACOBI_KERNEL_TEST" not in os.environ:
        enter_environment()
    unittest.main(module=None, argv=[sys.argv[0], "discover", "-s", str(ROOT / "tests" / "kernel"), *sys.argv[1:]])
