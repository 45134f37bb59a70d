package org.mat4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.RobustnessEvaluator;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is saved is what is loaded. */
class TrainedModelTest {

    private static final INDArray X = Blobs.batch(8, 4, 3, 90).getFeatures();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void loadsWhatWasSaved(DataType type) {
        for (Network network : List.of(TestNetwork.dense(4, 3, 3), TestNetwork.batchNorm(4, 3))) {
            Path file = folder.resolve("deeper/model.zip");
            try (TrainedModel model = Models.trained(network, type, 5)) {
                model.save(file);
                try (TrainedModel loaded = TrainedModel.load(file)) {
                    Classifier.Prediction expected = model.classifier().predict(X);
                    Classifier.Prediction actual = loaded.classifier().predict(X);
                    assertEquals(type, actual.logits().dataType());
                    assertEquals(type, actual.latent().dataType());
                    assertArrayEquals(bits(expected.latent()), bits(actual.latent()));
                    assertArrayEquals(bits(expected.logits()), bits(actual.logits()));
                    assertEquals(model.mixture().toJson(), loaded.mixture().toJson());
                    assertEquals(model.info(), loaded.info());
                    assertEquals(
                            List.copyOf(model.info().training().keySet()),
                            List.copyOf(loaded.info().training().keySet()));
                }
            }
        }
    }

    private static double[] bits(INDArray array) {
        return array.dup().data().asDouble();
    }

    @Test
    void infoSaysHowTheModelWasMade() {
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 2), DataType.FLOAT, 5)) {
            ModelInfo info = model.info();
            assertEquals("TestNetwork", info.network());
            assertArrayEquals(new long[] {4}, info.inputShape());
            assertEquals(3, info.latentSize());
            assertEquals(2, info.classCount());
            assertEquals("mat", info.training().get("method"));
            assertEquals("3", info.training().get("seed"));
            assertEquals("5", info.training().get("updates"));
            assertEquals("5 updates", info.training().get("duration"));
            assertEquals("FLOAT", info.training().get("dataType"));
            assertEquals("blobs", info.provenance().get("data"));
            assertEquals(Runtime.version().toString(), info.provenance().get("java"));
        }
    }

    @Test
    void savingAgainReplacesTheFile() throws IOException {
        Path file = folder.resolve("model.zip");
        Files.writeString(file, "old");
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 2)) {
            model.save(file);
            byte[] first = Files.readAllBytes(file);
            model.save(file);
            assertArrayEquals(first, Files.readAllBytes(file));
        }
        TrainedModel.load(file).close();
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    /** What was added to a graph for an attack or a measurement is not part of the model. */
    @Test
    void usesOfTheModelLeaveItsFileAsItWas() throws IOException {
        Path before = folder.resolve("before.zip");
        Path after = folder.resolve("after.zip");
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 2)) {
            model.save(before);
            for (StandardAttack attack : StandardAttack.values()) {
                RobustnessEvaluator.of(attack.create(), Budgets.levels(0, 1))
                        .evaluate(model, Batches.of(Blobs.batch(6, 4, 3, 7)));
            }
            try (SmoothnessMeter meter = new SmoothnessMeter(model, ManifoldDivergence.Form.POSTERIOR)) {
                meter.measure(Batches.of(Blobs.batch(6, 4, 3, 7)), 1);
            }
            model.save(after);
        }
        assertArrayEquals(Files.readAllBytes(before), Files.readAllBytes(after));
    }

    @Test
    void keepsTheParametersOfItsMaking() {
        Network network = TestNetwork.batchNorm(4, 3);
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        MixtureEstimator mixture = new MixtureEstimator(MixtureConfig.defaults(), 3, 4);
        ModelInfo info = new ModelInfo("n", new long[] {4}, 4, ModelInfo.numbered(3), Map.of(), Map.of());
        try (TrainedModel model = TrainedModel.of(network, parameters, mixture.snapshot(), info);
                Classifier live = Classifier.of(network, parameters)) {
            INDArray first = model.classifier().predict(X).logits();
            assertEquals(first, live.predict(X).logits());
            parameters.flat().muli(2);
            parameters.state("mean").addi(1);
            assertEquals(first, model.classifier().predict(X).logits());
            assertNotEquals(first, live.predict(X).logits());
        }
    }

    @Test
    void aNetworkOfOneParameterIsCopiedToo() {
        Network network = new TestNetwork(new long[] {3}, 3, 3, (pass, x) -> {
            var w = pass.parameter("w", new org.nd4j.weightinit.impl.OneInitScheme('c'), 3, 3);
            return new Outputs(x, x.mmul(w));
        });
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        ModelInfo info = new ModelInfo("n", new long[] {3}, 3, ModelInfo.numbered(3), Map.of(), Map.of());
        MixtureEstimator mixture = new MixtureEstimator(MixtureConfig.defaults(), 3, 3);
        try (TrainedModel model = TrainedModel.of(network, parameters, mixture.snapshot(), info)) {
            parameters.flat().muli(2);
            assertEquals(
                    Nd4j.createFromArray(new float[][] {{6, 6, 6}}),
                    model.classifier()
                            .predict(Nd4j.createFromArray(new float[][] {{1, 2, 3}}))
                            .logits());
        }
    }

    @Test
    void whatIsMadeInsideAWorkspaceOutlivesIt() {
        Path file = folder.resolve("model.zip");
        WorkspaceConfiguration config =
                WorkspaceConfiguration.builder().initialSize(1 << 20).build();
        INDArray expected;
        try (TrainedModel model = Models.trained(TestNetwork.batchNorm(4, 3), DataType.FLOAT, 2)) {
            model.save(file);
            expected = model.classifier().predict(X).logits();
        }
        TrainedModel loaded;
        Classifier.Prediction inside;
        MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(config, "caller");
        loaded = TrainedModel.load(file);
        inside = loaded.classifier().predict(X);
        workspace.close();
        workspace.notifyScopeEntered();
        Nd4j.ones(10_000); // lies where arrays of the first time would
        workspace.close();
        assertEquals(expected, inside.logits());
        assertEquals(expected, loaded.classifier().predict(X).logits());
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        loaded.close();
    }

    @Test
    void aClosedModelRefuses() {
        TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 1);
        model.close();
        for (Executable use : List.<Executable>of(
                () -> model.classifier().predict(X),
                () -> model.classifier().graph(),
                () -> model.save(folder.resolve("closed.zip")))) {
            String message = assertThrows(IllegalStateException.class, use).getMessage();
            assertTrue(message.contains("closed"), message);
        }
    }

    @Test
    void classesHaveTheNamesThatWereGivenOrElseNumbers() {
        Trainer.Builder trainer = Trainer.builder(TestNetwork.dense(4, 3, 3))
                .config(TrainingConfig.builder()
                        .method(Methods.mat(2))
                        .updates(1)
                        .build());
        try (TrainedModel numbered = trainer.build().fit(Blobs.batches(1, 12, 4, 3, 1));
                TrainedModel named =
                        trainer.classNames(List.of("cat", "dog", "owl")).build().fit(Blobs.batches(1, 12, 4, 3, 1))) {
            assertEquals(List.of("0", "1", "2"), numbered.classNames());
            Path file = folder.resolve("named.zip");
            named.save(file);
            try (TrainedModel loaded = TrainedModel.load(file)) {
                assertEquals(List.of("cat", "dog", "owl"), loaded.classNames());
            }
        }
        Trainer two = trainer.classNames(List.of("cat", "dog")).build();
        String message = assertThrows(IllegalArgumentException.class, () -> two.fit(Blobs.batches(1, 12, 4, 3, 1)))
                .getMessage();
        assertTrue(message.contains("class names") && message.contains("[cat, dog]"), message);
    }
}
