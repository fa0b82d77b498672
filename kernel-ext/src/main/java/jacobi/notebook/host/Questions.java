package jacobi.notebook.host;

import jacobi.notebook.magic.Magic;
import jacobi.notebook.magic.MagicList;
import jacobi.notebook.magic.MagicWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;

/**
 * What a front end asks while somebody types: how a word may go on (Tab), and what a name means (Shift-Tab). JJava answers
 * for Java; here its answers also come in cells that have magics, magics' arguments are known, and Javadoc is made readable.
 * Nothing gives an extension the way to the front end before a cell runs, so until the first cell has begun, and wherever
 * something fails here, JJava's own answer goes out.
 */
final class Questions {
    /** A line that is a magic, or assigns what a magic gives. */
    private static final Pattern MAGIC = Pattern.compile("(?m)^[^\\n=\"]*?=?[ \\t]*(%{1,2}[a-zA-Z][\\w-]*)([^\\n]*)$");

    /** A method in a signature, with the class that declares it. */
    private static final Pattern METHOD = Pattern.compile("((?:\\w+\\.)*\\w+)(?:<[\\w,]*>)?\\.(?:<[^(]*>)?(\\w+)\\(");

    private final BaseKernel kernel;
    private final JShell shell;
    private boolean listening;

    Questions(BaseKernel kernel, JShell shell) {
        this.kernel = kernel;
        this.shell = shell;
    }

    /** Takes over the answers, from the first cell on; called while it runs. */
    void answer(ShellReplyEnvironment cell) {
        if (listening || cell == null) {
            return;
        }
        listening = true;
        try {
            JupyterConnection connection = (JupyterConnection) Internals.value(cell.getShell(), "connection");
            take(connection, MessageType.COMPLETE_REQUEST, this::complete);
            take(connection, MessageType.INSPECT_REQUEST, this::inspect);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            Internals.unknown("connection", new Exception(e));
        }
    }

    private static <Q, A extends ContentType<A>> void take(JupyterConnection connection, MessageType<Q> type,
                                                           Function<Q, A> answer) {
        ShellHandler<Q> kernels = connection.getHandler(type);
        connection.setHandler(type, (environment, question) -> {
            A found = null;
            try {
                found = answer.apply(question.getContent());
            } catch (RuntimeException | LinkageError e) {
                Internals.unknown(type.getName(), new Exception(e));
            }
            if (found == null) {
                kernels.handle(environment, question);
            } else {
                environment.setBusyDeferIdle();
                environment.reply(found);
            }
        });
    }

    private CompleteReply complete(CompleteRequest question) {
        ReplacementOptions options = options(question.getCode(), question.getCursorPos());
        return options == null ? null : new CompleteReply(options.getReplacements(), options.getSourceStart(),
                options.getSourceEnd(), Map.of());
    }

    /** How the word before the cursor may go on. */
    private ReplacementOptions options(String code, int at) {
        int line = code.lastIndexOf('\n', at - 1) + 1;
        Matcher magic = MAGIC.matcher(code.substring(line, at));
        if (!magic.matches()) {
            return kernel.complete(withoutMagics(code, -1), at);
        }
        String sign = magic.group(1);
        if (magic.group(2).isEmpty()) {
            Collection<String> names = sign.startsWith("%%") ? kernel.getMagicsRegistry().getCellMagicNames()
                    : kernel.getMagicsRegistry().getLineMagicNames();
            String percent = sign.startsWith("%%") ? "%%" : "%";
            return new ReplacementOptions(names.stream().map(name -> percent + name).filter(name -> name.startsWith(sign))
                    .sorted().toList(), line + magic.start(1), at);
        }
        Magic known = MagicList.all().stream().filter(one -> one.sign().equals(sign)).findFirst().orElse(null);
        int word = at;
        while (code.charAt(word - 1) > ' ') {
            word--;
        }
        List<String> words = known == null ? List.of() : new ArrayList<>(MagicWords.of(known, code.substring(word, at)));
        ReplacementOptions java = known != null && MagicWords.takesJava(known)
                ? kernel.complete(withoutMagics(code.substring(0, at), line), at) : null;
        if (java == null || java.getReplacements().isEmpty()) {
            return new ReplacementOptions(words, word, at);
        }
        if (java.getSourceStart() == word) {
            words.addAll(java.getReplacements());
        }
        return java.getSourceStart() == word ? new ReplacementOptions(words, word, at) : java;
    }

    /** The code with spaces in the place of magics; of the one in the line that begins at {@code keep}, only its name. */
    private static String withoutMagics(String code, int keep) {
        StringBuilder blank = new StringBuilder(code);
        Matcher magic = MAGIC.matcher(code);
        while (magic.find()) {
            int end = magic.start() == keep ? magic.end(1) : magic.end();
            for (int i = magic.start(); i < end; i++) {
                blank.setCharAt(i, ' ');
            }
        }
        return blank.toString();
    }

    private InspectReply inspect(InspectRequest question) {
        Sources.add(shell);
        String code = question.getCode();
        int at = question.getCursorPos();
        int line = code.lastIndexOf('\n', at - 1) + 1;
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
            at++;
        }
        int next = at;
        while (next < code.length() && Character.isWhitespace(code.charAt(next))) {
            next++;
        }
        if (next < code.length() && code.charAt(next) == '(') {
            at = next + 1;                              // tells a method from a field of its name
        }
        List<SourceCodeAnalysis.Documentation> found = documentation(withoutMagics(code.substring(0, at), line));
        if (found.isEmpty()) {
            return null;
        }
        DisplayData data = new DisplayData(found.stream().map(one -> JavadocText.text(one.signature(), one.javadoc()))
                .collect(Collectors.joining("\n\n")));
        data.putHTML(found.stream().map(one -> JavadocText.html(one.signature(), one.javadoc()))
                .collect(Collectors.joining("<hr>")));
        return new InspectReply(true, data);
    }

    /** What is known of the name at the end of some code; of a method that is inherited, too. */
    private List<SourceCodeAnalysis.Documentation> documentation(String code) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Set<SourceCodeAnalysis.Documentation> found = new LinkedHashSet<>();
        Set<String> asked = new HashSet<>();
        for (SourceCodeAnalysis.Documentation one : analysis.documentation(code, code.length(), true)) {
            Matcher method = METHOD.matcher(one.signature());
            if (one.javadoc() != null || !method.find()) {
                found.add(one);
                continue;
            }
            // JShell looks for the comment of a method in the class it is called on, and not where it was inherited from.
            String call = "((" + method.group(1) + ") null)." + method.group(2) + "(";
            if (asked.add(call)) {
                List<SourceCodeAnalysis.Documentation> there = analysis.documentation(call, call.length(), true);
                found.addAll(there.isEmpty() ? List.of(one) : there);
            }
        }
        return List.copyOf(found);
    }
}
