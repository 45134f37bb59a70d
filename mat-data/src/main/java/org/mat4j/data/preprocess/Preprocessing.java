package org.mat4j.data.preprocess;

import org.mat4j.data.image.UnlabeledImages;

/** How images become a network's input, before it is fitted to training images. Immutable. */
public sealed interface Preprocessing {
    /** To [0, 1]; needs no fit. The default. */
    Preprocessing SCALED = new Scaled();

    /** Each channel to the mean 0 and the standard deviation 1 that it has over all training images and places. */
    Preprocessing STANDARDIZED = new Standardized();

    /** ZCA whitening with the regularization {@link Zca#DEFAULT_REGULARIZATION}. */
    Preprocessing ZCA = new Zca(Zca.DEFAULT_REGULARIZATION);

    /** {@return which kind it is} */
    PreprocessingKind kind();

    /**
     * Determines what the training images determine. Only they should be given, neither validation nor test images;
     * labels are not needed, so that unlabeled images count as well.
     *
     * @param training the images
     * @return what can be applied, to images of the same shape
     * @throws IllegalArgumentException if the images do not vary as much as is needed
     */
    FittedPreprocessing fit(UnlabeledImages training);

    /** See {@link Preprocessing#SCALED}. */
    record Scaled() implements Preprocessing {
        @Override
        public PreprocessingKind kind() {
            return PreprocessingKind.SCALED;
        }

        @Override
        public FittedPreprocessing fit(UnlabeledImages training) {
            return UnitScaling.INSTANCE;
        }
    }

    /** See {@link Preprocessing#STANDARDIZED}. */
    record Standardized() implements Preprocessing {
        @Override
        public PreprocessingKind kind() {
            return PreprocessingKind.STANDARDIZED;
        }

        @Override
        public FittedPreprocessing fit(UnlabeledImages training) {
            return ChannelStandardization.fit(training);
        }
    }

    /**
     * ZCA whitening: y = U diag(1 / sqrt(s + r)) U' (x - mean), where x is an image in [0, 1], U the eigenvectors and s
     * the eigenvalues of the covariance of the training images. Directions in which these do not vary at all, as with
     * fewer images than values or a border that is always black, become 0.
     *
     * <p>vat_tf has 1 / sqrt(s) + r with the same r, which is 1 / sqrt(s) in all but name, and infinite where s is 0; here
     * that is the regularization 0. On CIFAR-10, where s goes down to 1e-6, the default leaves variances of 0.94 to 0.98
     * in place of 1. Images of digits need a larger r, such as 0.01: near their borders s is tiny, and whatever a test
     * image has there would be blown up by 1 / sqrt(r).
     *
     * <p>A fit takes about 16 d² bytes outside of the Java heap and 6 d² within it for images of d values, 150 and 60 MB
     * for 32 x 32 x 3, and time of the order of n d² + 10 d³, a minute for CIFAR-10; what is fitted takes 4 d², and 2 d²
     * bytes in the model's file. Training images are whitened a batch at a time.
     *
     * @param regularization r, added to the variances, in units of squared values of [0, 1]; 0 or more
     */
    record Zca(double regularization) implements Preprocessing {
        /** The default, the number in vat_tf. */
        public static final double DEFAULT_REGULARIZATION = 1e-6;

        /**
         * @throws IllegalArgumentException if the regularization is negative or not finite
         */
        public Zca {
            if (!(regularization >= 0) || Double.isInfinite(regularization)) {
                throw new IllegalArgumentException(
                        "zca regularization: expected a finite number of 0 or more, found " + regularization);
            }
        }

        @Override
        public PreprocessingKind kind() {
            return PreprocessingKind.ZCA;
        }

        @Override
        public FittedPreprocessing fit(UnlabeledImages training) {
            return ZcaFit.of(training, regularization);
        }
    }
}
