package jacobi.golden;

import static org.bytedeco.pytorch.global.torch.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** Writes torch.txt: what PyTorch draws on the CPU, for RandomStreamsTest. README.md has the command. */
public class RandomGolden {
    private static final GeneratorOptional COMMON = new GeneratorOptional();

    private static Tensor floats(long... dims) {
        return empty(dims);
    }

    private static Tensor doubles(long... dims) {
        return empty(dims).toType(ScalarType.Double);
    }

    private static Tensor whole(long low, long high, long count) {
        return empty(count).toType(ScalarType.Long).random_(low, new LongOptional(high));
    }

    private static Tensor concat(Tensor... parts) {
        Tensor all = parts[0].toType(ScalarType.Double);
        for (int i = 1; i < parts.length; i++) {
            all = cat(new org.bytedeco.pytorch.TensorVector(all, parts[i].toType(ScalarType.Double)), 0L);
        }
        return all;
    }

    private static Map<String, Supplier<Tensor>> cases() {
        Map<String, Supplier<Tensor>> cases = new LinkedHashMap<>();
        cases.put("rand.float32", () -> rand(630));
        cases.put("rand.float64", () -> doubles(320).uniform_());
        cases.put("uniform.float32", () -> floats(50).uniform_(-0.3, 0.7, COMMON));
        cases.put("uniform.float64", () -> doubles(50).uniform_(-0.3, 0.7, COMMON));
        for (int n : new int[] {1, 2, 5, 15, 16, 17, 32, 100}) {
            cases.put("randn.float32." + n, () -> randn(n));
            cases.put("randn.float64." + n, () -> doubles(n).normal_());
        }
        cases.put("randn.float32.matrix", () -> randn(13, 17));
        cases.put("normal.float32", () -> floats(40).normal_(10, 3, COMMON));
        cases.put("normal.float32.few", () -> floats(7).normal_(10, 3, COMMON));
        cases.put("normal.float64", () -> doubles(40).normal_(10, 3, COMMON));
        cases.put("normal.float64.few", () -> doubles(7).normal_(10, 3, COMMON));
        cases.put("randint.10", () -> whole(0, 10, 50));
        cases.put("randint.negative", () -> whole(-5, 1000, 50));
        cases.put("randint.2^28-1", () -> whole(0, (1L << 28) - 1, 10));
        cases.put("randint.2^28", () -> whole(0, 1L << 28, 10));
        cases.put("randint.2^31", () -> whole(0, 1L << 31, 10));
        cases.put("randint.2^32", () -> whole(0, 1L << 32, 10));
        cases.put("randint.2^32+1", () -> whole(0, (1L << 32) + 1, 10));
        cases.put("randint.2^53", () -> whole(-(1L << 52), 1L << 52, 10));
        cases.put("randperm.1", () -> randperm(1));
        cases.put("randperm.100", () -> randperm(100));
        Tensor p32 = Tensor.create(0.1f, 0.2f, 0.3f, 0.15f, 0f, 0.25f);
        Tensor p64 = Tensor.create(0.1, 0.2, 0.3, 0.15, 0, 0.25);
        cases.put("multinomial.float32", () -> multinomial(p32, 50, true, COMMON));
        cases.put("multinomial.float64", () -> multinomial(p64, 50, true, COMMON));
        cases.put("multinomial.float32.one", () -> multinomial(p32, 1, true, COMMON));
        cases.put("multinomial.float32.without", () -> multinomial(p32, 5, false, COMMON));
        cases.put("multinomial.float64.without", () -> multinomial(p64, 4, false, COMMON));
        cases.put("multinomial.rows", () -> multinomial(p32.reshape(2, 3), 20, true, COMMON).reshape(-1));
        cases.put("multinomial.rows.without", () -> multinomial(p32.reshape(2, 3), 2, false, COMMON).reshape(-1));
        cases.put("bernoulli.float32", () -> bernoulli(p32.repeat(5)));
        cases.put("bernoulli.float64", () -> bernoulli(p64.repeat(5)));
        cases.put("bernoulli.number", () -> floats(30).bernoulli_(0.3, COMMON));
        cases.put("exponential.float32", () -> floats(20).exponential_());
        cases.put("exponential.float64", () -> doubles(20).exponential_(2.5, COMMON));
        cases.put("poisson", () -> poisson(Tensor.create(0f, 0.5f, 3f, 9.9f, 10f, 40f, 1e5f).repeat(10)));
        cases.put("xavier_uniform", () -> xavier_uniform_(floats(6, 5, 3), 1.5).reshape(-1));
        cases.put("xavier_normal", () -> xavier_normal_(floats(6, 5)).reshape(-1));
        cases.put("kaiming_uniform", () -> kaiming_uniform_(floats(6, 5)).reshape(-1));
        cases.put("kaiming_normal", () -> kaiming_normal_(floats(6, 5)).reshape(-1));
        cases.put("orthogonal", () -> orthogonal_(floats(4, 6)).reshape(-1));
        cases.put("orthogonal.tall", () -> orthogonal_(floats(6, 4), 2.0).reshape(-1));
        cases.put("sparse", () -> sparse_(floats(6, 5), 0.3, 0.01).reshape(-1));
        cases.put("session", () -> concat(randn(3), rand(2), randn(2), randn(20), randperm(5), randn(1)));
        return cases;
    }

    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>();
        for (long seed : new long[] {2147483647L, 0, 42, -1, (1L << 33) + 5}) {
            cases().forEach((name, draw) -> {
                manual_seed(seed);
                Tensor drawn = draw.get();
                boolean wide = drawn.scalar_type().intern() != ScalarType.Float;
                Tensor t = drawn.reshape(-1);
                StringBuilder line = new StringBuilder(seed + " " + name);
                for (long i = 0; i < t.numel(); i++) {
                    line.append(' ').append(wide ? "" + t.get(i).item_double() : "" + t.get(i).item_float());
                }
                lines.add(line.toString());
            });
        }
        Files.write(Path.of(args[0], "torch.txt"), lines);
    }
}
