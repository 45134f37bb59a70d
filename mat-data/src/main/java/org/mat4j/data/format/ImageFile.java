package org.mat4j.data.format;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.data.Checksum;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** A file of labeled color images of 32 x 32 pixels, of which it is known how many it has. */
interface ImageFile {
    ImageShape SHAPE = new ImageShape(32, 32, 3);

    /** The most elements that every JVM allows an array. */
    int LARGEST_ARRAY = Integer.MAX_VALUE - Long.BYTES;

    Path path();

    /** The number of images. */
    long count();

    /**
     * Reads all images.
     *
     * @param pixels takes the pixels in the order [n, height, width, channels]
     * @param labels takes the labels, [n]
     * @param at the example that the first image becomes
     * @return the checksum of the file
     */
    Checksum read(byte[] pixels, byte[] labels, int at);

    /** Reads several files, one after the other. */
    static ImageData readAll(List<Path> files, int classCount, Function<Path, ImageFile> opener) {
        Checks.require(!files.isEmpty(), "the number of files", 0, "at least 1");
        List<ImageFile> parts = files.stream().map(opener).toList();
        String source = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        // The number of images is known before room is made for them, so that each is held once.
        int count =
                requireRoom(source, parts.stream().mapToLong(ImageFile::count).sum(), SHAPE.values());
        byte[] pixels = new byte[count * SHAPE.values()];
        byte[] labels = new byte[count];
        Map<String, Checksum> checksums = new LinkedHashMap<>();
        int at = 0;
        for (ImageFile part : parts) {
            checksums.put(part.path().getFileName().toString(), part.read(pixels, labels, at));
            at += (int) part.count();
        }
        Provenance provenance = new Provenance(
                String.join(", ", checksums.keySet()), source, checksums, Provenance.Verification.UNCHECKED, List.of());
        return ImageData.owning(pixels, labels, SHAPE, classCount, provenance);
    }

    /**
     * Puts an image that is stored plane after plane, red, green, blue, in the order [height, width, channels].
     *
     * @param rowStep from a row to the next within a plane; the other of 1 and 32 is from a column to the next
     */
    static void interleave(byte[] planes, int from, int rowStep, byte[] pixels, int at) {
        int columnStep = rowStep == 1 ? SHAPE.height() : 1;
        int target = at;
        for (int row = 0; row < SHAPE.height(); row++) {
            for (int column = 0; column < SHAPE.width(); column++) {
                int first = from + row * rowStep + column * columnStep;
                for (int channel = 0; channel < SHAPE.channels(); channel++) {
                    pixels[target++] = planes[first + channel * SHAPE.height() * SHAPE.width()];
                }
            }
        }
    }

    /** Throws if one array cannot hold so many images. */
    static int requireRoom(String source, long images, int values) {
        int most = LARGEST_ARRAY / values;
        if (images > most) {
            throw new InvalidDataException(source, "at most " + most + " images", images + " images");
        }
        return (int) images;
    }
}
