package org.mat4j.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.format.IdxFile;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/**
 * Gray images and labels in files of the IDX layout, such as EMNIST and QMNIST. The classes are the numbers that occur among
 * the labels. Read once; immutable.
 */
public final class IdxSource implements DataSource {

    /** How images lie in their file. */
    public enum Orientation {
        /** Row by row, as MNIST. */
        ROWS,
        /** Column by column, as EMNIST. */
        COLUMNS
    }

    private final Path images;
    private final Parts<ImageData> parts;

    private IdxSource(Path images, Parts<ImageData> parts) {
        this.images = images;
        this.parts = parts;
    }

    /**
     * Two files.
     *
     * @param images unsigned bytes [n, height, width]
     * @param labels unsigned bytes [n], or integers [n, k] whose first column is the class, as in QMNIST
     * @param orientation of the images
     */
    public record Pair(Path images, Path labels, Orientation orientation) {}

    /**
     * Reads files of which a share is the test part.
     *
     * @param classNames of a model, in its order, among which the labels must be; empty to take the numbers that occur
     * @throws org.mat4j.data.DataException if a file is missing or damaged, or the two do not belong together
     */
    public static IdxSource read(Pair files, Optional<List<String>> classNames, TestSplit split) {
        return new IdxSource(files.images, Parts.of(data(files, classNames), split));
    }

    /** Reads files to train on, and others to test with, whose labels are among theirs. */
    public static IdxSource read(Pair files, Optional<List<String>> classNames, Pair testFiles) {
        ImageData training = data(files, classNames);
        return new IdxSource(
                files.images, new Parts<>(Optional.of(training), data(testFiles, Optional.of(training.classNames()))));
    }

    /** Reads files to test with, by the class names of a model; there is no training part. */
    public static IdxSource test(Pair testFiles, List<String> classNames) {
        return new IdxSource(testFiles.images, new Parts<>(Optional.empty(), data(testFiles, Optional.of(classNames))));
    }

    private static ImageData data(Pair files, Optional<List<String>> classNames) {
        ImageData read = IdxFile.read(files.images, files.labels, ImageData.MAX_CLASSES);
        int[] labels = read.labels();
        List<String> names = classNames.orElseGet(() -> IntStream.of(labels)
                .distinct()
                .sorted()
                .mapToObj(Integer::toString)
                .toList());
        byte[] places = new byte[labels.length];
        for (int i = 0; i < places.length; i++) {
            int place = names.indexOf(Integer.toString(labels[i]));
            if (place < 0) {
                throw new InvalidDataException(files.labels, "labels among " + names, labels[i] + " at index " + i);
            }
            places[i] = (byte) place;
        }
        boolean turned = files.orientation == Orientation.COLUMNS;
        ImageShape shape =
                turned ? new ImageShape(read.shape().width(), read.shape().height(), 1) : read.shape();
        byte[] pixels = new byte[read.size() * shape.values()];
        for (int i = 0; i < read.size(); i++) {
            if (turned) {
                turn(read, i, shape, pixels);
            } else {
                read.unlabeled().copyPixels(i, pixels, i * shape.values());
            }
        }
        return ImageData.owning(pixels, places, shape, names.size(), read.provenance())
                .described(names, turned ? read.provenance().then("transposed") : read.provenance());
    }

    private static void turn(ImageData read, int image, ImageShape shape, byte[] pixels) {
        for (int p = 0; p < shape.values(); p++) {
            pixels[image * shape.values() + p] = (byte) read.pixel(image, p % shape.width(), p / shape.width(), 0);
        }
    }

    /** {@return the name of the images' file} */
    @Override
    public String id() {
        return images.getFileName().toString();
    }

    @Override
    public String title() {
        return id();
    }

    @Override
    public long[] inputShape() {
        return parts.test().inputShape();
    }

    @Override
    public List<String> classNames() {
        return parts.test().classNames();
    }

    @Override
    public ImageData load(Part part) {
        return parts.load(part, id());
    }
}
