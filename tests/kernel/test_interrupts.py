"""Stopping a cell."""
import random

from cells import KernelTest, picture


class InterruptsTest(KernelTest):
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
        self.ok('var z = rand(100); var net = new Linear(100, 1); var rate = new SGD(net.parameters(), 0.1); log("loss", 1);')
        for code in ["%%train epochs=1000000\nint again = epoch;\nz = rand(10_000).tanh();",
                     "%%profile\nwhile (true) { z = z.tanh(); }",
                     "%lrfind rate net.apply(rand(2000, 100)).square().sum() steps=100000",
                     "%gradcheck a -> a.matmul(a).sum() at rand(300, 300)", "while (true) loss();"]:
            with self.subTest(code):
                result = self.run_cell(code, interrupt_after=1.5)
                self.assertLess(result.seconds, 15)
                self.assertEqual("EvaluationInterruptedException", result.error["ename"])
                self.assertRegex(self.ok("z.tanh().shape()").value["text/plain"], r"\[100")

    def test_an_interrupt_stops_a_benchmark(self):
        self.ok("var stopped = rand(100);")
        result = self.run_cell("%%bench seconds=60\nrand(600, 600).matmul(rand(600, 600))",
                               interrupt_when=lambda shown: "measuring: " in shown["text/plain"])
        self.assertLess(result.seconds, 20)
        self.assertEqual("EvaluationInterruptedException", result.error["ename"])
        self.assertEqual("[100]", self.ok("stopped.tanh().shape()").value["text/plain"])

    def test_an_interrupt_stops_a_comparison_and_the_compiler_still_works(self):
        self.ok("var y = rand(100);")
        result = self.run_cell('%%compare k=1,2,3\nwhile (true) { y = y.tanh(); log("loss", y.mean().mul(k)); }',
                               interrupt_when=picture)
        self.assertEqual("EvaluationInterruptedException", result.error["ename"])
        self.assertIn("Stopped.", result.displays[0]["data"]["text/plain"])
        self.assertIn("image/svg+xml", result.displays[0]["data"])
        self.wait_for_png(result)
        self.assert_chart(result.displays[0], "loss (k=1)", "Stopped.")
        self.assertEqual("7", self.ok("int seven() { return 7; } seven()").value["text/plain"])
        self.ok('%%compare k=1,2\nlog("loss", 1.0 / k);')
