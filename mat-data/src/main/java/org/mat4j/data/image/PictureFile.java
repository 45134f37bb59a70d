package org.mat4j.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.ExampleIterator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pictures in files: PNG, JPEG, BMP, GIF (the first one in it), and what else the Java runtime reads. */
public final class PictureFile {

    private static final Set<String> ENDINGS = Set.of(ImageIO.getReaderFileSuffixes());

    private PictureFile() {}

    /**
     * Reads a picture as the input of a network, converted as {@link ImageConversion#to} does.
     *
     * @param shape of the network's images
     * @return [height, width, channels] in [0, 1]
     * @throws MissingDataException if there is no such file
     * @throws InvalidDataException if it is no picture, is damaged, or is partly transparent
     * @throws DataException if it cannot be read
     */
    public static INDArray read(Path file, ImageShape shape) {
        return ExampleIterator.forEvaluation(image(file, shape))
                .next()
                .getFeatures()
                .reshape(shape.height(), shape.width(), shape.channels());
    }

    /** As {@link #read}, as one image. */
    public static ImageData image(Path file, ImageShape shape) {
        return ImageConversion.to(shape, pixels(file));
    }

    /** The shape that a picture has in its file. */
    public static ImageShape shape(Path file) {
        return pixels(file).shape();
    }

    /**
     * The pictures in a folder and the folders in it, by the endings of their names in upper or lower case, in the order of
     * their names.
     *
     * @throws MissingDataException if there is none
     * @throws DataException if the folder cannot be read
     */
    public static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> pictures = files.filter(PictureFile::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new MissingDataException("there is no picture in the folder " + folder);
            }
            return pictures;
        } catch (IOException e) {
            throw DataException.unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw DataException.unreadable(folder, e.getCause());
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
                && Files.isRegularFile(file);
    }

    private static ImageData pixels(Path file) {
        BufferedImage picture = PictureDecoder.decode(file);
        boolean gray = picture.getColorModel().getNumColorComponents() == 1;
        if (picture.getColorModel().hasAlpha() && !opaque(picture)) {
            throw new InvalidDataException(file, "a picture without transparency", "one that is partly transparent");
        }
        ImageShape shape = new ImageShape(picture.getHeight(), picture.getWidth(), gray ? 1 : 3);
        byte[] pixels = new byte[shape.values()];
        int next = 0;
        for (int row = 0; row < picture.getHeight(); row++) {
            for (int column = 0; column < picture.getWidth(); column++) {
                if (gray) {
                    pixels[next++] = (byte) grayOf(picture, column, row);
                } else {
                    int color = picture.getRGB(column, row);
                    pixels[next++] = (byte) (color >> 16);
                    pixels[next++] = (byte) (color >> 8);
                    pixels[next++] = (byte) color;
                }
            }
        }
        return ImageData.owning(pixels, new byte[1], shape, 1, Provenance.of("picture", file.toString()));
    }

    private static boolean opaque(BufferedImage picture) {
        for (int color : picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth())) {
            if (color >>> 24 != 255) {
                return false;
            }
        }
        return true;
    }

    /** The stored value: getRGB would take it for linear light, and change it. */
    private static int grayOf(BufferedImage picture, int column, int row) {
        if (picture.getColorModel() instanceof IndexColorModel) {
            return picture.getRGB(column, row) & 255;
        }
        int bits = picture.getColorModel().getComponentSize(0);
        int sample = picture.getRaster().getSample(column, row, 0);
        return Math.round(sample * 255f / ((1 << bits) - 1));
    }
}
