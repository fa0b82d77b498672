"""What a cell gives and prints."""
import base64

from cells import IJAVA, KernelTest, only_in_jjava


class DisplaysTest(KernelTest):
    def test_everything_is_imported(self):
        self.ok("Tensor t = tensor(1, 2); Shape s = t.shape(); var layer = new Linear(2, 3); "
                "new SGD(layer.parameters(), 0.1); Progress.start(\"a\", 1).finish(); comparison();")

    def test_a_tensor_is_a_card_and_text(self):
        value = self.ok("tensor(1, 2, 3)").value
        self.assertEqual("Tensor float32 [3]\n[1.0, 2.0, 3.0]", value["text/plain"])
        self.assertIn("Tensor 3 · float32 · cpu", value["text/html"])
        self.assertIn("<table>", value["text/html"])

    def test_an_array_shows_its_elements(self):
        self.assertEqual("float[2] {1.0, 2.0}", self.ok("tensor(1, 2).toFloats()").value["text/plain"])
        self.assertEqual("int[][1] {{3}}", self.ok("new int[][] {{3}}").value["text/plain"])

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

    @only_in_jjava("%%time is a magic of its own")
    def test_magics_of_the_kernel_still_work(self):
        self.assertEqual("3", self.ok("%%time\n1 + 2").value["text/plain"])
        self.assertEqual(2, len(self.ok("\n\n%%time\nint waited = 5;").displays))
        self.assertEqual("a %b c", self.ok('"a %b c"').value["text/plain"])
