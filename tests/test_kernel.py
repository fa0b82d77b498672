"""Tests of the kernel extension in the real kernel, with the jars that ./lab takes; runs in Jupyter's environment.

JJava is the kernel, unless JACOBI_IJAVA is the class path of IJava 1.3.0, which is on no registry.
"""
import base64
import importlib.machinery
import importlib.util
import os
import queue
import random
import re
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
RERUNS = int(os.environ.get("JACOBI_RERUNS", "40"))
IJAVA = os.environ.get("JACOBI_IJAVA")


def only_in_jjava(why):
    return unittest.skipIf(IJAVA, why)


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


class Result:
    """What a cell gave: the outputs as a front end would keep them, updates applied."""

    def __init__(self):
        self.outputs, self.updates, self.error, self.stdout, self.seconds = [], 0, None, "", 0

    @property
    def displays(self):
        return [content for kind, content in self.outputs if kind == "display_data"]

    @property
    def value(self):
        values = [content["data"] for kind, content in self.outputs if kind == "execute_result"]
        return values[0] if values else None

    @property
    def given(self):
        """What a magic gave: for IJava that is no result of its cell, so it is a display there."""
        return self.displays[-1]["data"] if IJAVA else self.value


class KernelTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from jupyter_client.manager import KernelManager
        cls.log = tempfile.TemporaryFile()
        cls.manager = KernelManager(kernel_name="jacobi")
        if IJAVA:
            spec = cls.manager.kernel_spec
            spec.argv = [*spec.argv[:spec.argv.index("-jar")], "-cp", IJAVA, "io.github.spencerpark.ijava.IJava",
                         "{connection_file}"]
            spec.env = {"IJAVA_CLASSPATH": spec.env["JJAVA_CLASSPATH"], "IJAVA_STARTUP_SCRIPTS_PATH":
                        str(ROOT / "kernel-ext/src/main/resources/jacobi/notebook/imports.jsh")}
        cls.manager.start_kernel(stdout=cls.log, stderr=cls.log)
        cls.client = cls.manager.client()
        cls.client.start_channels()
        cls.client.wait_for_ready(timeout=PATIENCE)

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)
        written = cls.written()
        cls.log.close()
        assert written == "", f"in some test the kernel's process wrote: {written}"

    @classmethod
    def written(cls):
        """What the kernel's process itself wrote so far, past all cells; some graders take any of it for a failure."""
        cls.log.seek(0)
        written = cls.log.read().decode(errors="replace")
        return re.sub(r".*spencerpark\.jupyter\.channels\.Loop start\nINFO: .*\n", "", written) if IJAVA else written

    def run_cell(self, code, interrupt_after=None, at_picture=False):
        """Runs a cell; interrupts it some seconds after it was sent, or when its first picture comes as an update."""
        result, started = Result(), time.monotonic()
        request = self.client.execute(code)
        interrupt_at = None if interrupt_after is None else started + interrupt_after
        while True:
            try:
                patience = PATIENCE if interrupt_at is None else max(0, interrupt_at - time.monotonic())
                message = self.client.get_iopub_msg(timeout=patience)
            except queue.Empty:
                if interrupt_at is None:
                    raise
                interrupt_at = None
                self.manager.interrupt_kernel()
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                break
            if kind == "stream":
                result.stdout += content["text"]
            elif kind == "error":
                result.error = content
                if IJAVA and content["traceback"][:1] == [""]:
                    del content["traceback"][0]          # where IJava's line of dashes was
            elif kind in ("execute_result", "display_data"):
                result.outputs.append((kind, content))
            elif kind == "update_display_data":
                result.updates += 1
                if at_picture and "image/svg+xml" in content["data"]:
                    at_picture = False
                    self.manager.interrupt_kernel()
                for _, shown in result.outputs:
                    if shown.get("transient", {}).get("display_id") == content["transient"]["display_id"]:
                        shown.update(data=content["data"], metadata=content["metadata"])
        self.client.get_shell_msg(timeout=PATIENCE)
        result.seconds = time.monotonic() - started
        return result

    def ok(self, code):
        result = self.run_cell(code)
        self.assertIsNone(result.error, result.error and "\n".join(result.error["traceback"]))
        return result

    def assert_chart(self, content, *parts):
        self.assertEqual({"text/plain", "image/svg+xml", "image/png"}, set(content["data"]))
        for part in parts:
            self.assertIn(part, content["data"]["text/plain"])
        root = ElementTree.fromstring(content["data"]["image/svg+xml"])
        self.assertTrue(root.tag.endswith("svg"))
        png = base64.b64decode(content["data"]["image/png"])
        self.assertEqual(b"\x89PNG", png[:4])
        size = content["metadata"]["image/png"]
        self.assertEqual((2 * size["width"], 2 * size["height"]),
                         (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")))

    def test_everything_is_imported(self):
        self.ok("Tensor t = tensor(1, 2); Shape s = t.shape(); var layer = new Linear(2, 3); "
                "new SGD(layer.parameters(), 0.1); Progress.start(\"a\", 1).finish(); comparison();")

    def test_a_tensor_is_a_card_and_text(self):
        value = self.ok("tensor(1, 2, 3)").value
        self.assertEqual("Tensor float32 [3]\n[1.0, 2.0, 3.0]", value["text/plain"])
        self.assertIn("Tensor 3 · float32 · cpu", value["text/html"])
        self.assertIn("<table>", value["text/html"])

    def test_an_image_says_its_size_and_not_where_it_is(self):
        value = self.ok("new java.awt.image.BufferedImage(56, 28, java.awt.image.BufferedImage.TYPE_BYTE_GRAY)").value
        self.assertEqual("image, 56 by 28", value["text/plain"])
        self.assertEqual(b"\x89PNG", base64.b64decode(value["image/png"])[:4])
        self.ok('display(new java.awt.image.BufferedImage(9, 8, 1), "image/jpeg");')

    def test_the_kernel_writes_nothing_by_itself(self):
        self.ok("""import tech.tablesaw.api.*;
                   var people = Table.create("t", IntColumn.create("a", 1, 2), StringColumn.create("b", "x", "y"));
                   people.write().csv(new java.io.StringWriter());
                   log("loss", ones(64, 64).matmul(ones(64, 64)).mean());
                   people""")
        self.ok("for (var batch : Datasets.mnist().train().batches(1000)) { }")
        self.assertEqual("", self.written())

    def test_assertions_are_on(self):
        error = self.run_cell('assert 1 > 2 : "too small";').error
        self.assertEqual("\x1b[1mAssertionError in line 1: too small\x1b[0m", "\n".join(error["traceback"]).split("\n")[0])
        self.ok("assert 2 > 1;")

    def test_log_makes_one_chart_that_ends_complete(self):
        result = self.ok('for (int i = 0; i < 60; i++) { log("loss", 1.0 / (i + 1)); Thread.sleep(20); }')
        self.assertEqual(1, len(result.outputs))
        self.assert_chart(result.displays[0], "loss ", " 0.0167 at step 60, from 1.000")
        self.assertTrue(1 <= result.updates <= 8, f"{result.updates} updates in 1.2 s")

    def test_a_cell_that_fails_keeps_its_chart_and_tells_the_cause(self):
        result = self.run_cell('for (int i = 0; i < 5; i++) log("loss", i);'
                               'throw new IllegalStateException("bad", new RuntimeException("the cause"));')
        self.assert_chart(result.displays[0], "4.000 at step 5")
        self.assertIn("bad" if IJAVA else "IllegalStateException, bad", result.error["evalue"])
        if not IJAVA:                                    # its exceptions have no causes
            self.assertIn("Caused by: RuntimeException in line 1: the cause", "\n".join(result.error["traceback"]))

    def test_an_error_tells_the_lines_of_the_cell_and_folds_the_rest(self):
        self.ok("Tensor shifted(Tensor t) {\n    return t.add(tensor(1, 2));\n}")
        error = self.run_cell("%seed 4\nint n = 3;\n\nfor (int i = 0; i < n; i++) {\n    shifted(tensor(1, 2, 3));\n}").error
        lines = "\n".join(error["traceback"]).split("\n")
        # IJava leaves line breaks before a statement, and JShell then knows its first line only.
        place, text = (4, "for (int i = 0; i < n; i++) {") if IJAVA else (5, "shifted(tensor(1, 2, 3));")
        self.assertTrue(lines[0].startswith(f"\x1b[1mIllegalArgumentException in line {place}: add: shapes [3] and"), lines)
        self.assertEqual(["    line 2 of an earlier cell, in shifted:  return t.add(tensor(1, 2));",
                          f"    line {place}:  {text}"], lines[1:3])
        self.assertRegex(lines[3], r"^    \(\d frames inside libraries and the kernel\)$")
        self.assertEqual(4, len(lines))
        error = self.run_cell("String nothing = null;\n\nnothing.length();").error
        self.assertEqual('\x1b[1mNullPointerException in line 3: Cannot invoke "String.length()" because "nothing" is null'
                         '\x1b[0m', "\n".join(error["traceback"]).split("\n")[0])
        error = self.run_cell("java.util.concurrent.CompletableFuture.supplyAsync(\n() -> tensor(1, 2).reshape(5)).get();").error
        trace = "\n".join(error["traceback"])
        self.assertIn("ExecutionException in line 2: ", trace)
        if not IJAVA:
            self.assertIn("Caused by: IllegalArgumentException in line 2: reshape: ", trace)

    def test_a_shape_error_is_one_sentence(self):
        error = self.run_cell("tensor(1, 2, 3).add(tensor(1, 2))").error
        self.assertIn("add: shapes [3] and [2] do not fit", error["evalue"])

    def test_settings(self):
        about = self.ok("%jacobi").displays[0]["data"]
        for part in ("device", "cpu", "threads", "oneDNN", "memory", "Java", "IJava" if IJAVA else "JJava"):
            self.assertIn(part, about["text/plain"])
        self.assertIn("<table>", about["text/html"])
        self.assertIn("%%compare name=v1,v2", self.ok("%jacobi help").displays[0]["data"]["text/plain"])
        first = self.ok("%seed 42\nrand(2).toString()").value["text/plain"]
        self.assertEqual(first, self.ok("seed(42); rand(2).toString()").value["text/plain"])
        self.assertEqual("threads: 1", self.ok("%threads 1").displays[0]["data"]["text/plain"])
        self.ok("%threads 2")
        self.ok("%anomaly on")
        self.assertIn("sqrt: its result of shape [1] has NaN", self.run_cell("tensor(new float[] {-1}).sqrt()").error["evalue"])
        self.ok("%anomaly off")
        for code, part in [("%device cud", "there is no device cud; devices are cpu, cuda"),
                           ("%seed x", "x is not a whole number"),
                           ("%threads 0", "0 is not between 1 and"), ("%anomaly", "write %anomaly on"),
                           ("%jacobi hlp", "takes nothing, or help, not hlp")]:
            with self.subTest(code):
                self.assertIn(part, self.run_cell(code).error["evalue"])

    def test_views_are_pictures_with_a_text(self):
        self.ok("Tensor view = tensor(new float[] {-1, 2.5f, 0, 1}, 2, 2);")
        shown = self.ok("%heatmap view").displays[0]
        self.assert_chart(shown, "heat map of [2, 2] float32, from -1 to 2.5\n-1  2.5\n 0    1")
        for code, part in [("heatmap(view); 1", "heat map of [2, 2]"), ("%image view", "stretched: -1 is black, 2.5 is white"),
                           ("%image view.reshape(2, 1, 1, 2)", "2 pictures of 1 × 2 grey"),
                           ('images(view.reshape(2, 1, 2), "a", "b");', "a, b"), ("%histogram view", "histogram of 4 numbers"),
                           ('confusion(tensor(0, 1), tensor(0, 0), "cat", "dog");', "50.0 % right: 1 of 2"),
                           ("boundary(new Linear(2, 2), view, tensor(0, 1));", "decision boundary: "),
                           ("boundary(x -> x.select(1, 0), view, tensor(0, 1));", "boundary at 0")]:
            with self.subTest(code):
                self.assert_chart(self.ok(code).displays[0], part)
        for code, part in [("%heatmap", "%heatmap: needs a tensor, such as"), ("%image 3", "%image: 3 is not a tensor, but of type Integer"),
                           ("%heatmap randn(2, 3, 4)", "heatmap: takes a matrix, and this is a tensor of shape [2, 3, 4]"),
                           ("%heatmp view", "did you mean %heatmap?")]:
            with self.subTest(code):
                self.assertIn(part, self.run_cell(code).error["evalue"])

    def test_models_optimizers_and_data_are_cards(self):
        self.ok("class Twice implements Layer { final Linear inner = new Linear(4, 4); "
                "public Tensor apply(Tensor x) { return inner.apply(inner.apply(x)); } "
                "public List<Tensor> parameters() { return inner.parameters(); } }")
        self.ok("var parts = new Sequential(new Linear(3, 4), new ReLU(), new Twice());")
        value = self.ok("parts").value
        self.assertIn("├─ Linear(3, 4)", value["text/plain"])
        self.assertIn("36 parameters, 144 bytes", value["text/html"])
        for code in ("%summary parts 5 3", "%summary parts [5, 3]", "%summary parts 5x3", "summary(parts, 5, 3);",
                     "%summary new Sequential(new Linear(3, 4), new ReLU(), new Twice()) 5,3"):
            with self.subTest(code):
                text = self.ok(code).displays[0]["data"]["text/plain"]
                self.assertIn("└─ Twice            [5, 4]                                20            160", text)
                self.assertIn("for an input of shape [5, 3] float32: 220 multiply-adds", text)
        self.assertIn("function", self.ok("%summary x -> x.mul(2) 3").displays[0]["data"]["text/plain"])
        self.assertNotIn("multiply-adds", self.ok("%summary parts").displays[0]["data"]["text/plain"])
        self.assertIn("momentum       0.9", self.ok("new SGD(parts.parameters(), 0.1, 0.9)").value["text/plain"])
        data = self.ok("Dataset.of(new double[][] {{0, 0}, {0, 1}}, new int[] {0, 1})").value
        self.assertIn("class 1  ", data["text/plain"])
        self.assertIn("<img ", data["text/html"])
        self.assertIn("18 pictures of 28 × 28", self.ok("Datasets.mnist()").value["text/plain"])
        for code, part in [("%summary", "%summary: needs a model"), ("%summary 3 4", "3 is not a model, but of type Integer"),
                           ("%summary parts 5 4", "summary: layer 1, Linear(3, 4), on an input of shape [5, 4]: it takes rows"),
                           ("%summary parts 99999999999", "is too large")]:
            with self.subTest(code):
                self.assertIn(part, self.run_cell(code).error["evalue"])

    def test_diff_shows_derivatives_as_mathematics(self):
        shown = self.ok("%diff x * sin(x)^2").displays[0]["data"]
        self.assertEqual("f(x) = x * sin(x)^2\ndf/dx = sin(x)^2 + 2 * (x * (sin(x) * cos(x)))", shown["text/plain"])
        self.assertIn("\\frac{\\partial f}{\\partial x}", shown["text/latex"])
        self.assertIn("formula: at character 4, the end, behind x +: ", self.run_cell("%diff x +").error["evalue"])
        self.assertEqual(1, len(self.ok('diff("w * x")').displays))

    def test_gradcheck_tells_right_from_wrong(self):
        shown = self.ok("%gradcheck x -> x.tanh().sum() at randn(3)").displays[0]["data"]["text/plain"]
        self.assertRegex(shown, "^verdict +right\ncompared +3 elements, in float64; converted from float32")
        self.ok("""record Wrong() implements jacobi.autograd.Op {
                       public Tensor forward(Tensor... x) { return x[0].square(); }
                       public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) { return g.mul(x[0]); }
                   }""")
        self.assertIn("WRONG", self.ok("%gradcheck x -> new Wrong().apply(x) at tensor(1, 2)").displays[0]["data"]["text/plain"])
        for code, part in [("%gradcheck x", "needs a function and where to look"), ("%gradcheck x -> x at 5", "5 is not a tensor"),
                           ("%gradcheck x -> foo(x) at randn(2)", "cannot find symbol")]:
            with self.subTest(code):
                self.assertIn(part, self.run_cell(code).error["evalue"])

    def test_graph_is_a_picture_and_a_table_with_the_names_of_variables(self):
        self.ok("Tensor w = tensor(2).requiresGrad(true); Tensor data = tensor(3, 4); var f = w.mul(data).sum();")
        result = self.ok("%graph f grad")
        self.assert_chart(result.displays[0], "The graph of f: 2 ops, 1 parameter, 1 input",
                          "#0    parameter w           []     2       7", "#1    input data            [2]    3 to 4")
        self.assertEqual(1, len(result.outputs))
        self.assertEqual("", self.ok("System.out.print(java.util.Objects.toString(w.grad(), \"\"));").stdout)
        self.assert_chart(self.ok("graph(f, new GraphOptions().depth(1));").displays[0], "1 op beyond depth 1 not shown")

    def test_graph_goes_back_step_by_step(self):
        self.ok("var layer = new Linear(2, 1); var y = layer.apply(ones(3, 2)).square().mean();")
        picture, steps = self.ok("%graph y steps").displays
        self.assert_chart(picture, "parameter layer.weight", "parameter layer.bias")
        self.assertIn("layer.weight gets norm", steps["data"]["text/plain"])
        self.assertIn("<details open><summary><b>Step 1 of ", steps["data"]["text/html"])

    def test_graph_tells_what_it_wants(self):
        self.ok("var freed = tensor(2).requiresGrad(true).square(); freed.backward(); var line = new Linear(2, 1);")
        for line, sentence in {
                "%graph freed": "graph: a backward pass has freed the graph behind square",
                "%graph line": "%graph: line is a Linear, and only a tensor has a graph; write %graph line.apply(x)",
                "%graph freed gard": "%graph: there is no gard; did you mean grad?"}.items():
            self.assertIn(sentence, self.run_cell(line).error["evalue"])

    def test_profile_tells_ops_and_lines(self):
        self.ok("var weights = rand(20, 20).requiresGrad(true);\nTensor slowly(Tensor x) {\n    return x.exp();\n}")
        result = self.ok("%%profile\nfor (int i = 0; i < 5; i++) {\n    weights.matmul(weights)\n        .tanh().sum()\n"
                         "        .backward();\n}\nslowly(weights).detach();")
        shown = result.displays[0]["data"]
        lines = shown["text/plain"].splitlines()
        self.assertRegex(lines[0], r"^[\d.]+ m?s, [<\d.]+ % of it in \d+ ops, whose results have ")
        for pattern in [r"^matmul +5 +\S+ [mµn]?s +", r"^matmul \(backward\) +\d\d ", r"^tanh \(backward\) +5 ", r"^exp +1 ",
                        r"^keeping this record +\d", r"^other code, and compiling it +\d", r"^ +3 +5 .* weights.matmul\(weights\)$",
                        r"^ +4 +10 .* \.tanh\(\)\.sum\(\)$", r"^ +5 +\d\d .* \.backward\(\);$",
                        r"^earlier cell, 2 +1 .* Tensor slowly" if IJAVA else r"^earlier cell, 3 +1 .* return x.exp\(\);$"]:
            self.assertTrue(any(re.search(pattern, line) for line in lines), (pattern, shown["text/plain"]))
        self.assertIn("<table>", shown["text/html"])
        self.assertEqual("display_data" if IJAVA else "execute_result", result.outputs[-1][0])
        self.assertIn("1 op", self.ok("profile(() -> weights.exp());").displays[0]["data"]["text/plain"])
        failed = self.run_cell("%%profile\nweights.exp();\nthrow new IllegalStateException(\"bad\");")
        self.assertIn("IllegalStateException: bad", failed.error["evalue"])
        self.assertIn("exp ", failed.displays[0]["data"]["text/plain"])
        self.assertIn("cannot find symbol", self.run_cell("%%profile\nfoo();").error["evalue"])
        self.assertIn("takes nothing but", self.run_cell("%%profile fast\n1").error["evalue"])

    def test_memory_tells_tensors_and_lets_go_of_results(self):
        self.ok("%memory free")
        self.ok("var held = rand(500, 500); var network = new Sequential(new Linear(30, 40));")
        for i in range(20):
            self.ok(f"rand(500, 500) // {i}")
        text = self.ok("%memory").displays[0]["data"]["text/plain"]
        self.assertRegex(text, r"\nresults of cells +20 +20.0 MB ")
        self.assertRegex(text, r"\nheld +1 +1.00 MB ")
        self.assertRegex(text, r"\nnetwork +2 +4.96 kB ")
        self.assertRegex(text, r"\nfloat32 \[500, 500\], data +\d+ ")
        shown = self.ok("%memory free").displays[0]["data"]["text/plain"]
        self.assertGreater(float(re.search(r"freed +([\d.]+) MB", shown)[1]), 15)
        self.assertNotIn("results of cells", self.ok("memory();").displays[0]["data"]["text/plain"])
        self.assertEqual("[500, 500]", self.ok("held.shape()").value["text/plain"])
        self.ok("freeMemory();")
        self.ok("%anomaly on\nvar traced = held.requiresGrad(true)\n    .tanh();")
        self.ok("%anomaly off")
        self.assertIn("line 3: .tanh();", self.ok("%memory").displays[0]["data"]["text/plain"])
        self.assertIn("takes nothing, or free", self.run_cell("%memory all").error["evalue"])

    def test_reruns_of_a_cell_that_trains_take_no_more_memory(self):
        code = """var trained = new Sequential(new Linear(300, 300), new ReLU(), new Linear(300, 10));
                  var trainer = new SGD(trained.parameters(), 0.1, 0.9);
                  var input = rand(100, 300);
                  for (int i = 0; i < 3; i++) { trained.apply(input).square().mean().backward(); trainer.step(); }
                  Tensor error(Tensor x) { return trained.apply(x).square(); }
                  error(input).mean()"""
        used = 'for (int i = 0; i < 4; i++) System.gc(); ' \
               'System.out.println(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());'
        sizes = []
        for _ in range(2):
            for _ in range(RERUNS):
                self.ok(code)
            sizes.append(int(self.ok(used).stdout) / 1e6)
        # A result with its graph has 1 MB. JShell would keep some 70 kB of each run, the compiler has up to 5 MB to spare.
        self.assertLess(sizes[1] - sizes[0], 10, sizes)

    def test_results_of_earlier_cells_stay(self):
        self.ok("%memory free")
        self.ok("ones(50_000).square()")
        for i in range(3):
            self.ok(f"ones(50_000).mul({i})")
        self.ok("ones(50_000).square()")
        shown = self.ok("%memory").displays[0]["data"]["text/plain"]
        self.assertRegex(shown, r"\nresults of cells +4 ")

    def test_bench_shows_median_and_spread(self):
        self.ok("var benched = rand(8, 8); int benchedRuns = 0;")
        shown = self.ok("%%bench runs=50 seconds=1\nbenchedRuns++;\nvar twice = benched.mul(2);\ntwice.sum()").displays
        self.assertEqual(1, len(shown))
        self.assert_chart(shown[0], "a run, in the median\nhalf of them from ", "\n50 ", "allocated a run",
                          "twice is known to the measured code only")
        self.assertGreater(int(self.ok("benchedRuns").value["text/plain"]), 50)
        for code in ["benched.tanh();", "System.out.print(\"\");", "int[] b = {1};", "for (int i = 0; i < 3; i++) { benched.exp(); }"]:
            self.assertIn("in the median", self.ok("%%bench runs=9 seconds=0.2\n" + code).displays[0]["data"]["text/plain"])
        self.assertEqual(1, len(self.ok("bench(() -> benched.tanh());").displays))
        for code, part in [("%%bench sec=1\n1", "%%bench: there is no argument sec=; "),
                           ("%%bench runs=0\n1", "runs=0 is not a whole number from 1"),
                           ("%%bench seconds=-1\n1", "seconds=-1 is not a time"),
                           ("%%bench fast\n1", "%%bench: does not know fast"),
                           ("%%bench\nint f() { return 1; }\nf()", "declares the method f; declare it in a cell of its own"),
                           ("%%bench\nimport java.util.zip.*;", "an import stands in a cell of its own"),
                           ("%%bench\nbenched.mul(2);\nfoo(benched)", "at foo: cannot find symbol"),
                           ("%%bench\nthrow new java.io.IOException(\"no\");", "IOException: no")]:
            with self.subTest(code):
                self.assertIn(part, self.run_cell(code).error["evalue"])

    def test_an_interrupt_stops_a_benchmark(self):
        self.ok("var stopped = rand(100);")
        result = self.run_cell("%%bench seconds=60\nrand(600, 600).matmul(rand(600, 600))", interrupt_after=3)
        self.assertLess(result.seconds, 20)
        self.assertEqual("EvaluationInterruptedException", result.error["ename"])
        self.assertIn("measuring: ", result.displays[0]["data"]["text/plain"])
        self.assertEqual("[100]", self.ok("stopped.tanh().shape()").value["text/plain"])

    def test_lrfind_suggests_a_rate_and_leaves_no_trace(self):
        self.ok("""var fit = tensor(3, -4).requiresGrad(true); var tried = new SGD(List.of(fit), 0.3, 0.5);""")
        shown = self.ok("%lrfind tried fit.square().sum() from=1e-4 to=100").displays
        self.assertEqual(1, len(shown))
        self.assert_chart(shown[0], "there the loss falls fastest", "Parameters and optimizer are as they were.")
        self.assertIn("SGD(1 tensor, learning rate 0.3, momentum 0.5)", self.ok("tried.toString()").value["text/plain"])
        self.assertIn("[ 3.0, -4.0]", self.ok("fit.toString()").value["text/plain"])
        self.assertEqual(1, len(self.ok("double rate = lrfind(tried, () -> fit.square().sum());").displays))
        for code, part in [("%lrfind tried", "needs an optimizer and a loss"), ("%lrfind fit fit.sum()", "fit is not an optimizer but a Tensor"),
                           ("%lrfind tried fit", "the loss must be a single number, and it is a tensor of shape [2]"),
                           ("%lrfind tried fit.sum() to=1e-9", "goes from a rate above 0 to a larger one")]:
            with self.subTest(code):
                self.assertIn(part, self.run_cell(code).error["evalue"])

    def test_compare_makes_a_chart_and_a_table(self):
        code = ('%%compare batchSize=16,64,256\nvar first = rand(1).item();\n'
                'for (int i = 0; i < 2000 / batchSize; i++) { log("loss", first / (i + 1)); }\nlog("accuracy", 0.9);')
        for _ in range(2):                              # declarations can be made again
            result = self.ok(code)
            self.assertEqual(["display_data", "display_data" if IJAVA else "execute_result"],
                             [kind for kind, _ in result.outputs])
            self.assert_chart(result.displays[0], "loss (batchSize=16)", "loss (batchSize=64)", "loss (batchSize=256)",
                              "accuracy (batchSize=64)", "seed 42")
            lines = result.given["text/plain"].splitlines()
            self.assertEqual(4, len(lines))
            self.assertRegex(lines[0], "batchSize +final loss +final accuracy +steps +steps per second +seconds")
            self.assertRegex(lines[1], "^16 .* 0.9000 +125 ", "the lowest loss")
            self.assertRegex(lines[3], "^256 ")
            self.assertIn("<table>", result.given["text/html"])
            firsts = {line.split("from ")[1] for line in result.displays[0]["data"]["text/plain"].splitlines()
                      if line.startswith("loss")}
            self.assertEqual(1, len(firsts), "every run begins with the same random numbers")
        self.assertIn("3", self.ok("comparison().rowCount()").value["text/plain"])
        self.assertIn("16", self.ok('comparison.stringColumn("batchSize").get(0)').value["text/plain"])

    def test_compare_repeats_runs_and_draws_them_over_examples(self):
        result = self.ok('%%compare batchSize=50,200 repeats=2 x=examples\n'
                         'for (var batch : Datasets.mnist().train().take(1000).batches(batchSize))'
                         ' log("accuracy", rand(1).item());')
        self.assert_chart(result.displays[0], "accuracy (batchSize=50) ", " after 1000 examples", "in 2 repeats", "seeds 42 to 43")
        lines = result.given["text/plain"].splitlines()
        self.assertRegex(lines[0], "batchSize +final accuracy +lowest accuracy +highest accuracy +steps .* repeats")
        self.assertIn("did you mean x=examples?", self.run_cell('%%compare k=1,2 x=example\nk').error["evalue"])

    def test_train_runs_the_cell_for_each_epoch(self):
        result = self.ok('%%train epochs=3\nint twice = 2 * epoch;\nlog("loss", 1.0 / epoch);')
        self.assert_chart(result.displays[0], "loss ", " 0.3333 at step 3, from 1.000")
        self.assertIsNone(result.value)
        self.assertEqual("9", self.ok("epoch + twice").value["text/plain"])
        self.assertEqual("3 epochs", self.ok('runs().stringColumn("what").get(runs().rowCount() - 1).split(": ")[1]')
                         .value["text/plain"])
        result = self.run_cell('%%train epochs=3\nlog("loss", 1 / (2 - epoch));')
        self.assertIn("%%train: epoch 2 of 3 failed: ArithmeticException: / by zero", result.error["evalue"])
        self.assert_chart(result.displays[0], "Failed in epoch 2 of 3.")
        result = self.run_cell('%%train epochs=2\nwhile (true) { log("loss", rand(10).sum()); }', at_picture=True)
        self.assertEqual("EvaluationInterruptedException", result.error["ename"])
        self.assert_chart(result.displays[0], "Stopped in epoch 1 of 2.")
        self.assertIn("did you mean epochs=?", self.run_cell("%%train epoch=3\n1").error["evalue"])

    def test_runs_are_listed_drawn_and_written(self):
        self.ok('for (int i = 1; i <= 20; i++) { log("loss", 1.0 / i); log("test accuracy", 0.9); }')
        self.run_cell('log("loss", 2); throw new IllegalStateException("bad");')
        stopped = self.run_cell('while (true) { log("loss", rand(10).sum()); }', at_picture=True)
        self.assertEqual("EvaluationInterruptedException", stopped.error["ename"])
        table = self.ok("%runs").displays[0]["data"]
        self.assertIn("<table>", table["text/html"])
        lines = [line for line in table["text/plain"].splitlines() if "  cell " in line]
        self.assertRegex(lines[-3], r"^ *\d+  cell \d+ .* 20 .*0\.9000 .*finished$")
        self.assertRegex(lines[-2], r" failed: IllegalStateException: bad$")
        self.assertRegex(lines[-1], r" stopped$")
        self.assert_chart(self.ok("%runs last 3 loss").displays[0], " \u00b7 cell ", " 0.0500 at step 20")
        with tempfile.TemporaryDirectory() as folder:
            shown = self.ok(f"%runs csv={folder}/runs.csv last 3").displays[0]["data"]["text/plain"]
            self.assertRegex(shown, r"^\d+ points of 3 runs are in ")
            self.assertTrue(Path(folder, "runs.csv").read_text().startswith("run,label,metric,step,value,"))
            self.assertIn("overwrite=yes", self.run_cell(f"%runs csv={folder}/runs.csv").error["evalue"])
        self.assertIn("did you mean loss?", self.run_cell("%runs los").error["evalue"])

    def test_a_run_is_called_by_the_number_of_its_cell(self):
        kind, content = self.ok('log("loss", 1); 5').outputs[-1]
        lines = self.ok("%runs").displays[0]["data"]["text/plain"].splitlines()
        self.assertIn(f"  cell {content['execution_count']} ", [line for line in lines if "  cell " in line][-1])

    def test_a_thousand_reruns_of_a_training_cell_take_no_more_memory(self):
        code = 'for (int i = 0; i < 600; i++) { log("loss", 1.0 / (i + 1)); log("accuracy", i); }'
        used = 'for (int i = 0; i < 4; i++) System.gc(); ' \
               'System.out.println(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());'
        sizes = []
        for rounds in (RERUNS, RERUNS, RERUNS):
            for _ in range(rounds):
                self.ok(code)
            sizes.append(int(self.ok(used).stdout) / 1e6)
        self.assertLess(sizes[2] - sizes[1], 10, sizes)

    def test_loss_shows_the_last_chart_again(self):
        self.ok('for (int i = 1; i <= 20; i++) { log("loss", 1.0 / i); log("test accuracy", 0.9); }')
        self.assert_chart(self.ok("%loss accuracy").displays[0], "test accuracy ")
        self.assert_chart(self.ok("%loss").displays[0], "test accuracy ", "loss ")
        self.assertIn("did you mean accuracy?", self.run_cell("%loss acuracy").error["evalue"])

    def test_compare_tells_what_it_wants(self):
        for code, part in [("%%compare batchSize=\nlog(\"a\", batchSize);", "a value is missing"),
                           ("%%compare fast\n1 + 1", "does not know the argument fast"),
                           ("%%compare k=1,2\n1 + 1", "does not use k"),
                           ("%compare k=1,2", "write %%compare"),
                           ("%%compare k=1,2\nfoo(k);", "cannot find symbol")]:
            with self.subTest(code):
                error = self.run_cell(code).error
                self.assertIn(part, error["evalue"])
                self.assertEqual(1, len(error["traceback"]), error["traceback"])

    def test_a_magic_that_fails_says_one_sentence_and_nothing_else(self):
        for code, sentence in [("%%compare", "%%compare: needs a variable and the values to compare; "
                                             "write %%compare batchSize=16,64,256 and the cell's code below it"),
                               ("\n%%compare k=1,2\n ", "%%compare: there is no code to run; "
                                                        "write %%compare batchSize=16,64,256 and the cell's code below it"),
                               ("%%compar k=1\n1", "%%compar: there is no such magic; did you mean %%compare?"),
                               ("%memor", "%memor: there is no such magic; did you mean %memory?"),
                               ("%compare k=1,2", "%compare: is not a magic for a line; write %%compare"),
                               ("%%maven x\n1", "%%maven: is not a magic for a whole cell; write %maven"),
                               ("%%bench", "%%bench: is a magic for a whole cell; write the cell's code below it"),
                               ("%%foo\n1", "%%foo: there is no such magic; there are %%bench, %%compare, %%loadFromPOM, "
                                           f"%%profile, {'' if IJAVA else '%%time, '}%%train")]:
            with self.subTest(code):
                result = self.run_cell(code)
                self.assertEqual([f"\x1b[1m{sentence}\x1b[0m"], result.error["traceback"])
                self.assertEqual(("", []), (result.stdout, result.outputs))

    @only_in_jjava("%%time is a magic of its own")
    def test_magics_of_the_kernel_still_work(self):
        self.assertEqual("3", self.ok("%%time\n1 + 2").value["text/plain"])
        self.assertEqual(2, len(self.ok("\n\n%%time\nint waited = 5;").displays))
        self.assertEqual("a %b c", self.ok('"a %b c"').value["text/plain"])

    def test_errors_have_the_colour_of_the_page(self):
        for code, first in [("int x = foo();", "    int x = \x1b[1m\x1b[4mfoo\x1b[0m();"),
                            ('throw new IllegalStateException("bad");', "\x1b[1mIllegalStateException in line 1: bad\x1b[0m"),
                            ("tensor(1).item(5)", "\x1b[1mIllegalArgumentException in line 1: item: "),
                            ("for (;;) {", "\x1b[1mIncomplete input:\x1b[0m")]:
            with self.subTest(code):
                lines = "\n".join(self.run_cell(code).error["traceback"]).split("\n")
                self.assertTrue(lines[0].startswith(first), lines)
                self.assertNotRegex("\n".join(lines), r"\x1b\[(?![014]m)")

    def test_a_hint_is_a_display_and_comes_once(self):
        code = """Tensor forgotten = tensor(1, 2).requiresGrad(true);
                  for (int i = 0; i < 3; i++) {
                      forgotten.square().sum().backward();
                      forgotten.assign(forgotten.sub(forgotten.grad().mul(0.1)));
                  }"""
        shown = self.run_cell(code).displays
        self.assertEqual(1, len(shown))
        self.assertIn("clear the gradients", shown[0]["data"]["text/plain"])
        self.assertIn("Hint", shown[0]["data"]["text/html"])
        self.assertEqual([], self.run_cell(code).displays)

    def test_printf_leaves_no_result(self):
        timed = [] if IJAVA else ['%%time\nSystem.out.printf("1%n")']
        for code in ['System.out.printf("%d%n", 1);', 'System.err.append("1\\n")', *timed]:
            with self.subTest(code):
                result = self.ok(code)
                self.assertTrue(result.stdout.startswith("1\n"), result.stdout)
                self.assertIsNone(result.value)
        self.assertIn("PrintStream@", self.ok("new PrintStream(new ByteArrayOutputStream())").value["text/plain"])
        self.assertEqual("1", self.ok('System.out.printf("a"); 1').value["text/plain"])

    def ask(self, question, code, at=None):
        """What the kernel answers while somebody types; the cursor stands at a place, or at the end."""
        request = getattr(self.client, question)(code, len(code) if at is None else at)
        while True:
            message = self.client.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def completed(self, code, at=None):
        answer = self.ask("complete", code, at)
        return [code[:answer["cursor_start"]] + match for match in answer["matches"]]

    @only_in_jjava("IJava answers what is asked while somebody types without asking others")
    def test_tab_knows_magics_and_their_arguments(self):
        self.ok("var weights = rand(3); var other = 1;")
        self.assertEqual(["%gradcheck", "%graph"], self.completed("%gra"))
        self.assertIn("%time", self.completed("1;\n%ti")[0])
        self.assertEqual(["%%compare"], self.completed("%%com"))
        self.assertEqual(["tensor("], self.completed("tens"))
        self.assertEqual(["%anomaly on", "%anomaly off"], self.completed("%anomaly o"))
        self.assertEqual(["%%compare k=1,2 repeats="], self.completed("%%compare k=1,2 rep"))
        self.assertEqual(["%loss x=step"], self.completed("%loss x=st"))
        self.assertEqual(["%graph weights"], self.completed("%graph weig"))
        self.assertIn("%heatmap weights.softmax(", self.completed("%heatmap weights.softm"))
        self.assertEqual(["%graph weights grad"], self.completed("%graph weights gr")[:1])

    @only_in_jjava("IJava answers what is asked while somebody types without asking others")
    def test_tab_works_in_cells_with_magics(self):
        self.ok("var weights = rand(3);")
        for above in ["%seed 3\n", "%%compare k=1,2\n", "%%time\nint i = 5 % 2;\n", "int i = 5\n    % 3;\n"]:
            with self.subTest(above):
                self.assertEqual([above + "weights.logSoftmax("], self.completed(above + "weights.logSof"))

    @only_in_jjava("IJava answers what is asked while somebody types without asking others")
    def test_shift_tab_shows_readable_documentation(self):
        self.ok("1;")
        for code, at in [("tensor(1).softmax(", None), ("tensor(1).softmax(0)", 12), ("%seed 1\ntensor(1).softmax(0);\n1", 23)]:
            with self.subTest(code):
                answer = self.ask("inspect", code, at)
                self.assertTrue(answer["found"])
                self.assertIn("softmax(int axis)\nReturns probabilities: exp(x) / sum(exp(x)) along an axis; never overflows.",
                              answer["data"]["text/plain"])
        for code, part in [("tensor(", "Tensor TensorFactories.tensor(double value)\nReturns a float32 scalar."),
                           ("List.of(1).stream(", "Returns a sequential Stream"), ("new Linear(", "first parameters come from")]:
            with self.subTest(code):
                self.assertIn(part, self.ask("inspect", code)["data"]["text/plain"])
        answer = self.ask("inspect", 'compare("k", new int[] {1}, k -> 1)', 3)["data"]
        self.assertIn("\n  name what the values are, for the chart and the table\n", answer["text/plain"])
        self.assertIn("<code><b>name</b></code> what the values are, for the chart and the table", answer["text/html"])
        self.assertNotRegex(answer["text/html"] + answer["text/plain"], r"\{@|^ *@", )
        self.assertIn("Returns a string", self.ask("inspect", '"a".strip()', 6)["data"]["text/plain"])
        self.assertFalse(self.ask("inspect", "noSuchName", 4)["found"])

    def test_a_run_that_fails_keeps_the_others(self):
        result = self.run_cell('%%compare k=1,0,2\nlog("loss", 1 / k);')
        self.assert_chart(result.displays[0], "loss (k=1)", "loss (k=2)")
        self.assertIn("ArithmeticException: / by zero", result.displays[1]["data"]["text/plain"])
        self.assertIn("1 of 3 runs failed, the first with k=0", result.error["evalue"])

    def test_an_interrupt_stops_ops_and_the_next_cell_works(self):
        self.ok("var x = rand(100); var grown = rand(100).requiresGrad(true);")
        for code in ["while (true) { x = x.tanh(); }", 'while (true) log("x", 1);', "Thread.sleep(100_000);",
                     "var t = grown; while (true) { t = t.tanh(); if (rand(1).item() < 1e-5) t = grown; }",
                     'for (int i = 0; i < 1_000_000; i++) for (var b : Datasets.mnist().train().batches(100)) { }',
                     "while (true) { hessian(t -> t.square().square().sum(), x); }"]:
            with self.subTest(code):
                result = self.run_cell(code, interrupt_after=0.6)
                self.assertLess(result.seconds, 10)
                self.assertEqual("EvaluationInterruptedException", result.error["ename"])
                self.assertEqual("[100]", self.ok("x.tanh().shape()").value["text/plain"])

    def test_an_interrupt_stops_a_cell_at_any_moment(self):
        """Before its first snippet, while one runs, and while one is compiled, of which the kernel itself takes no note."""
        self.ok("var square = rand(1500, 1500); var symmetric = square.add(square.t());")
        code = "int one = 1;\nvar sum = square.sum();\nint next(int a) { return a + 1; }\nclass Q { int z; }\n" \
               "var two = next(one);\nvar e = symmetric.eigh();\nvar f = symmetric.eigh();\nThread.sleep(100_000);"
        moments = random.Random(7)
        for moment in [0, *(moments.uniform(0, 0.4) for _ in range(6)), *(moments.uniform(0, 1.5) for _ in range(4))]:
            with self.subTest(moment):
                result = self.run_cell(code, interrupt_after=moment)
                self.assertEqual("EvaluationInterruptedException", result.error["ename"])
                self.assertLess(result.seconds, 5)
                self.assertEqual("2", self.ok("1 + 1").value["text/plain"])

    def test_an_interrupt_stops_a_single_long_op(self):
        """The kernel says at once that a cell is over; that its thread is, too, the next cell tells."""
        self.ok("""var m = rand(3000, 3000); var d = m.to(DType.FLOAT64); var line = rand(20_000_000); boolean busy;
                   boolean works() {
                       return Thread.getAllStackTraces().entrySet().stream()
                           .filter(e -> e.getKey() != Thread.currentThread() && !e.getKey().isDaemon())
                           .flatMap(e -> Stream.of(e.getValue())).anyMatch(f -> f.getClassName().startsWith("jacobi."));
                   }""")
        for code in ["while (true) m.matmul(m);", "while (true) d.matmul(d);", "d.svd();", "d.add(d.t()).eigh();", "d.inverse();",
                     "while (true) d.qr();", "while (true) line.sort(0);", "while (true) rand(16, 32, 64, 64).conv2d(rand(32, 32, 3, 3));"]:
            with self.subTest(code):
                result = self.run_cell("{ " + code + " }", interrupt_after=1)
                self.assertEqual("EvaluationInterruptedException", result.error["ename"])
                self.ok("for (int i = 0; i < 1000 && works(); i++) Thread.sleep(5); busy = works();")
                self.assertEqual("false", self.ok("busy").value["text/plain"])

    def test_an_interrupt_stops_magics(self):
        self.ok("var z = rand(100); var net = new Linear(100, 1); var rate = new SGD(net.parameters(), 0.1);")
        for code in ["%%train epochs=1000000\nint again = epoch;", "%%profile\nwhile (true) { z = z.tanh(); }",
                     "%lrfind rate net.apply(rand(2000, 100)).square().sum() steps=100000",
                     "%gradcheck a -> a.matmul(a).sum() at rand(300, 300)", "while (true) loss();"]:
            with self.subTest(code):
                result = self.run_cell(code, interrupt_after=1.5)
                self.assertLess(result.seconds, 15)
                self.assertEqual("EvaluationInterruptedException", result.error["ename"])
                self.assertEqual("[100]", self.ok("z.tanh().shape()").value["text/plain"])

    def test_an_interrupt_stops_a_comparison_and_the_compiler_still_works(self):
        self.ok("var y = rand(100);")
        result = self.run_cell('%%compare k=1,2,3\nwhile (true) { y = y.tanh(); log("loss", y.mean().mul(k)); }',
                               at_picture=True)
        self.assertEqual("EvaluationInterruptedException", result.error["ename"])
        self.assert_chart(result.displays[0], "loss (k=1)", "Stopped.")
        self.assertEqual("7", self.ok("int seven() { return 7; } seven()").value["text/plain"])
        self.ok('%%compare k=1,2\nlog("loss", 1.0 / k);')

    def test_progress_of_a_long_loop_is_one_line(self):
        result = self.ok('var p = Progress.start("work", 100); for (int i = 0; i < 100; i++) { p.step(i); '
                         'Thread.sleep(25); } p.finish();')
        self.assertEqual(1, len(result.outputs))
        self.assertRegex(result.displays[0]["data"]["text/plain"], r"^work: 100 steps in \d\.\d s$")
        self.assertGreaterEqual(result.updates, 2)


if __name__ == "__main__":
    if "JACOBI_KERNEL_TEST" not in os.environ:
        enter_environment()
    unittest.main()
