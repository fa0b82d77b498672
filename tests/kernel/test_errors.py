"""What a cell that fails says."""
from cells import IJAVA, KernelTest


class ErrorsTest(KernelTest):
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

    def test_errors_have_the_colour_of_the_page(self):
        for code, first in [("int x = foo();", "    int x = \x1b[1m\x1b[4mfoo\x1b[0m();"),
                            ('throw new IllegalStateException("bad");', "\x1b[1mIllegalStateException in line 1: bad\x1b[0m"),
                            ("tensor(1).item(5)", "\x1b[1mIllegalArgumentException in line 1: item: "),
                            ("for (;;) {", "\x1b[1mIncomplete input:\x1b[0m")]:
            with self.subTest(code):
                lines = "\n".join(self.run_cell(code).error["traceback"]).split("\n")
                self.assertTrue(lines[0].startswith(first), lines)
                self.assertNotRegex("\n".join(lines), r"\x1b\[(?![014]m)")

    def test_an_anomaly_names_no_class_of_the_kernel(self):
        self.ok("%anomaly on")
        try:
            error = self.run_cell("tensor(-1).requiresGrad(true).log();").error
            self.assertTrue(error["evalue"].endswith("from -1.000 to -1.000"), error["evalue"])
            self.ok("Tensor logarithm(Tensor t) { return t.log(); }")
            error = self.run_cell("logarithm(tensor(-1).requiresGrad(true));").error
            self.assertTrue(error["evalue"].endswith("from -1.000 to -1.000; in logarithm"), error["evalue"])
        finally:
            self.ok("%anomaly off")
