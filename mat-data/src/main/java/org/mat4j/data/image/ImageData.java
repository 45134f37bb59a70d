package org.mat4j.data.image;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.DataSplit;
import org.mat4j.data.example.Examples;

/**
 * Labeled images, one byte per value: a quarter of the memory of floats. Immutable.
 *
 * <p>Pixels lie in the order [n, height, width, channels], 0 to 255; labels are 0 to classCount - 1. There is at
 * least one example. Selections copy what they select and say so in their {@link #provenance()}.
 */
public final class ImageData implements Examples {
    /** The most classes that a label of one byte can tell apart. */
    public static final int MAX_CLASSES = 256;

    private static final long serialVersionUID = 1L;

    private final byte[] pixels;
    private final byte[] labels;
    private final ImageShape shape;

    @SuppressWarnings("serial") // a list that List.copyOf or stream().toList() makes is serializable
    private final List<String> classNames;

    private final Provenance provenance;

    private ImageData(byte[] pixels, byte[] labels, ImageShape shape, List<String> classNames, Provenance provenance) {
        this.pixels = pixels;
        this.labels = labels;
        this.shape = shape;
        this.classNames = classNames;
        this.provenance = provenance;
    }

    /**
     * Data from arrays, which are copied.
     *
     * @param pixels unsigned bytes, [n, height, width, channels]
     * @param labels unsigned bytes, [n], below classCount
     * @param classCount 1 to {@value #MAX_CLASSES}
     * @throws IllegalArgumentException if there is no example, the lengths do not fit, or a label is out of range
     */
    public static ImageData of(byte[] pixels, byte[] labels, ImageShape shape, int classCount, Provenance provenance) {
        return owning(pixels.clone(), labels.clone(), shape, classCount, provenance);
    }

    /** As {@link #of}, but takes ownership of the arrays: they are not copied, and the caller must not change them. */
    public static ImageData owning(
            byte[] pixels, byte[] labels, ImageShape shape, int classCount, Provenance provenance) {
        Objects.requireNonNull(provenance, "provenance");
        Checks.require(classCount >= 1 && classCount <= MAX_CLASSES, "classCount", classCount, "1 to " + MAX_CLASSES);
        Checks.require(labels.length > 0, "the number of labels", 0, "at least one example");
        long values = (long) labels.length * shape.values();
        Checks.require(
                pixels.length == values,
                "the number of pixels' bytes",
                pixels.length,
                labels.length + " images of " + shape + " = " + values);
        for (int i = 0; i < labels.length; i++) {
            int label = Byte.toUnsignedInt(labels[i]);
            if (label >= classCount) {
                throw new IllegalArgumentException(
                        "label at index " + i + " is " + label + ", expected 0 to " + (classCount - 1));
            }
        }
        List<String> names =
                IntStream.range(0, classCount).mapToObj(Integer::toString).toList();
        return new ImageData(pixels, labels, shape, names, provenance);
    }

    /**
     * The same examples, shared, under other class names and another provenance.
     *
     * @param names of the classes, by label: as many as there are classes, all different
     * @throws IllegalArgumentException if there are not as many names, or two are the same
     */
    public ImageData described(List<String> names, Provenance origin) {
        Objects.requireNonNull(origin, "origin");
        Checks.require(
                names.size() == classCount() && Set.copyOf(names).size() == names.size(),
                "class names",
                names,
                classCount() + " different ones");
        return new ImageData(pixels, labels, shape, List.copyOf(names), origin);
    }

    @Override
    public int size() {
        return labels.length;
    }

    /** {@return the shape of one image} */
    public ImageShape shape() {
        return shape;
    }

    /** {@return the names of the classes, by label; their numbers unless they were named} */
    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public int label(int index) {
        return Byte.toUnsignedInt(labels[index]);
    }

    /**
     * {@return a value of an example, 0 to 255}
     *
     * @throws IndexOutOfBoundsException if a position is out of range
     */
    public int pixel(int index, int row, int column, int channel) {
        Objects.checkIndex(index, size());
        Objects.checkIndex(row, shape.height());
        Objects.checkIndex(column, shape.width());
        Objects.checkIndex(channel, shape.channels());
        int inImage = (row * shape.width() + column) * shape.channels() + channel;
        return Byte.toUnsignedInt(pixels[index * shape.values() + inImage]);
    }

    @Override
    public UnlabeledImages unlabeled() {
        return new UnlabeledImages(pixels, shape, provenance);
    }

    /**
     * The examples at the given places, in their order; a place may be given more than once.
     *
     * @param indices at least one, 0 to size - 1
     * @throws IllegalArgumentException if there is none
     * @throws IndexOutOfBoundsException if one is out of range
     */
    public ImageData subset(int[] indices) {
        return select(indices, indices.length + " examples by index");
    }

    /**
     * The first examples.
     *
     * @param count 1 to size
     * @throws IllegalArgumentException if the count is out of range
     */
    public ImageData first(int count) {
        requireCount(count, size());
        return select(IntStream.range(0, count).toArray(), "first " + count);
    }

    @Override
    public ImageData randomSubset(int count, ClassBalance balance, long seed) {
        return (ImageData) Examples.super.randomSubset(count, balance, seed);
    }

    @Override
    public ImageData atMost(int most, long seed) {
        return (ImageData) Examples.super.atMost(most, seed);
    }

    @Override
    public DataSplit<ImageData> splitByCount(int validationCount, long seed) {
        DataSplit<? extends Examples> split = Examples.super.splitByCount(validationCount, seed);
        return new DataSplit<>((ImageData) split.training(), (ImageData) split.validation());
    }

    @Override
    public DataSplit<ImageData> splitByShare(double validationShare, long seed) {
        DataSplit<? extends Examples> split = Examples.super.splitByShare(validationShare, seed);
        return new DataSplit<>((ImageData) split.training(), (ImageData) split.validation());
    }

    @Override
    public ImageData select(int[] indices, String step) {
        Checks.require(indices.length > 0, "the number of indices", 0, "at least one example");
        int values = shape.values();
        byte[] chosenPixels = new byte[Math.multiplyExact(indices.length, values)];
        byte[] chosenLabels = new byte[indices.length];
        for (int i = 0; i < indices.length; i++) {
            int from = Objects.checkIndex(indices[i], size());
            System.arraycopy(pixels, from * values, chosenPixels, i * values, values);
            chosenLabels[i] = labels[from];
        }
        return new ImageData(chosenPixels, chosenLabels, shape, classNames, provenance.then(step));
    }

    @Override
    public String toString() {
        return provenance.name() + ": " + size() + " images of " + shape + ", " + classCount() + " classes";
    }
}
