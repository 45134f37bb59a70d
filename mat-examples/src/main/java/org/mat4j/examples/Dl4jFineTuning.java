package org.mat4j.examples;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.layers.dl4j.Dl4jNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** A network of DeepLearning4J, trained there on the sample, trained further by MAT here, and given back. */
public final class Dl4jFineTuning {

    private static final InputType IMAGES = InputType.convolutional(28, 28, 1, CNN2DFormat.NHWC);

    private Dl4jFineTuning() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        var test = ExampleIterator.forEvaluation(Datasets.load(ImageDataset.SAMPLE, Part.TEST), 100);
        System.out.println(run(300).evaluate(test).stats());
    }

    /** Trains for an epoch in DL4J, then here; the network that goes back. */
    static MultiLayerNetwork run(int updates) {
        var training = ExampleIterator.forTraining(Datasets.load(ImageDataset.SAMPLE, Part.TRAIN), 100, 1);
        var configuration =
                new NeuralNetConfiguration.Builder().updater(new Adam(1e-3)).activation(Activation.RELU);
        MultiLayerNetwork mine = new MultiLayerNetwork(configuration
                .list(
                        new ConvolutionLayer.Builder(5, 5).stride(2, 2).nOut(8).build(),
                        new DenseLayer.Builder().nOut(32).build(),
                        new OutputLayer.Builder()
                                .nOut(10)
                                .activation(Activation.SOFTMAX)
                                .build())
                .setInputType(IMAGES)
                .build());
        mine.init();
        mine.fit(training, 1);
        var network = Dl4jNetwork.of(mine, IMAGES);
        var config = TrainingConfig.builder().method(Methods.mat(2.0)).updates(updates);
        var trainer = Trainer.builder(network).config(config.build()).build();
        try (TrainedModel model = trainer.fit(training)) {
            return network.export(model);
        }
    }
}
