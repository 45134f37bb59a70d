package org.mat4j.core.engine.convolution;

import java.util.function.Consumer;
import org.mat4j.core.engine.backend.NativeBuild;
import org.mat4j.core.engine.backend.VectorUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions with kernels of 3 x 3 by Winograd's algorithm (Lavin and Gray 2016): of 144 products for a tile of 4 x 4 results
 * 36 are left, which are products of matrices; the rest are sums. It differs from the definition by rounding.
 *
 * <p>oneDNN has it for processors with AVX-512 alone. On one with AVX2 its kernels do what the processor can, so that only
 * fewer products are faster.
 */
public final class Winograd {

    private static final int ELEMENTS = TileTransform.ELEMENTS;
    private static final int KERNEL = 3;

    /** Bytes of a part's transformed tiles: they are read and written several times, and should stay in the cache. */
    private static final long PART_BYTES = 10L << 20;

    /** A part has at least one image. */
    private static final long MOST_IMAGE_BYTES = 4 * PART_BYTES;

    /** Measured, in products of a direct convolution: one product of the matrices. */
    private static final double PRODUCT_COST = 1.3;

    /** The same: to make an element of a tile, or to take one back. */
    private static final double ELEMENT_COST = 80;

    /** The same for an element of a transformed kernel. */
    private static final double KERNEL_COST = 30;

    /** What it must gain to be worth its memory. */
    private static final double LEAST_GAIN = 1.15;

    /** Records what differs from part to part. */
    @FunctionalInterface
    private interface Step {
        void record(long from, long count);
    }

    private final Recorder calls;
    private final ConvolutionArguments arguments;

    /** A convolution whose operations are recorded there. */
    public Winograd(Recorder calls, ConvolutionArguments arguments) {
        this.calls = calls;
        this.arguments = arguments;
    }

    /**
     * Whether it is the faster way on this processor; on a GPU it never is.
     *
     * @param weights [3, 3, in, out]
     * @param result shape of the convolution, [n, height, width, out]
     */
    public static boolean serves(ConvolutionArguments arguments, INDArray weights, long... result) {
        return weights.dataType() == DataType.FLOAT
                && arguments.isPlain(KERNEL)
                && imageBytes(tiles(result), Math.max(weights.size(2), weights.size(3)), DataType.FLOAT)
                        <= MOST_IMAGE_BYTES
                && gain(weights.size(2), weights.size(3), result) >= LEAST_GAIN
                && VectorUnit.detect() == VectorUnit.AVX2
                && NativeBuild.loaded().isPresent();
    }

    /** How many times as long the direct convolution takes for results of this shape. */
    static double gain(long in, long out, long... result) {
        double direct = (double) KERNEL * KERNEL * in * out * result[0] * result[1] * result[2];
        double perElement =
                tiles(result).count() * (PRODUCT_COST * in * out + ELEMENT_COST * (in + out)) + KERNEL_COST * in * out;
        return direct / (ELEMENTS * perElement);
    }

    private static Tiles tiles(long... result) {
        return new Tiles((int) result[0], 0, 0, 0, 0, (int) result[1], (int) result[2]);
    }

    private static long imageBytes(Tiles tiles, long channels, DataType type) {
        return ELEMENTS * tiles.withImages(1).count() * channels * type.width();
    }

    /**
     * Records the convolution.
     *
     * @param x [n, height, width, in]
     * @param weights [3, 3, in, out]
     * @param y [n, height', width', out], to be written
     */
    public void forward(INDArray x, INDArray weights, INDArray y) {
        convolve(x, kernels(weights, TileTransform.KERNEL), false, tiles(x, y, arguments.top(), arguments.left()), y);
    }

    /** Records the gradient to the input, dx, from that of the result, dy. */
    public void inputGradient(INDArray weights, INDArray dy, INDArray dx) {
        Tiles tiles = tiles(dy, dx, KERNEL - 1 - arguments.top(), KERNEL - 1 - arguments.left());
        convolve(dy, kernels(weights, TileTransform.TURNED_KERNEL), true, tiles, dx);
    }

    /** Records the gradient to the weights, dw, from that of the result, dy. */
    public void weightsGradient(INDArray x, INDArray dy, INDArray dw) {
        DataType type = x.dataType();
        long in = x.size(3);
        long out = dy.size(3);
        Tiles all = tiles(x, dy, arguments.top(), arguments.left());
        Tiles largest = largestPart(all, Math.max(in, out), type);
        TransformedTiles images = new TransformedTiles(calls, TileTransform.IMAGE, x, largest);
        TransformedTiles gradients = new TransformedTiles(calls, TileTransform.RESULT_GRADIENT, dy, largest);
        INDArray between = calls.scratch(type, ELEMENTS * largest.count() * Math.max(in, out));
        INDArray sums = calls.scratch(type, ELEMENTS, in, out);
        calls.add("zeros_as", sums, sums);
        Step take = (from, count) -> {
            images.take(from, count);
            gradients.take(from, count);
        };
        Consumer<Tiles> addProducts = part -> {
            INDArray a = images.record(part, between);
            INDArray b = gradients.record(part, between);
            multiply(a, b, sums, new long[] {1, 0, 0}, 1, 1);
        };
        inParts(all, largest, take, addProducts, (from, count) -> {});
        TileTransform.KERNEL_GRADIENT.record(calls, sums, calls.scratch(type, ELEMENTS * in * out), dw);
    }

    /** Records y = x convolved with transformed kernels [36, in, out], or their transposes. */
    private void convolve(INDArray x, INDArray kernels, boolean transposed, Tiles all, INDArray y) {
        long channels = Math.max(x.size(3), y.size(3));
        long out = y.size(3);
        Tiles largest = largestPart(all, channels, x.dataType());
        TransformedTiles images = new TransformedTiles(calls, TileTransform.IMAGE, x, largest);
        INDArray products = calls.scratch(x.dataType(), ELEMENTS * largest.count() * channels);
        INDArray between = calls.scratch(x.dataType(), ELEMENTS * largest.count() * out);
        long[] order = {0, transposed ? 1 : 0, 0};
        Consumer<Tiles> compute = part -> {
            INDArray a = images.record(part, products);
            INDArray m = Rows.shaped(products, ELEMENTS, part.count(), out);
            multiply(a, kernels, m, order);
            TileTransform.RESULT.record(calls, m, between, results(products, part, out));
        };
        long pixels = y.size(1) * y.size(2);
        Step give = (from, count) -> {
            Tiles part = all.withImages(count);
            INDArray numbers = calls.constant(part + " result", part::resultPixels);
            INDArray target = Rows.range(Rows.of(y), from * pixels, (from + count) * pixels);
            INDArray source = Rows.of(results(products, part, out));
            calls.add("gather", new INDArray[] {source, numbers}, new INDArray[] {target}, new long[] {0});
        };
        inParts(all, largest, images::take, compute, give);
    }

    /** Records a product of matrices for each element of the tiles; the arguments are those of ND4J's matmul. */
    private void multiply(INDArray a, INDArray b, INDArray result, long[] transposed, double... weights) {
        for (int i = 0; i < ELEMENTS; i++) {
            INDArray[] factors = {a.slice(i), b.slice(i)};
            calls.add("matmul", factors, new INDArray[] {result.slice(i)}, transposed, weights);
        }
    }

    private static INDArray results(INDArray memory, Tiles part, long out) {
        return Rows.shaped(memory, Tiles.SIZE, Tiles.SIZE, part.count(), out);
    }

    /** Records operations part by part; the middle ones are the same for parts of the same size. */
    private void inParts(Tiles all, Tiles largest, Step before, Consumer<Tiles> middle, Step after) {
        int begin = 0;
        int end = 0;
        long recorded = 0;
        for (long from = 0; from < all.images(); from += largest.images()) {
            long count = Math.min(largest.images(), all.images() - from);
            before.record(from, count);
            if (count == recorded) {
                calls.addAgain(begin, end);
            } else {
                begin = calls.size();
                middle.accept(all.withImages(count));
                end = calls.size();
                recorded = count;
            }
            after.record(from, count);
        }
    }

    /** Parts of about the same number of images. */
    private static Tiles largestPart(Tiles all, long channels, DataType type) {
        long most = Math.max(1, PART_BYTES / imageBytes(all, channels, type));
        long parts = (all.images() + most - 1) / most;
        return all.withImages((all.images() + parts - 1) / parts);
    }

    /** The transformed kernels, [36, in, out]. */
    private INDArray kernels(INDArray weights, TileTransform transform) {
        long in = weights.size(2);
        long out = weights.size(3);
        INDArray result = calls.scratch(weights.dataType(), ELEMENTS, in, out);
        transform.record(calls, weights, calls.scratch(weights.dataType(), ELEMENTS * in * out), result);
        return result;
    }

    private static Tiles tiles(INDArray x, INDArray y, long top, long left) {
        long[] a = x.shape();
        long[] b = y.shape();
        return new Tiles((int) a[0], (int) a[1], (int) a[2], (int) top, (int) left, (int) b[1], (int) b[2]);
    }
}
