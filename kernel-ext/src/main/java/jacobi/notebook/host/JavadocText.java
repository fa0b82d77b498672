package jacobi.notebook.host;

import jacobi.notebook.display.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment of Javadoc, made readable: as HTML, and as text. Inline tags become what they stand for; block tags become a
 * list of parameters and the like; tags of HTML are kept if they are harmless, and left out otherwise.
 */
final class JavadocText {
    private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(?=[a-z])");
    private static final Pattern MARKUP = Pattern.compile(
            "</?(?:p|b|i|em|strong|ul|ol|li|pre|code|sub|sup|table|tr|td|th|br|dl|dt|dd|h[1-6])>");
    private static final Pattern ENTITY = Pattern.compile("&(?:[a-z]{2,8}|#\\d{1,5});");

    private JavadocText() {
    }

    /** The signature of a method or a class with its comment, or without one if that is null, as HTML. */
    static String html(String signature, String comment) {
        StringBuilder out = new StringBuilder("<p><code><b>").append(Html.escape(signature)).append("</b></code></p>");
        if (comment == null) {
            return out.toString();
        }
        List<String> parts = parts(comment);
        out.append("<p>").append(inline(parts.getFirst())).append("</p>");
        for (String part : parts.subList(1, parts.size())) {
            out.append("<p style=\"margin:0 0 0 2em;text-indent:-1em\">").append(block(part)).append("</p>");
        }
        return out.toString();
    }

    /** The same as text. */
    static String text(String signature, String comment) {
        if (comment == null) {
            return signature;
        }
        StringBuilder out = new StringBuilder(signature);
        List<String> parts = parts(comment);
        for (int i = 0; i < parts.size(); i++) {
            String html = i == 0 ? inline(parts.get(i)) : block(parts.get(i));
            String text = unescape(html.replaceAll("</p>|<p>|<br>|</?(?:ul|ol|pre|table|dl)>|</(?:tr|h\\d)>", "\n")
                    .replaceAll("<li>", "\n- ").replaceAll("</t[dh]>", "  ").replaceAll("<[^>]*>", ""));
            out.append('\n').append(i == 0 ? "" : "  ").append(text.strip().replaceAll(" +\\n", "\n").replaceAll("\n{2,}", "\n"));
        }
        return out.toString();
    }

    /** What stands before the first block tag, and each block tag without its sign. */
    private static List<String> parts(String comment) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        Matcher tags = BLOCK.matcher(comment);
        while (tags.find()) {
            if (depth(comment, from, tags.start()) == 0) {      // and not inside of a snippet
                parts.add(comment.substring(from, tags.start()).strip());
                from = tags.end();
            }
        }
        parts.add(comment.substring(from).strip());
        return parts;
    }

    private static int depth(String text, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' && depth > 0 ? -1 : 0;
        }
        return depth;
    }

    private static String block(String part) {
        String[] words = part.split("\\s+", 3);
        String rest = words.length > 2 ? words[2] : "";
        return switch (words[0]) {
            case "param" -> "<code><b>" + Html.escape(words.length > 1 ? words[1] : "") + "</b></code> " + inline(rest);
            case "throws", "exception" -> "throws <code>" + Html.escape(words.length > 1 ? words[1] : "") + "</code> "
                    + inline(rest);
            case "return" -> "returns " + inline(after(part));
            default -> Html.escape(words[0]) + " " + inline(after(part));
        };
    }

    /** What stands behind the first word. */
    private static String after(String part) {
        String[] halves = part.split("\\s+", 2);
        return halves.length > 1 ? halves[1] : "";
    }

    /** The text with its inline tags put into HTML. */
    private static String inline(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("{@", at);
            if (open < 0) {
                return out.append(markup(text.substring(at))).toString();
            }
            out.append(markup(text.substring(at, open)));
            int close = close(text, open);
            String tag = text.substring(open + 2, Math.max(open + 2, close));
            String body = after(tag);
            out.append(switch (tag.split("\\s+", 2)[0]) {
                case "code", "value" -> "<code>" + Html.escape(body) + "</code>";
                case "link", "linkplain" -> "<code>" + Html.escape(label(body)) + "</code>";
                case "return" -> "Returns " + inline(body) + ".";
                case "snippet" -> "<pre>" + Html.escape(snippet(body)) + "</pre>";
                case "literal" -> Html.escape(body);
                default -> inline(body);
            });
            at = close + 1;
        }
        return out.toString();
    }

    /** Where the brace is that closes the one at a place; the text's end if there is none. */
    private static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** What is shown of a link: its label, or else the name it leads to, without parameters. */
    private static String label(String link) {
        Matcher parts = Pattern.compile("([^\\s(]*)(\\([^)]*\\))?\\s*(.*)", Pattern.DOTALL).matcher(link.strip());
        if (!parts.matches()) {
            return link;
        }
        String target = parts.group(1).startsWith("#") ? parts.group(1).substring(1) : parts.group(1).replace('#', '.');
        return parts.group(3).isEmpty() ? target : parts.group(3);
    }

    /** The code of a snippet, without its attributes and its common indentation. */
    private static String snippet(String body) {
        return body.substring(Math.max(0, body.indexOf(':') + 1)).stripIndent().strip();
    }

    /** Text with harmless markup and entities as they are, and everything else that means something in HTML escaped. */
    private static String markup(String text) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        Matcher kept = Pattern.compile(MARKUP.pattern() + "|" + ENTITY.pattern()).matcher(text);
        while (kept.find()) {
            out.append(Html.escape(text.substring(from, kept.start()))).append(kept.group());
            from = kept.end();
        }
        return out.append(Html.escape(text.substring(from))).toString();
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
                .replace("&nbsp;", " ").replace("&amp;", "&");
    }
}
