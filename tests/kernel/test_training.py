"""Live charts, comparisons, training, runs, progress."""
import tempfile
from pathlib import Path

from cells import IJAVA, KernelTest, picture


class TrainingTest(KernelTest):
    def test_log_makes_one_chart_that_ends_complete(self):
        result = self.ok('for (int i = 0; i < 60; i++) { log("loss", 1.0 / (i + 1)); Thread.sleep(20); }')
        self.assertEqual(1, len(result.outputs))
        self.assert_chart(result.displays[0], "loss ", " 0.0167 at step 60, from 1.000")
        self.assertTrue(1 <= result.updates <= 8, f"{result.updates} updates in 1.2 s")

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

    def test_a_run_that_fails_keeps_the_others(self):
        result = self.run_cell('%%compare k=1,0,2\nlog("loss", 1 / k);')
        self.assert_chart(result.displays[0], "loss (k=1)", "loss (k=2)")
        self.assertIn("ArithmeticException in line 2: / by zero", result.displays[1]["data"]["text/plain"])
        self.assertIn("1 of 3 runs failed, the first with k=0", result.error["evalue"])

    def test_train_runs_the_cell_for_each_epoch(self):
        result = self.ok('%%train epochs=3\nint twice = 2 * epoch;\nlog("loss", 1.0 / epoch);')
        self.assert_chart(result.displays[0], "loss ", " 0.3333 at step 3, from 1.000")
        self.assertIsNone(result.value)
        self.assertEqual("9", self.ok("epoch + twice").value["text/plain"])
        self.assertEqual("3 epochs", self.ok('runs().stringColumn("what").get(runs().rowCount() - 1).split(": ")[1]')
                         .value["text/plain"])
        result = self.run_cell('%%train epochs=3\nlog("loss", 1 / (2 - epoch));')
        self.assertIn("%%train: epoch 2 of 3 failed: ArithmeticException in line 2: / by zero", result.error["evalue"])
        self.assert_chart(result.displays[0], "Failed in epoch 2 of 3.")
        result = self.run_cell('%%train epochs=2\nwhile (true) { log("loss", rand(10).sum()); }', interrupt_when=picture)
        self.assertEqual("EvaluationInterruptedException", result.error["ename"])
        self.wait_for_png(result)
        self.assert_chart(result.displays[0], "Stopped in epoch 1 of 2.")
        self.assertIn("did you mean epochs=?", self.run_cell("%%train epoch=3\n1").error["evalue"])

    def test_many_epochs_are_compiled_once_and_mean_the_same(self):
        self.ok("int summed = 0, again = 0; int last() { return again; }")
        code = "%%train epochs=%d\nint again = epoch, other = again + 1;\nvar text = \"a, b = \" + other;\nsummed += last();"
        for epochs in [4, 10, 2000]:
            self.ok("summed = 0;")
            self.ok(code.replace("%d", str(epochs)))
            self.assertEqual(f"{epochs * (epochs + 1) // 2} {epochs} a, b = {epochs + 1}",
                             self.ok('summed + " " + epoch + " " + text').value["text/plain"])
        for code in ["int count;\ncount++;\nsummed = count;", "int[] list = {1};\nsummed = list[0];",
                     "int one() { return 1; }\nsummed = one();"]:
            self.ok("%%train epochs=9\n" + code)        # what cannot be compiled once is compiled each time
            self.assertEqual("1", self.ok("summed").value["text/plain"])

    def test_a_failure_in_a_magics_code_names_the_line(self):
        for code, line in [("%%train epochs=3\nint a = 0;\n\nint b = 1 / (2 - epoch);", 4),
                           ("%%train epochs=30\nint a = 0;\n\nint b = 1 / (20 - epoch);", 4),
                           ("%%compare k=1,2\nint c = k;\nc = 1 / (c - 1);", 3), ("%%profile\nint d = 0;\nd = 1 / d;", 3)]:
            with self.subTest(code):
                self.assertIn(f"ArithmeticException in line {line}: / by zero",
                              "\n".join(self.run_cell(code).error["traceback"]))

    def test_runs_are_listed_drawn_and_written(self):
        self.ok('for (int i = 1; i <= 20; i++) { log("loss", 1.0 / i); log("test accuracy", 0.9); }')
        self.run_cell('log("loss", 2); throw new IllegalStateException("bad");')
        stopped = self.run_cell('while (true) { log("loss", rand(10).sum()); }', interrupt_when=picture)
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

    def test_loss_shows_the_last_chart_again(self):
        self.ok('for (int i = 1; i <= 20; i++) { log("loss", 1.0 / i); log("test accuracy", 0.9); }')
        self.assert_chart(self.ok("%loss accuracy").displays[0], "test accuracy ")
        self.assert_chart(self.ok("%loss").displays[0], "test accuracy ", "loss ")
        self.assertIn("did you mean accuracy?", self.run_cell("%loss acuracy").error["evalue"])

    def test_progress_of_a_long_loop_is_one_line(self):
        result = self.ok('var p = Progress.start("work", 100); for (int i = 0; i < 100; i++) { p.step(i); '
                         'Thread.sleep(25); } p.finish();')
        self.assertEqual(1, len(result.outputs))
        self.assertRegex(result.displays[0]["data"]["text/plain"], r"^work: 100 steps in \d\.\d s$")
        self.assertGreaterEqual(result.updates, 2)
