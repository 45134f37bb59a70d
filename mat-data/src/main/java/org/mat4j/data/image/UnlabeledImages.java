package org.mat4j.data.image;

import java.util.Objects;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.Inputs;

/**
 * Images without labels: what {@link ImageData#unlabeled()} shows of its data. Immutable; shares the pixels and has no
 * way to the labels, so that what is given this cannot use them.
 */
public final class UnlabeledImages implements Inputs {
    private static final long serialVersionUID = 1L;

    private final byte[] pixels;
    private final ImageShape shape;
    private final Provenance provenance;

    /** Without a copy: the caller does not change the pixels. */
    UnlabeledImages(byte[] pixels, ImageShape shape, Provenance provenance) {
        this.pixels = pixels;
        this.shape = shape;
        this.provenance = provenance;
    }

    /** {@return the number of images} */
    @Override
    public int size() {
        return pixels.length / shape.values();
    }

    /** {@return the shape of one image} */
    public ImageShape shape() {
        return shape;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    /**
     * Copies the values of one image, [height, width, channels], unsigned bytes.
     *
     * @param target receives {@code shape().values()} bytes
     * @param offset where in the target the first of them goes
     * @throws IndexOutOfBoundsException if there is no such image or no room for it
     */
    public void copyPixels(int index, byte[] target, int offset) {
        Objects.checkIndex(index, size());
        System.arraycopy(pixels, index * shape.values(), target, offset, shape.values());
    }

    @Override
    public long[] inputShape() {
        return shape.toArray();
    }

    @Override
    public void copyTo(int index, float[] target, int offset) {
        Objects.checkIndex(index, size());
        int values = shape.values();
        for (int v = 0; v < values; v++) {
            target[offset + v] = Byte.toUnsignedInt(pixels[index * values + v]) / 255f;
        }
    }

    @Override
    public String toString() {
        return provenance.name() + ": " + size() + " images of " + shape + ", without labels";
    }
}
