package jacobi.notebook.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * PNG files with a palette, since charts have few colours, and notebooks are kept with their outputs; those of
 * photographs have all their colours.
 */
public final class Png {
    private static final int MOST_COLORS = 256;
    /** Colours that agree in these bits look much the same. */
    private static final int NEIGHBOURHOOD = 0xf8f8f8f8;

    /** The sum of the squares of what colours differ that look much the same. */
    private static final int FAR = 200;
    /** Which part of the pixels may have a colour that looks otherwise. */
    private static final double MOST_FAR = 0.01;

    private Png() {
    }

    /**
     * A file in which each pixel has its colour, or, of those beyond the most frequent 256, the nearest, unless one
     * could see the difference.
     */
    public static byte[] bytes(BufferedImage image) throws IOException {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int from = 0, to = 0; from < pixels.length; from = to) {
            while (to < pixels.length && pixels[to] == pixels[from]) {
                to++;
            }
            counts.merge(pixels[from], to - from, Integer::sum);
        }
        List<Integer> byCount = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
        int[] palette = palette(byCount);
        Map<Integer, Integer> index = new HashMap<>();
        long far = 0;
        for (int color : byCount) {
            int near = nearest(palette, color);
            index.put(color, near);
            far += distance(palette[near], color) > FAR ? counts.get(color) : 0;
            if (far > MOST_FAR * pixels.length) {
                return write(image);
            }
        }
        IndexColorModel colors = new IndexColorModel(8, palette.length, palette, 0, true, -1, DataBuffer.TYPE_BYTE);
        BufferedImage indexed = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colors);
        int[] indices = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = i > 0 && pixels[i] == pixels[i - 1] ? indices[i - 1] : index.get(pixels[i]);
        }
        indexed.getRaster().setPixels(0, 0, width, image.getHeight(), indices);
        return write(indexed);
    }

    /** All colours; if there are too many, the most frequent one of each neighbourhood. */
    private static int[] palette(List<Integer> byCount) {
        Set<Integer> seen = new HashSet<>();
        return byCount.stream().filter(color -> byCount.size() <= MOST_COLORS || seen.add(color & NEIGHBOURHOOD))
                .limit(MOST_COLORS).mapToInt(Integer::intValue).toArray();
    }

    private static int nearest(int[] palette, int color) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length && least > 0; i++) {
            int distance = distance(palette[i], color);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int distance = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int difference = (a >>> shift & 255) - (b >>> shift & 255);
            distance += difference * difference;
        }
        return distance;
    }

    private static byte[] write(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam form = writer.getDefaultWriteParam();
            form.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            form.setCompressionQuality(0.4f);           // the best takes seven times as long, and saves 6 % of the bytes
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), form);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
