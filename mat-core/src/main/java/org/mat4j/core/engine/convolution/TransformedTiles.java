package org.mat4j.core.engine.convolution;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The transformed tiles of a part of a batch's images at a time. */
final class TransformedTiles {

    private final Recorder calls;
    private final TileTransform transform;
    private final INDArray images;
    private final INDArray pixels;
    private final INDArray memory;
    private final int outside;

    /**
     * @param images [n, height, width, channels]
     * @param largest the largest part
     */
    TransformedTiles(Recorder calls, TileTransform transform, INDArray images, Tiles largest) {
        this.calls = calls;
        this.transform = transform;
        this.images = images;
        long channels = images.size(3);
        this.outside = Math.toIntExact(largest.images() * images.size(1) * images.size(2));
        this.pixels = calls.scratch(images.dataType(), outside + 1L, channels);
        this.memory = calls.scratch(images.dataType(), TileTransform.ELEMENTS * largest.count() * channels);
        // What lies outside of an image is one row of zeros behind the pixels.
        INDArray zeros = Rows.range(pixels, outside, outside + 1L);
        calls.add("zeros_as", zeros, zeros);
    }

    /** Records the copying of these images, for {@link #record}. */
    void take(long from, long count) {
        long perImage = images.size(1) * images.size(2);
        INDArray source = Rows.range(Rows.of(images), from * perImage, (from + count) * perImage);
        INDArray target = Rows.range(pixels, 0, count * perImage);
        calls.add("identity", target, source);
    }

    /**
     * Records the transformation of what was taken.
     *
     * @param between memory for as many numbers as this has
     * @return the tiles, [36, tiles, channels]
     */
    INDArray record(Tiles part, INDArray between) {
        long channels = images.size(3);
        INDArray numbers =
                calls.constant(part + " " + transform + " " + outside, () -> part.elements(transform, outside));
        INDArray tiles = Rows.shaped(memory, numbers.length(), channels);
        calls.add("gather", new INDArray[] {pixels, numbers}, new INDArray[] {tiles}, new long[] {0});
        INDArray result = Rows.shaped(memory, TileTransform.ELEMENTS, part.count(), channels);
        transform.record(calls, tiles, between, result);
        return result;
    }
}
