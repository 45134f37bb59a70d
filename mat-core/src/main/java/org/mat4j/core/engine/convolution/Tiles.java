package org.mat4j.core.engine.convolution;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where the tiles of some images and of their convolution lie. A pixel is a row of channels; images are one after the other,
 * row by row. Tiles are in the same order, and an element of all tiles comes before the next element.
 *
 * @param images their number
 * @param top rows of zeros above the image
 * @param left columns of zeros at its left
 * @param resultHeight rows of the convolution
 * @param resultWidth columns of the convolution
 */
record Tiles(int images, int height, int width, int top, int left, int resultHeight, int resultWidth) {

    /** Rows and columns of a tile of the convolution. */
    static final int SIZE = 4;

    Tiles withImages(long count) {
        return new Tiles(Math.toIntExact(count), height, width, top, left, resultHeight, resultWidth);
    }

    private int down() {
        return (resultHeight + SIZE - 1) / SIZE;
    }

    private int across() {
        return (resultWidth + SIZE - 1) / SIZE;
    }

    /** The number of tiles. */
    int count() {
        return images * down() * across();
    }

    /** For each element of each tile that is to be transformed its pixel, or {@code outside}. */
    INDArray elements(TileTransform transform, int outside) {
        int size = transform.columns();
        return transform == TileTransform.IMAGE
                ? elements(size, height, width, top, left, outside)
                : elements(size, resultHeight, resultWidth, 0, 0, outside);
    }

    private INDArray elements(int size, int rows, int columns, int above, int before, int outside) {
        int[] pixels = new int[size * size * count()];
        int next = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int tile = 0; tile < count(); tile++) {
                    int image = tile / (down() * across());
                    int y = tile / across() % down() * SIZE + i - above;
                    int x = tile % across() * SIZE + j - before;
                    boolean inside = y >= 0 && y < rows && x >= 0 && x < columns;
                    pixels[next++] = inside ? (image * rows + y) * columns + x : outside;
                }
            }
        }
        return Nd4j.createFromArray(pixels);
    }

    /** For each pixel of the convolution where it lies among the elements of its tiles. */
    INDArray resultPixels() {
        int[] elements = new int[images * resultHeight * resultWidth];
        for (int pixel = 0; pixel < elements.length; pixel++) {
            int x = pixel % resultWidth;
            int y = pixel / resultWidth % resultHeight;
            int image = pixel / resultWidth / resultHeight;
            int tile = (image * down() + y / SIZE) * across() + x / SIZE;
            elements[pixel] = (y % SIZE * SIZE + x % SIZE) * count() + tile;
        }
        return Nd4j.createFromArray(elements);
    }
}
