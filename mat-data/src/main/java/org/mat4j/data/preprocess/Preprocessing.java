package org.mat4j.data.preprocess;

import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.preprocess.LinearWhitening;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.core.train.TrainingSettings;
import org.mat4j.data.example.Inputs;
import org.mat4j.data.image.UnlabeledImages;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network does to its inputs first, images in [0, 1] or rows of numbers, before it is fitted to training data.
 * Immutable.
 *
 * <pre>{@code
 * Network network = new LeNetPlusPlus().preprocessedBy(Preprocessing.STANDARDIZED.fit(training.unlabeled()));
 * }</pre>
 */
public sealed interface Preprocessing {
    /** Nothing: pixels are scaled to [0, 1] already; needs no fit. The default. */
    Preprocessing SCALED = new Scaled();

    /**
     * Each channel to the mean 0 and the standard deviation 1 that it has over all training images and places; of rows each
     * column, but those of zeros and ones alone, such as that of a category, which stay as they are.
     */
    Preprocessing STANDARDIZED = new Standardized();

    /** ZCA whitening with the regularization {@link Zca#DEFAULT_REGULARIZATION}. */
    Preprocessing ZCA = new Zca(Zca.DEFAULT_REGULARIZATION);

    /**
     * The network's first layer, for inputs of the same shape, from what training inputs determine. Only they should be
     * given, neither validation nor test inputs; labels are not needed, so that unlabeled inputs count as well.
     *
     * @throws IllegalArgumentException if the inputs do not vary as much as is needed, or are no images where these are
     */
    InputLayer fit(Inputs training);

    /**
     * That of a model, fitted already: what goes on from the model needs the same numbers, not those of its own data.
     *
     * @return {@link #SCALED} if the model has no first layer
     */
    static Preprocessing of(TrainedModel model) {
        Map<String, INDArray> constants = model.constants();
        INDArray mean = constants.get(Standardization.MEAN);
        if (mean == null) {
            return SCALED;
        }
        float[] means = mean.toFloatVector();
        INDArray matrix = constants.get(LinearWhitening.MATRIX);
        return new Fitted(
                matrix == null
                        ? new Standardization(
                                means, constants.get(Standardization.DEVIATION).toFloatVector())
                        : new LinearWhitening(
                                model.info().training().get(TrainingSettings.NETWORK + "preprocessing"),
                                model.info().inputShape(),
                                means,
                                matrix));
    }

    /**
     * What is fitted already.
     *
     * @param layer taken as it is
     */
    record Fitted(InputLayer layer) implements Preprocessing {
        @Override
        public InputLayer fit(Inputs training) {
            layer.requireShape(training.inputShape());
            return layer;
        }
    }

    /** See {@link Preprocessing#SCALED}. */
    record Scaled() implements Preprocessing {
        @Override
        public InputLayer fit(Inputs training) {
            return InputLayer.NONE;
        }
    }

    /** See {@link Preprocessing#STANDARDIZED}. */
    record Standardized() implements Preprocessing {
        @Override
        public InputLayer fit(Inputs training) {
            return training instanceof UnlabeledImages images
                    ? StandardizationFit.of(images)
                    : ColumnMoments.standardization(training);
        }
    }

    /**
     * ZCA whitening, to values that are uncorrelated, with variance 1, and as close to the image as that allows: y = U
     * diag(1 / sqrt(s + r)) U' (x - mean), where x is an image in [0, 1], U the eigenvectors and s the eigenvalues of
     * the covariance of the training images. Directions in which these do not vary at all, as with fewer images than
     * values or a border that is always black, become 0.
     *
     * <p>vat_tf has 1 / sqrt(s) + r with the same r, which is 1 / sqrt(s) in all but name, and infinite where s is 0;
     * here that is the regularization 0. On CIFAR-10, where s goes down to 1e-6, the default leaves variances of 0.94
     * to 0.98 in place of 1. Images of digits need a larger r, such as 0.01: near their borders s is tiny, and whatever
     * a test image has there would be blown up by 1 / sqrt(r).
     *
     * <p>A fit takes about 16 d² bytes outside of the Java heap and 6 d² within it for images of d values, 150 and 60
     * MB for 32 x 32 x 3, and time of the order of n d² + 10 d³, a minute for CIFAR-10; the layer takes 4 d² bytes in
     * memory and in the model's file.
     *
     * @param regularization r, added to the variances, in units of squared values of [0, 1]; 0 or more
     */
    record Zca(double regularization) implements Preprocessing {
        /** The default, the number in vat_tf. */
        public static final double DEFAULT_REGULARIZATION = 1e-6;

        /** @throws IllegalArgumentException if the regularization is negative or not finite */
        public Zca {
            Checks.weight("zca regularization", regularization);
        }

        @Override
        public InputLayer fit(Inputs training) {
            Checks.require(
                    training instanceof UnlabeledImages,
                    "data to whiten by ZCA",
                    training.provenance().name(),
                    "images");
            return ZcaFit.of((UnlabeledImages) training, regularization);
        }
    }
}
