package jacobi.notebook.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JavadocTextTest {
    private static final String COMMENT = """
             Splits {@code a<b>} like {@link String#split(String) split}, see {@link #other(int, int)}. <p>More &lt; less.
             {@snippet lang=java :
             @Override
             if (a < b) {
                 go();
             }
             }

             @param <T>  the kind
             @param name what it is,
                         on two lines
             @return the {@code parts}
             @throws IllegalStateException if not {@link java.util.List}
             @see Other
            """;

    @Test
    void tagsBecomeWhatTheyStandFor() {
        assertEquals("""
                void f(int name)
                Splits a<b> like split, see other.
                More < less.
                @Override
                if (a < b) {
                    go();
                }
                  <T> the kind
                  name what it is,
                             on two lines
                  returns the parts
                  throws IllegalStateException if not java.util.List
                  see Other""", JavadocText.text("void f(int name)", COMMENT));
        String html = JavadocText.html("List<T> f()", COMMENT);
        assertTrue(html.startsWith("<p><code><b>List&lt;T&gt; f()</b></code></p><p>Splits <code>a&lt;b&gt;</code> like "
                + "<code>split</code>, see <code>other</code>. <p>More &lt; less."), html);
        assertTrue(html.contains("<pre>@Override\nif (a &lt; b) {\n    go();\n}</pre>"), html);
        assertTrue(html.contains("<code><b>name</b></code> what it is,"), html);
    }

    @Test
    void aReturnTagIsASentence() {
        assertEquals("int f()\nReturns the number of {x}.", JavadocText.text("int f()", "{@return the number of {x}}"));
        assertEquals("int f()", JavadocText.text("int f()", null));
    }

    @Test
    void whatIsNotJavadocDoesNoHarm() {
        for (String odd : new String[] {"", "{@", "{@code", "{@link", "{@link }", "@param", "@", "{@return {@code {}", "}{@x y"}) {
            assertFalse(JavadocText.html("f", odd).isEmpty(), odd);
            assertFalse(JavadocText.text("f", odd).isEmpty(), odd);
        }
        String html = JavadocText.html("f", "<script>alert(1)</script><p onclick=\"x\"><img src=x onerror=y> a & b");
        assertFalse(html.contains("<script") || html.contains("<img") || html.contains("<p onclick"), html);
        assertTrue(html.endsWith(" a &amp; b</p>"), html);
    }
}
