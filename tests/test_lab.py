"""Tests of the parts of lab that need neither network nor JDK."""
import importlib.machinery
import importlib.util
import io
import os
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.dont_write_bytecode = True
LAB = Path(__file__).resolve().parent.parent / "lab"
loader = importlib.machinery.SourceFileLoader("lab", str(LAB))
lab = importlib.util.module_from_spec(importlib.util.spec_from_loader("lab", loader))
loader.exec_module(lab)


class InFolder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name).resolve()

    def fails(self, *parts):
        """Expects lab's own failure, whose message holds every one of the parts."""
        test = self

        class Expectation:
            def __enter__(self):
                self.raised = test.assertRaises(lab.Failed)
                self.context = self.raised.__enter__()

            def __exit__(self, *error):
                caught = self.raised.__exit__(*error)
                for part in parts:
                    test.assertIn(str(part), str(self.context.exception))
                return caught
        return Expectation()


class JdkTest(InFolder):
    def jdk(self, name, release, javac=True):
        home = self.folder / name
        (home / "bin").mkdir(parents=True)
        if javac:
            exe = home / "bin" / ("javac.exe" if os.name == "nt" else "javac")
            exe.write_text("")
            exe.chmod(0o755)
        if release is not None:
            (home / "release").write_text(release)
        return home

    def test_version_comes_from_the_release_file(self):
        for release, version in [('IMPLEMENTOR="X"\nJAVA_VERSION="25.0.3"\n', 25), ('JAVA_VERSION="25"', 25),
                                 ('JAVA_VERSION="17.0.15"', 17), ('JAVA_VERSION="26-ea"', 26),
                                 ('JAVA_VERSION="1.8.0_402"', 1), ("", 0), ("JAVA_RUNTIME_VERSION=\"25\"", 0)]:
            with self.subTest(release):
                self.assertEqual(version, lab.jdk_version(self.jdk(f"jdk{version}-{len(release)}", release)))

    def test_a_runtime_without_compiler_is_no_jdk(self):
        self.assertEqual(0, lab.jdk_version(self.jdk("jre", 'JAVA_VERSION="25"', javac=False)))
        self.assertEqual(0, lab.jdk_version(self.jdk("bare", None)))
        self.assertEqual(0, lab.jdk_version(self.folder / "none"))

    def test_the_wanted_version_wins_then_the_newest(self):
        old, new = self.jdk("17", 'JAVA_VERSION="17"'), self.jdk("27", 'JAVA_VERSION="27"')
        newer, wanted = self.jdk("28", 'JAVA_VERSION="28.0.1"'), self.jdk("25", 'JAVA_VERSION="25.0.1"')
        self.assertEqual(wanted, lab.best_jdk([old, new, wanted, newer]))
        self.assertEqual(newer, lab.best_jdk([old, new, newer, old]))
        self.assertIsNone(lab.best_jdk([old, self.folder / "none"]))

    def test_no_jdk_is_told_with_the_ways_to_get_one(self):
        with mock.patch.object(lab, "jdk_places", lambda **_: []), mock.patch.dict(os.environ, clear=True):
            with self.fails("JDK 25", "apt install openjdk-25-jdk-headless", "brew", "winget", "sdk install",
                            "JAVA25_HOME"):
                lab.find_jdk()

    def test_a_wrong_wish_is_refused(self):
        old = self.jdk("17", 'JAVA_VERSION="17"')
        for wish, told in [(old, "a JDK 17"), (self.folder / "none", "no JDK")]:
            with mock.patch.dict(os.environ, JACOBI_JDK=str(wish)), self.fails(wish, told, "JDK 25"):
                lab.find_jdk()

    def test_maven_is_told_of_a_jdk_that_it_does_not_see(self):
        hidden = self.jdk("25", 'JAVA_VERSION="25"')
        with mock.patch.object(lab, "jdk_places", lambda for_maven=False: [] if for_maven else [hidden]), \
                mock.patch.object(Path, "home", lambda: self.folder), mock.patch.dict(os.environ):
            os.environ.pop("JACOBI_JDK", None)
            with self.fails(f"JAVA25_HOME={hidden}"):
                lab.check_jdk()


class StampTest(InFolder):
    def setUp(self):
        super().setUp()
        for name in ["pom.xml", "library/pom.xml", "kernel-ext/pom.xml", "library/src/main/java/A.java"]:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(name)
        patch = mock.patch.object(lab, "HERE", self.folder)
        patch.start()
        self.addCleanup(patch.stop)

    def test_any_change_of_a_source_changes_the_stamp(self):
        stamps = [lab.sources_stamp()]
        source = self.folder / "library/src/main/java/A.java"
        source.write_text("longer than before, by far")
        stamps.append(lab.sources_stamp())
        os.utime(source, ns=(1, 1))
        stamps.append(lab.sources_stamp())
        source.rename(source.with_name("B.java"))
        stamps.append(lab.sources_stamp())
        source.with_name("C.java").write_text("")
        stamps.append(lab.sources_stamp())
        self.assertEqual(len(stamps), len(set(stamps)))

    def test_tests_and_outputs_leave_the_stamp_alone(self):
        before = lab.sources_stamp()
        for name in ["library/src/test/java/T.java", "library/target/x.class", "README.md"]:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(name)
        self.assertEqual(before, lab.sources_stamp())

    def test_writing_leaves_the_whole_text_and_no_part(self):
        target = self.folder / "new" / "file"
        lab.write(target, "one\n")
        lab.write(target, "two: ä\n")
        self.assertEqual("two: ä\n".encode(), target.read_bytes())
        self.assertEqual([target], list(target.parent.iterdir()))

    def test_jars_are_asked_for_when_there_are_none(self):
        with self.fails("jars are not all in", "mvn package"):
            lab.stage()

    def test_a_missing_maven_is_told_before_anything_is_downloaded(self):
        with mock.patch.object(lab, "HOME", self.folder / ".lab"), mock.patch.object(lab, "find_jdk", lambda: "jdk"), \
                mock.patch.object(lab, "has_fonts", lambda: True), \
                mock.patch.object(lab.shutil, "which", lambda _: None), \
                mock.patch.object(lab, "set_up_python") as python, self.fails("no mvn on the PATH", "apt install"):
            lab.set_up()
        python.assert_not_called()


class ArgumentsTest(InFolder):
    def test_outputs_go_to_one_folder_unless_said_otherwise(self):
        a, b = self.folder / "a.ipynb", self.folder / "sub" / "b.ipynb"
        b.parent.mkdir()
        for path in (a, b):
            path.write_text("{}")
        self.assertEqual([(a, lab.HOME / "out" / "a.ipynb"), (b, lab.HOME / "out" / "b.ipynb")],
                         lab.targets([str(a), str(b)], None))
        self.assertEqual([(a, self.folder / "x.ipynb")], lab.targets([str(a)], str(self.folder / "x.ipynb")))
        with self.fails("--out", "2 are to run"):
            lab.targets([str(a), str(b)], "x.ipynb")
        with self.fails("--out", "x.html", ".ipynb"):
            lab.targets([str(a)], "x.html")
        with self.fails("missing.ipynb"):
            lab.targets(["missing.ipynb"], None)
        same = b.with_name("a.ipynb")
        same.write_text("{}")
        with self.fails("Two notebooks", "a.ipynb"):
            lab.targets([str(a), str(same)], None)

    def test_what_is_not_understood_is_named(self):
        for arguments, told in [(["frob"], "frob"), (["--bogus"], "--bogus"), (["data", "cifar"], "data cifar"),
                                (["--run"], "--run"), (["--run", "x.ipynb", "--timeout", "soon"], "soon"),
                                (["--run", "x.ipynb", "--timeout", "0"], "--timeout")]:
            with self.subTest(arguments), self.fails(told):
                lab.main(arguments)

    def test_options_for_jupyterlab_come_instead_of_labs_own(self):
        def names(*rest):
            return [option.split("=")[0] for option in lab.lab_options(list(rest))]
        with mock.patch.object(os, "geteuid", lambda: 1000, create=True):
            self.assertEqual(["--ServerApp.root_dir", "--port"], names("--port=1"))
            for folder in ["--ServerApp.root_dir=/x", "--notebook-dir=/x", "--LabApp.notebook_dir=/x"]:
                self.assertEqual([folder[:-3]], names(folder))
        with mock.patch.object(os, "geteuid", lambda: 0, create=True), mock.patch.object(lab, "WINDOWS", False):
            self.assertIn("--ServerApp.allow_root=True", lab.lab_options([]))

    def test_formulas_are_found_in_prose_and_results(self):
        def notebook(kind, source, **data):
            return {"cells": [{"cell_type": kind, "source": source, "outputs": [{"data": data}] if data else []}]}
        for given in [notebook("markdown", "so $x^2$"), notebook("markdown", r"\(x\)"), notebook("markdown", r"\[x\]"),
                      notebook("markdown", r"\begin{align}"), notebook("code", "1", **{"text/latex": "x"}),
                      notebook("code", "1", **{"text/html": "<p>$x$</p>"})]:
            self.assertTrue(lab.has_formulas(given), given)
        for given in [notebook("markdown", "three [links](x)"), notebook("code", 'var a = "$x$";'),
                      notebook("code", "1", **{"text/plain": "$1"}), {"cells": []}]:
            self.assertFalse(lab.has_formulas(given), given)

    def test_terminal_colours_are_taken_out(self):
        with mock.patch.object(lab, "TERMINAL", False):
            self.assertEqual("at .(#1:1)", lab.plain("\x1b[1m\x1b[31mat .(#1:1)\x1b[0m"))


class DataTest(InFolder):
    WANTED = {"one": (3, "f97c5d29941bfb1b2fdab0874906ab82"), "two": (3, "b8a9f715dbb64fd5c56e7783c6820a61")}

    def archive(self, *members):
        path = self.folder / "set.tgz"
        with tarfile.open(path, "w:gz") as tar:
            for name, content in members:
                info = tarfile.TarInfo(name)
                if content is None:
                    info.type, info.linkname = tarfile.SYMTYPE, "/etc/hostname"
                    tar.addfile(info)
                else:
                    info.size = len(content)
                    tar.addfile(info, io.BytesIO(content))
        return path

    def unpack(self, *members):
        target = self.folder / "out"
        target.mkdir(exist_ok=True)
        lab.unpack(self.archive(*members), self.WANTED, target)
        return {path.name: path.read_bytes() for path in target.iterdir()}

    def test_only_the_wanted_files_come_out(self):
        self.assertEqual({"one": b"one", "two": b"two"}, self.unpack(
            ("package/data/../../evil", b"x"), ("/package/data/one", b"bad"), ("../package/data/one", b"bad"),
            ("package/data/one", b"one"), ("package/index.js", b"x"), ("package/data/two", b"two")))
        self.assertFalse((self.folder / "evil").exists())

    def test_what_is_wrong_with_an_archive_is_told(self):
        with self.fails("one", "4 bytes instead of 3"):
            self.unpack(("package/data/one", b"long"))
        with self.fails("one", "md5"):
            self.unpack(("package/data/one", b"eno"))
        with self.fails("lacks two"):
            self.unpack(("package/data/one", b"one"))
        with self.fails("lacks one, two"):
            self.unpack(("package/data/one", None))
        broken = self.folder / "broken.tgz"
        broken.write_bytes(self.archive(("package/data/one", b"one"), ("package/data/two", b"two")).read_bytes()[:60])
        with self.fails("broken.tgz"):
            lab.unpack(broken, self.WANTED, self.folder)

    def test_a_file_counts_only_with_its_size_and_sum(self):
        path = self.folder / "one"
        self.assertFalse(lab.is_whole(path, *self.WANTED["one"]))
        for content, whole in [(b"one", True), (b"two", False), (b"on", False)]:
            path.write_bytes(content)
            self.assertEqual(whole, lab.is_whole(path, *self.WANTED["one"]))


if __name__ == "__main__":
    unittest.main()
