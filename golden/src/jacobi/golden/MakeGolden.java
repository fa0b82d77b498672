package jacobi.golden;

import jacobi.DType;
import jacobi.ops.OpRow;
import jacobi.ops.OpTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Writes the golden files: for each row of the table without an expected value, what PyTorch makes of its inputs; and the
 * same for the variants of the rows.
 */
public final class MakeGolden {
    private static final Map<String, Consumer<Entries>> FAMILIES = Map.ofEntries(
            Map.entry("Arithmetic", ArithmeticGolden::addTo),
            Map.entry("Functions", FunctionsGolden::addTo),
            Map.entry("Trigonometry", TrigonometryGolden::addTo),
            Map.entry("Rounding", RoundingGolden::addTo),
            Map.entry("SpecialFunctions", SpecialFunctionsGolden::addTo),
            Map.entry("Activations", ActivationsGolden::addTo),
            Map.entry("Comparisons", ComparisonsGolden::addTo),
            Map.entry("Logic", LogicGolden::addTo),
            Map.entry("Reductions", ReductionsGolden::addTo),
            Map.entry("Counting", CountingGolden::addTo),
            Map.entry("Statistics", StatisticsGolden::addTo),
            Map.entry("Scans", ScansGolden::addTo),
            Map.entry("Sorting", SortingGolden::addTo),
            Map.entry("Shaping", ShapingGolden::addTo),
            Map.entry("Slicing", SlicingGolden::addTo),
            Map.entry("Arranging", ArrangingGolden::addTo),
            Map.entry("Padding", PaddingGolden::addTo),
            Map.entry("Indexing", IndexingGolden::addTo),
            Map.entry("Masking", MaskingGolden::addTo),
            Map.entry("LinearAlgebra", LinearAlgebraGolden::addTo),
            Map.entry("Einsum", EinsumGolden::addTo),
            Map.entry("Systems", SystemsGolden::addTo),
            Map.entry("Decompositions", DecompositionsGolden::addTo),
            Map.entry("Convolutions", ConvolutionsGolden::addTo),
            Map.entry("Pooling", PoolingGolden::addTo),
            Map.entry("Normalizations", NormalizationsGolden::addTo),
            Map.entry("Attention", AttentionGolden::addTo),
            Map.entry("Losses", LossesGolden::addTo),
            Map.entry("RegressionLosses", RegressionLossesGolden::addTo),
            Map.entry("MarginLosses", MarginLossesGolden::addTo),
            Map.entry("Filling", FillingGolden::addTo),
            Map.entry("Joining", JoiningGolden::addTo));

    private MakeGolden() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Set<String> wanted = args.length > 1 ? new TreeSet<>(List.of(args).subList(1, args.length))
                : FAMILIES.keySet();
        Map<String, List<OpRow>> byFamily = new TreeMap<>();
        for (OpRow row : OpTable.rows()) {
            if (row.expected() == null && wanted.contains(row.family())) {
                byFamily.computeIfAbsent(row.family(), name -> new ArrayList<>()).add(row);
            }
        }
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, List<OpRow>> family : byFamily.entrySet()) {
            Entries entries = new Entries();
            FAMILIES.getOrDefault(family.getKey(), none -> { }).accept(entries);
            StringBuilder lines = new StringBuilder();
            for (OpRow row : family.getValue()) {
                Function<Tensor[], Tensor> call = entries.calls.remove(row.toString());
                if (call == null) {
                    missing.add(family.getKey() + ": " + row);
                    continue;
                }
                jacobi.Tensor[] inputs = row.make(1);
                for (DType type : List.of(DType.FLOAT64, DType.FLOAT32)) {
                    lines.append(line(row, type, call.apply(converted(inputs, type))));
                }
            }
            entries.calls.keySet().forEach(name -> missing.add(family.getKey() + ": no row is called " + name));
            Files.writeString(folder.resolve(family.getKey() + ".txt"), lines);
            System.out.println(family.getKey() + ": " + family.getValue().size() + " rows");
        }
        if (args.length == 1 || wanted.contains("variants")) {
            Map<String, Function<Tensor[], Tensor>> calls = new TreeMap<>();
            for (Map.Entry<String, Consumer<Entries>> family : FAMILIES.entrySet()) {
                Entries entries = new Entries();
                family.getValue().accept(entries);
                calls.putAll(entries.calls);
            }
            Files.writeString(folder.resolve("variants.txt"), VariantsGolden.lines(calls, missing));
        }
        if (!missing.isEmpty()) {
            System.out.println(String.join("\n", missing));
            System.exit(1);
        }
    }

    static Tensor[] converted(jacobi.Tensor[] inputs, DType type) {
        Tensor[] out = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            long[] dims = java.util.Arrays.stream(inputs[i].shape().dims()).asLongStream().toArray();
            Tensor flat = switch (inputs[i].dtype()) {
                case FLOAT32, FLOAT64 -> {
                    Tensor doubles = inputs[i].size() == 0 ? torch.zeros(0).to(torch.ScalarType.Double)
                            : Tensor.create(inputs[i].toDoubles());
                    yield type == DType.FLOAT32 ? doubles.to(torch.ScalarType.Float) : doubles;
                }
                case BOOL -> Tensor.create(inputs[i].toLongs()).to(torch.ScalarType.Bool);
                case INT32 -> Tensor.create(inputs[i].toInts());
                case INT64 -> Tensor.create(inputs[i].toLongs());
            };
            out[i] = flat.reshape(dims);
        }
        return out;
    }

    private static String line(OpRow row, DType type, Tensor y) {
        StringBuilder line = new StringBuilder().append(row).append('|').append(type).append('|');
        for (long axis = 0; axis < y.dim(); axis++) {
            line.append(axis > 0 ? " " : "").append(y.size(axis));
        }
        line.append('|');
        Tensor flat = y.detach().to(torch.ScalarType.Double).reshape(-1).contiguous();
        for (long i = 0; i < flat.numel(); i++) {
            line.append(i > 0 ? " " : "").append(flat.get(i).item_double());
        }
        return line.append('\n').toString();
    }
}
