package jacobi.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads MNIST: the full set in the data folder, or the sample in the library. */
final class Mnist {
    /** A file of the set, and the MD5 sum of the original, unpacked. */
    record Part(String name, String md5) {
    }

    /** Training images, training labels, test images, test labels. */
    static final List<Part> ORIGINAL = List.of(
            new Part("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb"),
            new Part("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624"),
            new Part("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea"),
            new Part("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637"));

    private static final String GET_AGAIN = "run ./lab data mnist to get the set again";

    /** What was loaded last, and from which state of which files. */
    private record Loaded(List<?> key, Split split) {
    }

    /** A file as it was when it was looked at. */
    private record Version(Path path, long size, Object modified) {
    }

    private static SoftReference<Loaded> last = new SoftReference<>(null);
    private static String said;

    private Mnist() {
    }

    /** The full set if it is in the data folder, else the embedded sample; the first time, says which. */
    static synchronized Split load() {
        Split split = load(dataFolder().resolve("mnist").toAbsolutePath().normalize(), ORIGINAL);
        if (!split.description().equals(said)) {
            said = split.description();
            System.out.println(said);
        }
        return split;
    }

    private static Path dataFolder() {
        String chosen = System.getProperty("jacobi.data", System.getenv("JACOBI_DATA"));
        return chosen == null || chosen.isBlank() ? Path.of(System.getProperty("user.home"), ".jacobi", "data")
                : Path.of(chosen);
    }

    /** The full set, if a file of it is in this folder, else the embedded sample. */
    static synchronized Split load(Path folder, List<Part> parts) {
        List<Path> files = new ArrayList<>();
        for (Part part : parts) {
            files.add(find(folder, part.name()));
        }
        if (files.stream().allMatch(file -> file == null)) {
            List<?> key = List.of("sample");
            Split cached = cached(key);
            return cached != null ? cached : remember(key, embedded());
        }
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i) == null) {
                throw new DataException(folder.resolve(parts.get(i).name()) + ": is missing, while other files of "
                        + "MNIST are there; " + GET_AGAIN + ", or remove the folder to use the sample in the library");
            }
        }
        List<?> key = key("full", files);
        Split cached = cached(key);
        if (cached != null) {
            return cached;
        }
        List<Idx> contents = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Idx content = Idx.read(files.get(i));
            String md5 = content.md5();
            if (!md5.equals(parts.get(i).md5())) {
                throw new DataException(content.source() + ": is not MNIST's original file, whose MD5 sum is "
                        + parts.get(i).md5() + " (this one's is " + md5 + "); " + GET_AGAIN
                        + ", or load a set of your own by Datasets.mnist(folder)");
            }
            contents.add(content);
        }
        return remember(key, split("MNIST", contents, "MNIST, the full set in " + folder));
    }

    /** The four files of a folder, whatever they hold. */
    static synchronized Split load(Path given) {
        Path folder = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": there is no such folder; name the one with the four files of the set, "
                    + "such as " + ORIGINAL.getFirst().name());
        }
        List<Path> files = new ArrayList<>();
        for (Part part : ORIGINAL) {
            Path file = find(folder, part.name());
            if (file == null) {
                throw new DataException(folder.resolve(part.name()) + ": there is no such file, nor one with .gz; name "
                        + "the folder that has all four files of the set");
            }
            files.add(file);
        }
        List<?> key = key("folder", files);
        Split cached = cached(key);
        if (cached != null) {
            return cached;
        }
        List<Idx> contents = files.stream().map(Idx::read).toList();
        return remember(key, split(String.valueOf(folder.getFileName()), contents, "The set in " + folder));
    }

    private static Path find(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path zipped = folder.resolve(name + ".gz");
        return Files.exists(plain) ? plain : Files.exists(zipped) ? zipped : null;
    }

    private static Split embedded() {
        List<Idx> contents = new ArrayList<>();
        for (Part part : ORIGINAL) {
            String resource = "mnist/" + part.name() + ".gz";
            try (InputStream in = Mnist.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new DataException("jacobi/data/" + resource + ": is missing from Jacobi's jar; build it "
                            + "again");
                }
                contents.add(Idx.read(in, "jacobi/data/" + resource + " in Jacobi's jar"));
            } catch (IOException e) {
                throw new DataException("jacobi/data/" + resource + ": cannot be read from Jacobi's jar ("
                        + e.getMessage() + "); build it again", e);
            }
        }
        Split sample = split("MNIST", contents, "MNIST, the sample in the library");
        return new Split(sample.train(), sample.test(), sample.description() + "; ./lab data mnist gets all "
                + "60000 training digits");
    }

    private static Split split(String name, List<Idx> contents, String source) {
        Dataset train = Datasets.dataset(name + " training", contents.get(0), contents.get(1));
        Dataset test = Datasets.dataset(name + " test", contents.get(2), contents.get(3));
        if (width(train) != width(test)) {
            throw new DataException(contents.get(0).source() + " holds images of " + width(train) + " pixels, but "
                    + contents.get(2).source() + " of " + width(test) + "; take files of the same set");
        }
        return new Split(train, test, source + ": " + train.size() + " training and " + test.size() + " test examples");
    }

    private static int width(Dataset data) {
        return data.rowsOfX().shape().dim(1);
    }

    private static List<?> key(String kind, List<Path> files) {
        List<Object> key = new ArrayList<>();
        key.add(kind);
        for (Path file : files) {
            try {
                key.add(new Version(file, Files.size(file), Files.getLastModifiedTime(file)));
            } catch (IOException e) {
                throw new DataException(file + ": cannot be read (" + e + "); check that you may read it", e);
            }
        }
        return key;
    }

    private static Split cached(List<?> key) {
        Loaded loaded = last.get();
        return loaded != null && loaded.key().equals(key) ? loaded.split() : null;
    }

    private static Split remember(List<?> key, Split split) {
        last = new SoftReference<>(new Loaded(key, split));
        return split;
    }
}
