package org.mat4j.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.format.Checksum;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.Provenance;
import org.mat4j.data.image.Verification;

/**
 * What is to be loaded.
 *
 * @param dataset   the dataset
 * @param part      training or test
 * @param extra     whether the training part includes extra files
 * @param directory where the files lie; empty for the resources
 * @param warnings  is told what a user should know
 */
public record LoadRequest(
        ImageDataset dataset, DataPart part, ExtraData extra, Optional<Path> directory, Consumer<String> warnings) {
    /** The most elements that every JVM allows an array. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - Long.BYTES;

    /** The place of a file that is there. */
    Path find(DataFile file) {
        return file.findIn(directory.orElseThrow())
                .orElseThrow(() -> new MissingDataException(
                        directory.get().resolve(file.acceptedNames().get(0)) + ": no such file"));
    }

    /** Whether a file has the official content; tells the user if not. */
    boolean isOfficial(DataFile file, String source, Checksum found) {
        boolean same = file.checksum().equals(found);
        if (!same) {
            warnings.accept(source + ": not the official content of " + dataset.title() + " (expected "
                    + file.checksum() + ", found " + found.hex() + "). It is used as it is; results on it are not"
                    + " results on " + dataset.title() + ".");
        }
        return same;
    }

    /** Room for the pixels of so many images. */
    byte[] newPixels(long images) {
        int values = dataset.shape().values();
        if (images > LARGEST_ARRAY / values) {
            throw new InvalidDataException(
                    directory.orElseThrow().toString(),
                    "at most " + LARGEST_ARRAY / values + " images",
                    images + " images");
        }
        return new byte[Math.toIntExact(images * values)];
    }

    ImageData data(byte[] pixels, byte[] labels, Provenance provenance) {
        return ImageData.owning(pixels, labels, dataset.shape(), dataset.classCount(), provenance);
    }

    Provenance provenance(String source, String checksums, Verification verification, List<String> notes) {
        String name = dataset.title() + (part == DataPart.TRAIN ? ", training part" : ", test part");
        return new Provenance(name, source, checksums, verification, notes);
    }
}
