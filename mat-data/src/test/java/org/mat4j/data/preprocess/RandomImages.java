package org.mat4j.data.preprocess;

import java.util.Random;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.Pass;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.impl.OneInitScheme;

/** Made-up images whose neighboring values are alike, as in photographs. */
final class RandomImages {
    private RandomImages() {}

    static ImageData of(int n, ImageShape shape, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[n * shape.values()];
        byte[] labels = new byte[n];
        for (int i = 0; i < n; i++) {
            double level = random.nextGaussian();
            for (int v = 0; v < shape.values(); v++) {
                level = 0.8 * level + 0.6 * random.nextGaussian();
                pixels[i * shape.values() + v] = (byte) Math.max(0, Math.min(255, Math.round(120 + 60 * level + v)));
            }
            labels[i] = (byte) (i % 3);
        }
        return data(pixels, labels, shape);
    }

    static ImageData of(byte[] pixels, ImageShape shape) {
        return data(pixels, new byte[pixels.length / shape.values()], shape);
    }

    private static ImageData data(byte[] pixels, byte[] labels, ImageShape shape) {
        return ImageData.of(pixels, labels, shape, 3, Provenance.of("made up", "test"));
    }

    /** The bytes of all images. */
    static byte[] pixels(ImageData data) {
        int values = data.shape().values();
        byte[] pixels = new byte[data.size() * values];
        for (int i = 0; i < data.size(); i++) {
            data.unlabeled().copyPixels(i, pixels, i * values);
        }
        return pixels;
    }

    /** The images in [0, 1], [n][d]. */
    static double[][] unitRange(ImageData data) {
        byte[] pixels = pixels(data);
        int values = data.shape().values();
        double[][] images = new double[data.size()][values];
        for (int i = 0; i < pixels.length; i++) {
            images[i / values][i % values] = Byte.toUnsignedInt(pixels[i]) / 255.0;
        }
        return images;
    }

    /** The images as a first layer gives them, [n][d]. */
    static double[][] preprocessed(InputLayer layer, ImageData data) {
        return preprocessed(
                layer,
                data.shape(),
                ExampleIterator.forEvaluation(data, data.size()).next().getFeatures());
    }

    /** Inputs of a shape as a first layer gives them, [n][d]. */
    static double[][] preprocessed(InputLayer layer, ImageShape shape, INDArray inputs) {
        int d = shape.values();
        Network flat = new Network() {
            @Override
            public long[] inputShape() {
                return new long[] {shape.height(), shape.width(), shape.channels()};
            }

            @Override
            public int latentSize() {
                return d;
            }

            @Override
            public int classCount() {
                return 2;
            }

            @Override
            public Outputs build(Pass pass, SDVariable input) {
                SDVariable rows = pass.graph().reshape(input, -1, d);
                return new Outputs(rows, rows.mmul(pass.parameter("w", new OneInitScheme('c'), d, 2)));
            }
        };
        Network network = flat.preprocessedBy(layer);
        try (Classifier classifier = Classifier.of(network, ParameterSet.initialize(network, DataType.FLOAT, 1))) {
            return classifier.predict(inputs).latent().toDoubleMatrix();
        }
    }
}
