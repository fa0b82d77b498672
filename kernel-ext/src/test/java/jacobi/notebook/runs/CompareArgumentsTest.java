package jacobi.notebook.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareArgumentsTest {
    private static List<String> declarations(String... words) {
        return CompareArguments.parse(List.of(words)).stream().map(CompareArguments.Setting::declarations).toList();
    }

    @Test
    void theValuesDecideTheType() {
        assertEquals(List.of("int k = 16;\n", "int k = 64;\n"), declarations("k=16,64"));
        assertEquals(List.of("double k = 1;\n", "double k = 0.5;\n", "double k = 1e-3;\n"), declarations("k=1,0.5,1e-3"));
        assertEquals(List.of("long k = 1L;\n", "long k = 3_000_000_000L;\n"), declarations("k=1,3_000_000_000"));
        assertEquals(List.of("boolean k = true;\n", "boolean k = false;\n"), declarations("k=true,false"));
        assertEquals(List.of("String k = \"sgd\";\n", "String k = \"true\";\n"), declarations("k=sgd,true"));
        assertEquals(List.of("String k = \"a\\\"\\\\\\u00e9\";\n"), declarations("k=a\"\\é"));
    }

    @Test
    void severalNamesMakeAGrid() {
        List<CompareArguments.Setting> settings = CompareArguments.parse(List.of("lr=0.1,0.01", "batchSize=16,64"));
        assertEquals(List.of("lr=0.1, batchSize=16", "lr=0.1, batchSize=64", "lr=0.01, batchSize=16",
                "lr=0.01, batchSize=64"), settings.stream().map(CompareArguments.Setting::label).toList());
    }

    @Test
    void spacesAroundCommasDontMatter() {
        assertEquals(declarations("k=1,2,3"), declarations("k", "=", "1,", "2", ",3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | needs a variable
            64                | does not know the argument 64
            k=1 fast          | does not know the argument fast
            k=                | a value is missing
            k=1,,2            | a value is missing
            k=1,2,            | a value is missing
            =1,2              | no name stands before
            1k=1,2            | 1k stands before
            class=1,2         | class stands before
            k=1,2 k=3         | k is given twice
            k=1,1             | the value 1 of k is given twice
            k=1,x             | are numbers, except for x
            k=99999999999999999999 | too large
            a=1,2,3,4,5 b=1,2,3,4,5 | 25 runs, and at most 24
            """)
    void mistakesGetASentence(String line, String part) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> CompareArguments.parse(List.of(line.split(" "))));
        assertTrue(e.getMessage().startsWith("%%compare: ") && e.getMessage().contains(part), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | no code to run
            train(64)             | does not use k
            train(kk, $k, k2)     | does not use k
            int k = 3; train(k);  | declares k itself
            """)
    void aCellThatComparesNothingGetsASentence(String code, String part) {
        List<CompareArguments.Setting> settings = CompareArguments.parse(List.of("k=1,2"));
        Exception e = assertThrows(IllegalArgumentException.class, () -> CompareArguments.check(settings, code));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void aCellThatUsesTheVariableIsFine() {
        CompareArguments.check(CompareArguments.parse(List.of("k=1,2")), "for (int i = 0; i < 10; i++) log(\"a\", k);");
    }

    @Property(seed = "1")
    void garbageIsUnderstoodOrToldInOneSentence(@ForAll("lines") List<String> words) {
        try {
            List<CompareArguments.Setting> settings = CompareArguments.parse(words);
            assertTrue(!settings.isEmpty() && settings.size() <= CompareArguments.MOST_RUNS);
            settings.forEach(CompareArguments.Setting::declarations);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().startsWith("%%compare: "), e.getMessage());
            assertTrue(e.getMessage().length() < 400, e.getMessage());
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> likely = Arbitraries.strings().withChars("k=,.-+_e 0123456789lr\"\\%'\u0000é").ofMaxLength(30);
        return Arbitraries.oneOf(likely, Arbitraries.strings().ofMaxLength(300)).list().ofMaxSize(6);
    }
}
