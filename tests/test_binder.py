"""Tests of what Binder needs: its files, and its steps played with the packages and jars that ./lab has."""
import importlib.machinery
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent
BINDER = ROOT / "binder"


def load(path):
    loader = importlib.machinery.SourceFileLoader(path.name, str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(path.name, loader))
    loader.exec_module(module)
    return module


def run(*command):
    return subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, timeout=600)


@unittest.skipUnless(sys.platform.startswith("linux"), "Binder is Linux")
class BinderTest(unittest.TestCase):
    def test_repo2docker_reads_these_files(self):
        self.assertFalse((BINDER / "Dockerfile").exists(), "repo2docker would read nothing else")
        lab = load(ROOT / "lab")
        packages = [line for line in (BINDER / "apt.txt").read_text().splitlines() if not line.startswith("#")]
        for package in packages:
            self.assertRegex(package, "^[a-z0-9.+-]+$")
        self.assertIn(f"openjdk-{lab.JDK}-jdk-headless", packages)
        self.assertEqual(BINDER / "requirements.txt", lab.REQUIREMENTS)
        version = re.fullmatch(r"python-3\.(\d+)\n", (BINDER / "runtime.txt").read_text())
        self.assertGreaterEqual(int(version.group(1)), 9)
        for script in ["postBuild", "start"]:
            self.assertTrue(os.access(BINDER / script, os.X_OK), script)

    def test_start_becomes_the_command(self):
        show = "import os, sys; print(os.getpid(), os.environ['JUPYTER_CONFIG_PATH'], sys.argv[1:]); sys.exit(7)"
        process = subprocess.Popen([str(BINDER / "start"), "python3", "-c", show, "--ip=0.0.0.0", "", "two words"],
                                   stdout=subprocess.PIPE, text=True, env=dict(os.environ, JUPYTER_CONFIG_PATH="/mine"))
        out, _ = process.communicate(timeout=60)
        self.assertEqual(f"{process.pid} {BINDER}:/mine ['--ip=0.0.0.0', '', 'two words']\n", out)
        self.assertEqual(7, process.returncode)
        missing = run(BINDER / "start", "no-such-command", "x")
        self.assertEqual((1, "There is no command no-such-command x to start.\n"), (missing.returncode, missing.stderr))

    def test_the_badge_opens_a_notebook_of_the_kernel(self):
        found = re.search(r"mybinder\.org/v2/gh/[^/]+/[^/]+/HEAD\?urlpath=lab/tree/([^)]+)\)",
                          (ROOT / "README.md").read_text(encoding="utf-8"))
        notebook = json.loads((ROOT / found.group(1)).read_text(encoding="utf-8"))
        settings = json.loads((BINDER / "jupyter_server_config.json").read_text())
        self.assertEqual(notebook["metadata"]["kernelspec"]["name"],
                         settings["MultiKernelManager"]["default_kernel_name"])

    def test_memory_is_that_of_all_processes_and_has_a_limit(self):
        rehearse = load(BINDER / "rehearse")
        hoard = "import time; kept = bytearray(b'x') * 150_000_000; time.sleep(60)"
        with tempfile.TemporaryDirectory() as folder:
            stage = rehearse.Stage(Path(folder), 250, other_user=False)
            stage.group.close()
            stage.group.folder = None                   # the measuring is what is tested here
            stage.step("one", [sys.executable, "-c", hoard.replace("sleep(60)", "sleep(1)")])
            started = time.monotonic()
            with self.assertRaisesRegex(rehearse.Failed, r"two: (2[5-9]|3\d)\d MB of memory, and 250 MB are allowed"):
                stage.step("two", ["sh", "-c", f'{sys.executable} -c "{hoard}" & {sys.executable} -c "{hoard}"'])
            self.assertLess(time.monotonic() - started, 50)
            self.assertEqual([], rehearse.descendants())

    def test_its_steps_end_with_an_executed_notebook(self):
        played = run(BINDER / "rehearse", "--quick")
        self.assertEqual((0, ""), (played.returncode, played.stderr), played.stdout)
        self.assertRegex(played.stdout, r"notebooks/02-batch-sizes.ipynb, 4 cells, is executed after +[\d.]+ s\n"
                                        r"the visitor's session +[\d.]+ s +\d+ MB\n$")


if __name__ == "__main__":
    unittest.main()
