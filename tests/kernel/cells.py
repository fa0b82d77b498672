"""A kernel, the cells that a test runs in it, and what they give."""
import base64
import os
import queue
import re
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60
IJAVA = os.environ.get("JACOBI_IJAVA")


def only_in_jjava(why):
    return unittest.skipIf(IJAVA, why)


def picture(shown):
    """Whether what is shown is a picture, and no text in its place."""
    return "image/svg+xml" in shown


class Result:
    """What a cell gave: the outputs as a front end would keep them, updates applied."""

    def __init__(self):
        self.outputs, self.updates, self.error, self.stdout, self.seconds = [], 0, None, "", 0

    def update(self, content):
        self.updates += 1
        for _, shown in self.outputs:
            if shown.get("transient", {}).get("display_id") == content["transient"]["display_id"]:
                shown.update(data=content["data"], metadata=content["metadata"])

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
    """Tests of one kernel, which runs as long as they do."""

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

    def run_cell(self, code, interrupt_after=None, interrupt_when=None):
        """Runs a cell; interrupts it some seconds after it was sent, or when something is shown that a function wants."""
        result, started = Result(), time.monotonic()
        request = result.request = self.client.execute(code)
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
            if interrupt_when and kind in ("display_data", "update_display_data") and interrupt_when(content["data"]):
                interrupt_when = None
                self.manager.interrupt_kernel()
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
                result.update(content)
        self.client.get_shell_msg(timeout=PATIENCE)
        result.seconds = time.monotonic() - started
        return result

    def wait_for_png(self, result):
        """Reads on until a stopped cell's chart is whole: its PNG may come when the cell is over, but as that cell's."""
        while "image/png" not in result.displays[0]["data"]:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "update_display_data":
                self.assertEqual(result.request, message["parent_header"]["msg_id"])
                result.update(message["content"])

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
