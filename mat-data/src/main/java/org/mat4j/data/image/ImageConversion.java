package org.mat4j.data.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mat4j.core.check.Checks;
import org.nd4j.enums.ImageResizeMethod;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Brings images to another shape, such as that of the images that a network was made for. */
public final class ImageConversion {
    /** Of red, green and blue in the luma of ITU-R BT.601. */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    /** Images in memory as floats at a time. */
    private static final int BATCH = 500;

    private ImageConversion() {}

    /**
     * The same examples in another shape; the same object if they have it. Color becomes gray by its luma, 0.299 R + 0.587 G
     * + 0.114 B; gray becomes color by three equal channels. Height and width are changed by bilinear interpolation, which
     * takes the average of more pixels where it shrinks. Values are rounded once, to the nearest of 0 to 255. The provenance
     * gets a step that says so.
     *
     * @throws IllegalArgumentException if the channels differ and are not one and three
     */
    public static ImageData to(ImageShape shape, ImageData images) {
        ImageShape own = images.shape();
        if (own.equals(shape)) {
            return images;
        }
        int channels = own.channels();
        Checks.require(
                channels == shape.channels()
                        || Set.of(channels, shape.channels()).equals(Set.of(1, 3)),
                "number of channels of " + images,
                channels,
                shape.channels() + ", or one of 1 and 3 where " + shape.channels() + " is the other");
        int n = images.size();
        byte[] pixels = new byte[Math.multiplyExact(n, shape.values())];
        byte[] labels = new byte[n];
        for (int from = 0; from < n; from += BATCH) {
            int count = Math.min(BATCH, n - from);
            float[] values =
                    resized(channelsConverted(images.unlabeled(), from, count, shape.channels()), count, own, shape);
            for (int v = 0; v < values.length; v++) {
                pixels[from * shape.values() + v] = (byte) Math.max(0, Math.min(255, Math.round(values[v])));
            }
        }
        for (int i = 0; i < n; i++) {
            labels[i] = (byte) images.label(i);
        }
        return ImageData.owning(pixels, labels, shape, images.classCount(), images.provenance())
                .described(images.classNames(), images.provenance().then(step(own, shape)));
    }

    private static String step(ImageShape from, ImageShape to) {
        List<String> how = new ArrayList<>();
        if (from.channels() != to.channels()) {
            how.add(to.channels() == 1 ? "gray by luma" : "gray in three channels");
        }
        if (from.height() != to.height() || from.width() != to.width()) {
            how.add("resized bilinearly");
        }
        return "from " + from + " to " + to + ", " + String.join(", ", how);
    }

    /** [count, height, width, channels] of the images from a place on, 0 to 255. */
    private static float[] channelsConverted(UnlabeledImages images, int from, int count, int channels) {
        int own = images.shape().channels();
        byte[] image = new byte[images.shape().values()];
        float[] values = new float[count * image.length / own * channels];
        int next = 0;
        for (int i = 0; i < count; i++) {
            images.copyPixels(from + i, image, 0);
            for (int p = 0; p < image.length; p += own) {
                for (int c = 0; c < channels; c++) {
                    values[next++] =
                            channels < own ? luma(image, p) : Byte.toUnsignedInt(image[p + (own == 1 ? 0 : c)]);
                }
            }
        }
        return values;
    }

    private static float luma(byte[] image, int at) {
        float sum = 0;
        for (int c = 0; c < LUMA.length; c++) {
            sum += LUMA[c] * Byte.toUnsignedInt(image[at + c]);
        }
        return sum;
    }

    private static float[] resized(float[] values, int count, ImageShape from, ImageShape to) {
        if (from.height() == to.height() && from.width() == to.width()) {
            return values;
        }
        long[] shape = {count, from.height(), from.width(), to.channels()};
        boolean sameProportions = false;
        boolean averagesWhereItShrinks = true;
        try (INDArray batch = Nd4j.create(values, shape, DataType.FLOAT);
                INDArray size = Nd4j.createFromArray(to.height(), to.width());
                INDArray resized = Nd4j.image()
                        .imageResize(
                                batch,
                                size,
                                sameProportions,
                                averagesWhereItShrinks,
                                ImageResizeMethod.ResizeBilinear)) {
            return resized.ravel().toFloatVector();
        }
    }
}
