package org.mat4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.ModelFile;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.preprocess.LinearWhitening;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** First layers: what they compute, where they are saved, and in which space perturbations are. */
class InputLayerTest {

    private static final long[] SHAPE = {2, 2, 3};
    private static final int D = 12;
    private static final float[] MEAN = {0.5f, 0.25f, 0.125f};
    private static final float[] DEVIATION = {0.5f, 2f, 0.25f};
    private static final INDArray W = Values.normal(5, D, D).castTo(DataType.FLOAT);
    private static final float[] CENTER =
            Values.normal(6, D).castTo(DataType.FLOAT).toFloatVector();

    @TempDir
    private Path folder;

    static List<InputLayer> layers() {
        return List.of(
                InputLayer.NONE,
                new Standardization(MEAN, DEVIATION),
                new LinearWhitening("whitened", SHAPE, CENTER, W.dup()));
    }

    private static Network network(InputLayer layer) {
        return TestNetwork.dense(SHAPE, 3, 3).preprocessedBy(layer);
    }

    private static INDArray images(int n) {
        return Values.normal(n, n, 2, 2, 3).castTo(DataType.FLOAT);
    }

    private static INDArray applied(InputLayer layer, INDArray x) {
        INDArray rows = x.reshape('c', x.size(0), D);
        if (layer instanceof Standardization) {
            return x.sub(Nd4j.createFromArray(MEAN).reshape(1, 1, 1, 3).broadcast(x.shape()))
                    .div(Nd4j.createFromArray(DEVIATION).reshape(1, 1, 1, 3).broadcast(x.shape()));
        }
        return layer == InputLayer.NONE
                ? x
                : rows.subRowVector(Nd4j.createFromArray(CENTER)).mmul(W).reshape('c', x.shape());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aModelFromAFileFromPlainSameDiffAndDuringTrainingGiveTheSameLogits(InputLayer layer) throws IOException {
        Network network = network(layer);
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        INDArray x = images(7);
        Path file = folder.resolve("model.zip");
        try (TrainedModel model = Models.trained(network, DataType.FLOAT, 3)) {
            model.save(file);
            for (String name : parameters.names()) {
                parameters.parameter(name).assign(model.classifier().graph().getArrForVarName(name));
            }
            INDArray expected = model.classifier().predict(x).logits();
            try (TrainedModel loaded = TrainedModel.load(file);
                    Classifier training = Classifier.of(network, parameters);
                    Classifier bare = Classifier.of(network(InputLayer.NONE), parameters)) {
                assertEquals(expected, loaded.classifier().predict(x).logits());
                assertEquals(expected, training.predict(x).logits());
                Values.assertClose(
                        Values.flat(expected),
                        Values.flat(bare.predict(applied(layer, x)).logits()),
                        1e-5,
                        layer.toString());
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                Path graph = folder.resolve("graph.fb");
                Files.copy(zip.getInputStream(zip.getEntry(ModelFile.GRAPH)), graph);
                SameDiff plain = SameDiff.fromFlatFile(graph.toFile());
                INDArray logits = plain.output(Map.of("input", x), "logits").get("logits");
                Values.assertClose(Values.flat(expected), Values.flat(logits), 1e-6, "plain SameDiff");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PerturbationSpace.class)
    void passesStartInTheirSpaceAndShareTheConstants(PerturbationSpace space) {
        for (InputLayer layer : layers()) {
            Network network = network(layer);
            ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 1);
            GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters, space);
            SDVariable x = builder.input("x");
            Outputs clean = builder.cleanPass("batch", x);
            SDVariable logits = builder.pass("batch", x.add(0.5)).logits();
            SDVariable gradient = Gradients.of(logits.sum()).withRespectTo(x).get(0);
            long constants = builder.graph().variables().stream()
                    .filter(v -> v.getVariableType() == VariableType.CONSTANT
                            && v.name().startsWith("preprocessing"))
                    .count();
            assertEquals(layer == InputLayer.NONE ? 0 : 2, constants, layer.toString());

            INDArray input = images(4).castTo(DataType.DOUBLE);
            INDArray moved = space == PerturbationSpace.INPUT
                    ? applied(layer, input.add(0.5).castTo(DataType.FLOAT)).castTo(DataType.DOUBLE)
                    : applied(layer, input.castTo(DataType.FLOAT))
                            .castTo(DataType.DOUBLE)
                            .add(0.5);
            GraphBuilder bare = new GraphBuilder(network(InputLayer.NONE), Mode.TRAINING, parameters);
            SDVariable expected = bare.pass("batch", bare.input("x")).logits();
            List<String> names = List.of(clean.logits().name(), logits.name(), gradient.name());
            try (GraphProgram program = new GraphProgram(builder.graph(), names, parameters.bindings());
                    GraphProgram other =
                            new GraphProgram(bare.graph(), List.of(expected.name()), parameters.bindings())) {
                Map<String, INDArray> values = program.run(Map.of("x", input), 0);
                Values.assertClose(
                        Values.flat(other.run(Map.of("x", moved), 0).get(expected.name())),
                        Values.flat(values.get(logits.name())),
                        1e-5,
                        layer + " in " + space);
                assertArrayEquals(input.shape(), values.get(gradient.name()).shape());
            }
        }
    }

    @Test
    void theCenterBecomesZero() {
        for (InputLayer layer : layers()) {
            INDArray center = Nd4j.createFromArray(layer.center(SHAPE)).reshape(1, 2, 2, 3);
            assertEquals(0, applied(layer, center).amaxNumber().doubleValue(), 1e-6, layer.toString());
        }
        Network network = TestNetwork.dense(4, 3, 3);
        assertSame(network, network.preprocessedBy(InputLayer.NONE));
    }

    @Test
    void theLayerIsAmongTheSettingsOfItsNetwork() {
        Network network = network(new Standardization(MEAN, DEVIATION));
        assertTrue(network.settings().get("preprocessing").contains("deviation [0.5, 2.0, 0.25]"));
        assertEquals("TestNetwork", network.name());
        assertNotEquals(network, network(InputLayer.NONE));
    }

    @Test
    void numbersThatDoNotFitAreNamed() {
        refused("-1.0", () -> new Standardization(MEAN, new float[] {1, -1, 1}));
        refused("channel 1", () -> new Standardization(new float[] {0, Float.NaN, 0}, DEVIATION));
        refused("2", () -> new Standardization(MEAN, new float[] {1, 1}));
        refused("[4]", () -> TestNetwork.dense(4, 3, 3).preprocessedBy(new Standardization(MEAN, DEVIATION)));
        refused("[4]", () -> TestNetwork.dense(4, 3, 3)
                .preprocessedBy(new LinearWhitening("whitened", SHAPE, CENTER, W.dup())));
        refused("[12, 12]", () -> new LinearWhitening("whitened", SHAPE, CENTER, Nd4j.ones(3, 3)));
        refused("means", () -> new LinearWhitening("whitened", SHAPE, MEAN, W.dup()));
        refused(
                "not finite",
                () -> new LinearWhitening("whitened", SHAPE, CENTER, W.dup().putScalar(0, Float.NaN)));
    }

    private static void refused(String value, Executable use) {
        assertRefused(use, value);
    }
}
