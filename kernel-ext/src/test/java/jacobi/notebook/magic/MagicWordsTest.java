package jacobi.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MagicWordsTest {
    private static List<String> words(String arguments, String begun) {
        return MagicWords.of(new Magic("m", Magic.Kind.LINE, arguments, "", "", call -> null), begun);
    }

    @Test
    void wordsAreReadFromTheArguments() {
        assertEquals(List.of("cpu", "cuda", "cuda:1", "auto"), words("[cpu|cuda|cuda:1|auto]", ""));
        assertEquals(List.of("cuda", "cuda:1"), words("[cpu|cuda|cuda:1|auto]", "cu"));
        assertEquals(List.of("grad", "steps", "depth="), words("value [grad] [steps] [depth=n]", ""));
        assertEquals(List.of("repeats=", "x="), words("name=v1,v2,... [other=...] [repeats=n] [x=step|examples|seconds]", ""));
        assertEquals(List.of("x=step", "x=seconds"), words("[name...] [x=step|examples|seconds]", "x=s"));
        assertEquals(List.of("last", "csv=", "overwrite="), words("[3 5] [last n] [csv=file [overwrite=yes]]", ""));
        assertEquals(List.of(), words("number", ""));
        assertEquals(List.of(), words("[number]", "n"));
        assertEquals(List.of(), words("on|off", "off"));
    }

    @Test
    void noWordOfAMagicIsAStandIn() {
        for (Magic magic : MagicList.all()) {
            for (String word : MagicWords.of(magic, "")) {
                assertTrue(word.matches("[a-z]+(:\\d)?=?"), magic.sign() + " " + word);
            }
        }
    }

    @Test
    void javaIsExpectedWhereAnExpressionStands() {
        assertTrue(MagicList.all().stream().filter(MagicWords::takesJava).map(Magic::name).toList()
                .containsAll(List.of("graph", "gradcheck", "heatmap", "image", "histogram", "lrfind")));
        assertTrue(MagicList.all().stream().filter(MagicWords::takesJava).map(Magic::name)
                .noneMatch(List.of("seed", "threads", "diff", "compare", "jacobi", "anomaly", "device")::contains));
    }
}
