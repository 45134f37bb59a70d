package org.mat4j.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.nd4j.linalg.api.ndarray.INDArray;

class PictureFileTest {

    @TempDir
    private Path folder;

    private Path write(BufferedImage picture, String name) throws IOException {
        Path file = folder.resolve(name);
        assertTrue(ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile()));
        return file;
    }

    private static BufferedImage picture(int type) {
        BufferedImage picture = new BufferedImage(3, 2, type);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                for (int channel = 0; channel < picture.getRaster().getNumBands(); channel++) {
                    int value = channel == 3 ? 255 : 10 + 70 * column + 30 * row + 5 * channel;
                    picture.getRaster().setSample(column, row, channel, value);
                }
            }
        }
        return picture;
    }

    @Test
    void grayValuesAreThoseInTheFile() throws IOException {
        Path file = write(picture(BufferedImage.TYPE_BYTE_GRAY), "gray.png");
        INDArray pixels = PictureFile.read(file, new ImageShape(2, 3, 1));
        assertArrayEquals(new long[] {2, 3, 1}, pixels.shape());
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                assertEquals((10 + 70 * column + 30 * row) / 255.0, pixels.getDouble(row, column, 0), 1e-6);
            }
        }
    }

    @Test
    void colorsLieInTheOrderRedGreenBlue() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            INDArray pixels = PictureFile.read(write(picture(type), "color.png"), new ImageShape(2, 3, 3));
            for (int channel = 0; channel < 3; channel++) {
                assertEquals((10 + 70 * 2 + 30 + 5 * channel) / 255.0, pixels.getDouble(1, 2, channel), 1e-6);
            }
        }
    }

    @Test
    void picturesAreBroughtToTheModelsShape() throws IOException {
        Path file = write(picture(BufferedImage.TYPE_INT_RGB), "color.png");
        INDArray gray = PictureFile.read(file, new ImageShape(2, 3, 1));
        double luma = 0.299 * 10 + 0.587 * 15 + 0.114 * 20;
        assertEquals(Math.round(luma) / 255.0, gray.getDouble(0, 0, 0), 1e-6);
        assertArrayEquals(
                new long[] {5, 4, 1},
                PictureFile.read(file, new ImageShape(5, 4, 1)).shape());
    }

    @Test
    void refusesWhatIsNoPicture() throws IOException {
        ImageShape shape = new ImageShape(2, 3, 1);
        Path missing = folder.resolve("missing.png");
        assertTrue(assertThrows(MissingDataException.class, () -> PictureFile.read(missing, shape))
                .getMessage()
                .contains(missing.toString()));

        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        assertRefused(text, "expected a picture of the kinds");

        BufferedImage large = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        Path cut = write(large, "cut.png");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 60));
        assertRefused(cut, "cut short");

        BufferedImage clear = picture(BufferedImage.TYPE_INT_ARGB);
        clear.getRaster().setSample(1, 1, 3, 200);
        assertRefused(write(clear, "clear.png"), "transparent");
    }

    private static void assertRefused(Path file, String part) {
        String message = assertThrows(InvalidDataException.class, () -> PictureFile.read(file, new ImageShape(2, 3, 1)))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains(part), message);
    }
}
