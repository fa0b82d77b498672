"""Graphs, derivatives, profiles, benchmarks."""
import re

from cells import IJAVA, KernelTest


class GraphsTest(KernelTest):
    def test_diff_shows_derivatives_as_mathematics(self):
        shown = self.ok("%diff x * sin(x)^2").displays[0]["data"]
        self.assertEqual("f(x) = x * sin(x)^2\ndf/dx = sin(x)^2 + 2 * x * sin(x) * cos(x)", shown["text/plain"])
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
        kink = self.ok("%gradcheck x -> x.relu().sum() at tensor(0, 2)").displays[0]["data"]["text/plain"]
        self.assertRegex(kink, "^verdict +undecided\n[^$]*slopes there +0.00000 from the left, 1.00000 from the right: a kink or a jump")
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
                "%graph line": "%graph: line is of type Linear, and only a tensor has a graph; write %graph line.apply(x)",
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
        self.assertIn("IllegalStateException in line 3: bad", failed.error["evalue"])
        self.assertIn("exp ", failed.displays[0]["data"]["text/plain"])
        self.assertIn("cannot find symbol", self.run_cell("%%profile\nfoo();").error["evalue"])
        self.assertIn("takes nothing but", self.run_cell("%%profile fast\n1").error["evalue"])

    def test_what_ops_and_messages_name_is_imported(self):
        self.ok("Tensor kept = tensor(2).requiresGrad(true); Tensor cube = kept.pow(3);"
                " Autograd.backward(cube, null, true, false); Tensor again = Checkpoint.apply(v -> v.tanh(), kept);")
        self.assertEqual("12.0", self.ok("kept.grad().item()").value["text/plain"])
        self.ok("Object[] named = {ConvOptions.class, PoolOptions.class, LossReduction.values(), ClassLossOptions.class,"
                " ResizeMode.values(), Interpolation.values()};")

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
