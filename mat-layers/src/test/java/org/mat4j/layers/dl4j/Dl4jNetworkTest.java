package org.mat4j.layers.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.ParameterRates;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** From DL4J to a training and back. */
class Dl4jNetworkTest {

    private static final InputType IMAGES = InputType.convolutional(6, 5, 2);

    @TempDir
    Path folder;

    @Test
    void goesBackWithWhatItHasLearned() {
        MultiLayerNetwork start = initialized(new MultiLayerNetwork(layers()));
        Dl4jNetwork<MultiLayerNetwork> network = Dl4jNetwork.of(start, IMAGES);
        try (TrainedModel model = train(network, 0.1)) {
            MultiLayerNetwork back = network.export(model);

            assertSameProbabilities(model, back.output(images()));
            for (String name : List.of("0_W", "1_mean", "1_log10stdev", "2_b")) {
                assertNotEquals(start.getParam(name), back.getParam(name), name);
            }
            assertEquals(start.getLayerWiseConfigurations(), back.getLayerWiseConfigurations());
        }
    }

    @Test
    void aGraphGoesBackToo() {
        ComputationGraph start = initialized(new ComputationGraph(graph()));
        Dl4jNetwork<ComputationGraph> network = Dl4jNetwork.of(start, IMAGES);
        try (TrainedModel model = train(network, 0.1)) {
            model.save(folder.resolve("model.zip"));
        }
        try (TrainedModel loaded = TrainedModel.load(folder.resolve("model.zip"))) {
            ComputationGraph back = network.export(loaded);

            assertSameProbabilities(loaded, back.outputSingle(images()));
            assertNotEquals(start.getParam("left_W"), back.getParam("left_W"));
        }
    }

    /** Running statistics too, which then normalize in training as in inference. */
    @Test
    void aRoundTripWithAllFrozenChangesNothing() {
        MultiLayerNetwork start = initialized(new MultiLayerNetwork(layers()));
        start.getParam("1_mean").assign(0.3);
        Dl4jNetwork<MultiLayerNetwork> network = Dl4jNetwork.of(start, IMAGES);
        try (TrainedModel model = train(network, 0.1, ParameterRates.EQUAL.freeze("*"))) {
            MultiLayerNetwork back = network.export(model);

            back.paramTable().forEach((name, value) -> assertEquals(start.getParam(name), value, name));
        }
    }

    @Test
    void aConfigurationStartsFromTheTrainingsSeed() {
        Network network = Dl4jNetwork.of(layers(), IMAGES);
        ParameterSet first = ParameterSet.initialize(network, DataType.FLOAT, 1);

        assertEquals(
                first.flat(),
                ParameterSet.initialize(network, DataType.FLOAT, 1).flat());
        assertNotEquals(
                first.flat(),
                ParameterSet.initialize(network, DataType.FLOAT, 2).flat());
        double deviation = first.parameter("2_W").stdNumber().doubleValue();
        assertEquals(Math.sqrt(2.0 / (36 + 3)), deviation, 0.05, "Xavier's");
        assertEquals(0.3, first.parameter("2_b").getDouble(0), 1e-6);
    }

    @Test
    void theSourceMayLearnOn() {
        MultiLayerNetwork start = initialized(new MultiLayerNetwork(layers()));
        Dl4jNetwork<MultiLayerNetwork> network = Dl4jNetwork.of(start, IMAGES);
        INDArray before = start.getParam("2_W").dup();

        start.params().assign(0);

        assertEquals(before, ParameterSet.initialize(network, DataType.FLOAT, 1).parameter("2_W"));
    }

    @Test
    void theLatentIsWhatTheOutputLayerReadsUnlessNamed() {
        Dl4jNetwork<ComputationGraph> network = Dl4jNetwork.of(graph(), IMAGES);

        assertEquals(4, network.latentSize());
        assertEquals(7, network.withLatent("first").latentSize());
        assertEquals(3, network.classCount());
        assertArrayEquals(new long[] {6, 5, 2}, network.inputShape());
        assertNotEquals(network.settings(), network.withLatent("first").settings());
        assertEquals(36, Dl4jNetwork.of(layers(), IMAGES).latentSize());
        String message = assertThrows(IllegalArgumentException.class, () -> Dl4jNetwork.of(layers(), IMAGES)
                        .withLatent(0))
                .getMessage();
        assertTrue(message.contains("output of 0 is [4, 3, 3]"), message);
    }

    private static MultiLayerNetwork initialized(MultiLayerNetwork network) {
        network.init();
        return network;
    }

    private static ComputationGraph initialized(ComputationGraph network) {
        network.init();
        return network;
    }

    private static MultiLayerConfiguration layers() {
        return new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(3).build())
                .layer(new BatchNormalization())
                .layer(new OutputLayer.Builder()
                        .nOut(3)
                        .biasInit(0.3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(IMAGES)
                .build();
    }

    private static ComputationGraphConfiguration graph() {
        return new NeuralNetConfiguration.Builder()
                .seed(3)
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", new DenseLayer.Builder().nOut(7).build(), "in")
                .addLayer("left", new DenseLayer.Builder().nOut(4).build(), "first")
                .addLayer("right", new DenseLayer.Builder().nOut(4).build(), "first")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right")
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "sum")
                .setOutputs("out")
                .setInputTypes(IMAGES)
                .build();
    }

    private static TrainedModel train(Network network, double rate) {
        return train(network, rate, ParameterRates.EQUAL);
    }

    private static TrainedModel train(Network network, double rate, ParameterRates rates) {
        DataSet data = new DataSet(images(), Nd4j.eye(3).repeat(0, 2));
        return Trainer.builder(network)
                .config(TrainingConfig.builder()
                        .method(Methods.mat(0.5))
                        .updater(new Sgd(rate))
                        .updates(3)
                        .rates(rates)
                        .build())
                .build()
                .fit(new ViewIterator(data, 6));
    }

    /** Channels first, as DL4J has them. */
    private static INDArray images() {
        Nd4j.getRandom().setSeed(9);
        return Nd4j.randn(DataType.FLOAT, 6, 2, 6, 5);
    }

    private static void assertSameProbabilities(TrainedModel model, INDArray probabilities) {
        INDArray expected = Transforms.softmax(model.classifier().logits(images()), true);
        assertTrue(expected.equalsWithEps(probabilities, 1e-5), expected + " and " + probabilities);
    }
}
