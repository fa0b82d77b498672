"""Tests of jacobi.jar, everything in one file, in the jshell tool as a user types at it; takes the jar that Maven built."""
import importlib.machinery
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent
JAR = ROOT / "kernel-ext" / "target" / "jacobi.jar"
PATIENCE = 120
loader = importlib.machinery.SourceFileLoader("lab", str(ROOT / "lab"))
lab = importlib.util.module_from_spec(importlib.util.spec_from_loader("lab", loader))
loader.exec_module(lab)


def png(text):
    """The picture whose place a text tells; the last one may still be written when JShell is left."""
    path, until = Path(re.search(r"The chart is in (\S+)", text).group(1)), time.monotonic() + PATIENCE
    while not (path.is_file() and path.stat().st_size) and time.monotonic() < until:
        time.sleep(0.1)
    return path.read_bytes()


class JShellTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        preferences = Path(temporary.name)              # not the user's, who may have changed JShell's looks
        (preferences / ".java" / ".userPrefs").mkdir(parents=True)
        cls.root, cls.bin = f"-Djava.util.prefs.userRoot={preferences}", lab.find_jdk() / "bin"

    def typed(self, command, *lines):
        """What JShell answers to each line, and in the end to none; expects nothing on stderr."""
        done = subprocess.run([str(part) for part in command], input="\n".join([*lines, "/exit\n"]), cwd=JAR.parent,
                              capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE)
        self.assertEqual("", done.stderr)
        self.assertEqual(0, done.returncode, done.stdout)
        answers = [answer.strip() for answer in done.stdout.split("jshell> ")]
        self.assertEqual(len(lines) + 2, len(answers), done.stdout)
        # Now and then JShell echoes what it reads, or the first letters of it.
        return [answer[len(os.path.commonprefix([line, answer])):].strip()
                for line, answer in zip([*lines, "/exit"], answers[1:])]

    def prompt(self, *lines):
        return self.typed([self.bin / "java", self.root, "-jar", JAR.name], *lines)

    def plain(self, *lines):
        return self.typed([self.bin / "jshell", "-J" + self.root, "--class-path", JAR.name], *lines)

    def test_one_command_has_everything(self):
        about, tensor, product, chart, table, result, error, derivative, check, listed, asserted, _ = self.prompt(
            "jacobi()", "tensor(1, 2, 3)", "ones(40, 50).matmul(ones(50, 60)).sum().item()",
            'for (int i = 0; i < 50; i++) log("loss", 1.0 / (i + 1))',
            'var runs = compare("k", new int[] {1, 4}, k -> log("loss", 1.0 / k))', "runs.rowCount()",
            "tensor(1, 2).add(tensor(1, 2, 3))", 'diff("x^2")', "gradcheck(x -> x.tanh().sum(), ones(3))", "help()",
            'assert false : "said"')
        for part in [r"(?m)^Jacobi +\d+\.\d+\.\d+$", r"(?m)^host +JShell$", r"(?m)^device +cpu"]:
            self.assertRegex(about, part)
        self.assertNotIn("enable-native-access", about)
        self.assertRegex(tensor, r"^\$\d+ ==> Tensor float32 \[3]\n\[1.0, 2.0, 3.0]$")
        self.assertRegex(product, r"==> 120000.0$")
        self.assertEqual(b"\x89PNG", png(chart)[:4])
        self.assertEqual(b"\x89PNG", png(table)[:4])
        self.assertRegex(table, r"(?m)^k +final loss +steps +steps per second +seconds\n4 +0.250 .*\n1 +1.000 ")
        self.assertRegex(result, "==> 2$")
        self.assertIn("Exception java.lang.IllegalArgumentException: add: shapes [2] and [3] do not fit", error)
        self.assertEqual("f(x) = x^2\ndf/dx = 2 * x", derivative)
        self.assertRegex(check, "^verdict +right\ncompared +3 elements")
        self.assertIn("%%compare name=v1,v2", listed)
        self.assertIn("java.lang.AssertionError: said", asserted)

    def test_plain_jshell_has_the_same_once_the_imports_are_read(self):
        _, opened, tensor, about, chart, _ = self.plain(
            "jacobi.Tensors.tensor(1, 2).sum().item()", "/open jar:file:jacobi.jar!/jacobi.jsh", "tensor(1, 2)",
            "jacobi()", 'log("loss", 0.5)')
        self.assertEqual("", opened)
        self.assertRegex(tensor, r"==> Tensor float32 \[2]\n\[1.0, 2.0]$")
        self.assertRegex(about, "(?m)^oneDNN +oneDNN is left out, because .*--enable-native-access=ALL-UNNAMED")
        self.assertEqual(b"\x89PNG", png(chart)[:4])

    def test_the_jar_is_whole_and_holds_the_licences_of_what_it_holds(self):
        with zipfile.ZipFile(JAR) as jar:
            names = jar.namelist()
            manifest = jar.read("META-INF/MANIFEST.MF").decode()
            notice = jar.read("META-INF/NOTICE").decode()
        self.assertEqual(len(names), len(set(names)))
        for line in ["Multi-Release: true", "Enable-Native-Access: ALL-UNNAMED", "Implementation-Version: "]:
            self.assertIn(line, manifest)
        self.assertIn("META-INF/services/org.dflib.jjava.jupyter.Extension", names)
        self.assertEqual([], [name for name in names if re.search(r"\.(SF|RSA|DSA)$|module-info", name)])
        licences = {name for name in names if name.startswith("META-INF/licences/") and not name.endswith("/")}
        self.assertEqual(licences, {"META-INF/" + name for name in re.findall(r"licences/[\w.-]+\w", notice)})


if __name__ == "__main__":
    unittest.main()
