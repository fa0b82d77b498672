package jacobi.notebook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PngTest {
    private static BufferedImage readBack(BufferedImage image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Png.bytes(image)));
    }

    @Property(seed = "1", tries = 30)
    void upTo256ColoursAreKept(@ForAll @IntRange(min = 1, max = 256) int colors, @ForAll int seed) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 1200; i++) {
            int color = i % colors * 0x9e3779b1 ^ seed;
            image.setRGB(i % 40, i / 40, color >>> 24 == 0 ? 0 : color);
        }
        BufferedImage read = readBack(image);
        for (int i = 0; i < 1200; i++) {
            assertEquals(image.getRGB(i % 40, i / 40), read.getRGB(i % 40, i / 40));
        }
    }

    @Test
    void ofMoreColoursTheFrequentOnesAreKeptAndTheOthersAreNear() throws IOException {
        int[] hues = {0x0072b2, 0xd55e00, 0x009e73, 0x24292f};
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 4096; i++) {
            int blend = 0xff;
            for (int shift = 16; shift >= 0; shift -= 8) {
                blend = blend << 8 | 255 - (255 - (hues[i % 4] >> shift & 255)) * (i / 4 % 256) / 255;
            }
            image.setRGB(i % 64, i / 64, i < 1000 ? 0xff000000 | hues[i % 4] : blend);
        }
        BufferedImage read = readBack(image);
        for (int i = 0; i < 4096; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int difference = (image.getRGB(i % 64, i / 64) >> shift & 255) - (read.getRGB(i % 64, i / 64) >> shift & 255);
                assertTrue(Math.abs(difference) <= (i < 1000 ? 0 : 8), "at " + i + " by " + difference);
            }
        }
    }

    @Test
    void ofAPhotographAllColoursAreKept() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 4096; i++) {
            image.setRGB(i % 64, i / 64, 0xff000000 | i * 0x9e3779b1);
        }
        BufferedImage read = readBack(image);
        for (int i = 0; i < 4096; i++) {
            assertEquals(image.getRGB(i % 64, i / 64), read.getRGB(i % 64, i / 64));
        }
    }
}
