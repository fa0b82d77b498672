package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/** NVIDIA's assembler, which needs no GPU: it comes with JCuda for Linux and Windows. */
public final class PtxAssembler {
    private PtxAssembler() {
    }

    /**
     * {@return what the assembler says against a module; empty for nothing}
     *
     * @param target such as {@code sm_90}
     */
    public static String complaints(String ptx, String target) {
        byte[] text = (ptx + "\0").getBytes(StandardCharsets.US_ASCII);
        nvPTXCompilerHandle compiler = new nvPTXCompilerHandle();
        try {
            JNvPTXCompiler.setExceptionsEnabled(false);
        } catch (LinkageError | RuntimeException e) {
            abort("NVIDIA's assembler does not load here: " + e.getMessage());
        }
        if (JNvPTXCompiler.nvPTXCompilerCreate(compiler, text.length - 1, text) != 0) {
            return "no text of PTX";
        }
        int result = JNvPTXCompiler.nvPTXCompilerCompile(compiler, 1, new String[] {"--gpu-name=" + target});
        long[] size = {0};
        JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(compiler, size);
        byte[] log = new byte[(int) size[0] + 1];
        JNvPTXCompiler.nvPTXCompilerGetErrorLog(compiler, log);
        JNvPTXCompiler.nvPTXCompilerDestroy(compiler);
        String said = new String(log, 0, (int) size[0], StandardCharsets.US_ASCII).replace("\0", "").strip();
        return result == 0 ? said : said.isEmpty() ? "error " + result : said;
    }
}
