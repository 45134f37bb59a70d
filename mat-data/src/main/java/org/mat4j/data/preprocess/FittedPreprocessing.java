package org.mat4j.data.preprocess;

import org.mat4j.core.model.ModelFileException;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.PixelTransform;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link Preprocessing} fitted to training images: makes a network's input of the bytes of any images of their shape.
 * Immutable; may be used by several threads at once.
 */
public sealed interface FittedPreprocessing extends PixelTransform
        permits UnitScaling, ChannelStandardization, ZcaWhitening {
    /** The name of the attachment of a model that holds its preprocessing. */
    String ATTACHMENT = "preprocessing";

    /** {@return which kind it is} */
    PreprocessingKind kind();

    /**
     * The input for some images, for example to predict with a loaded model.
     *
     * @param pixels unsigned bytes, [n, height, width, channels]
     * @param shape  the shape of one image
     * @return FLOAT [n, height, width, channels]
     * @throws IllegalArgumentException if these are not whole images, or not of the shape of the training images
     */
    default INDArray features(byte[] pixels, ImageShape shape) {
        requireShape(shape);
        if (pixels.length == 0 || pixels.length % shape.values() != 0) {
            throw new IllegalArgumentException("pixels: expected one or more images of " + shape + " = "
                    + shape.values() + " bytes each, found " + pixels.length + " bytes");
        }
        float[] values = new float[pixels.length];
        apply(pixels, values, shape);
        long[] batch = {pixels.length / shape.values(), shape.height(), shape.width(), shape.channels()};
        return Nd4j.create(values, batch, DataType.FLOAT);
    }

    /** {@return all of it, for {@link #fromBytes}} */
    default byte[] toBytes() {
        return PreprocessingFormat.write(this);
    }

    /**
     * Reads what {@link #toBytes} gave, bit for bit.
     *
     * @param content the bytes
     * @return the same preprocessing
     * @throws IllegalArgumentException if the bytes are damaged, saying how
     */
    static FittedPreprocessing fromBytes(byte[] content) {
        return PreprocessingFormat.read(content);
    }

    /**
     * The model with this preprocessing, to be saved together.
     *
     * @param model trained on images that were so preprocessed
     * @return a model that shares that one's classifier: closing either closes both
     */
    default TrainedModel attachTo(TrainedModel model) {
        return model.withAttachment(ATTACHMENT, toBytes());
    }

    /**
     * The preprocessing that a model was trained with.
     *
     * @param model any model of images
     * @return what is attached to it; scaling to [0, 1] if nothing is
     * @throws ModelFileException if the attachment is damaged
     */
    static FittedPreprocessing of(TrainedModel model) {
        try {
            return model.attachment(ATTACHMENT)
                    .map(FittedPreprocessing::fromBytes)
                    .orElse(UnitScaling.INSTANCE);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    "the model's attachment '" + ATTACHMENT + "' is damaged: " + e.getMessage(), e);
        }
    }
}
