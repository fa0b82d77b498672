"""What the kernel answers while somebody types."""
from cells import KernelTest, only_in_jjava


@only_in_jjava("IJava answers what is asked while somebody types without asking others")
class QuestionsTest(KernelTest):
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

    def test_tab_works_in_cells_with_magics(self):
        self.ok("var weights = rand(3);")
        for above in ["%seed 3\n", "%%compare k=1,2\n", "%%time\nint i = 5 % 2;\n", "int i = 5\n    % 3;\n"]:
            with self.subTest(above):
                self.assertEqual([above + "weights.logSoftmax("], self.completed(above + "weights.logSof"))

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
