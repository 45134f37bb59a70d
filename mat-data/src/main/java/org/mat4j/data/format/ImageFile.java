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

/** A file of labeled images, of which it is known how many it has. */
interface ImageFile {
    /** The most elements that every JVM allows an array. */
    int LARGEST_ARRAY = Integer.MAX_VALUE - Long.BYTES;

    /** The file. */
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
    static ImageData readAll(
            List<Path> files, Function<Path, ? extends ImageFile> opener, ImageShape shape, int classCount) {
        Checks.require(!files.isEmpty(), "the number of files", 0, "at least 1");
        List<? extends ImageFile> parts = files.stream().map(opener).toList();
        String source = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        // The number of images is known before room is made for them, so that each is held once.
        int count =
                requireRoom(source, parts.stream().mapToLong(ImageFile::count).sum(), shape.values());
        byte[] pixels = new byte[count * shape.values()];
        byte[] labels = new byte[count];
        Map<String, Checksum> checksums = new LinkedHashMap<>();
        int at = 0;
        for (ImageFile part : parts) {
            checksums.put(part.path().getFileName().toString(), part.read(pixels, labels, at));
            at += (int) part.count();
        }
        Provenance provenance = new Provenance(
                String.join(", ", checksums.keySet()), source, checksums, Provenance.Verification.UNCHECKED, List.of());
        return ImageData.owning(pixels, labels, shape, classCount, provenance);
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
