package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;
import static org.mat4j.core.testing.Refusals.assertThrown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What is frozen stays to the bit, statistics too, and what has a rate of its own steps by its factor. */
class ParameterRatesTest {

    private static final Network NETWORK = TestNetwork.batchNorm(4, 3);
    private static final DataSet BATCH = Blobs.batch(12, 4, 3, 1);
    private static final Set<String> PARAMETERS = Set.of("gamma", "beta", "v", "c");

    private static TrainedModel learned;
    private static Map<String, INDArray> before;

    @BeforeAll
    static void learn() {
        learned = Models.trained(NETWORK, DataType.DOUBLE, 20);
        before = arrays(learned);
    }

    @AfterAll
    static void close() {
        learned.close();
    }

    private static TrainingConfigBuilder config(ParameterRates rates) {
        return TrainingConfig.builder()
                .method(Methods.mat(0.5))
                .updater(new Sgd(0.1))
                .dataType(DataType.DOUBLE)
                .updates(3)
                .rates(rates);
    }

    private static Trainer.Builder trainer(TrainingConfigBuilder config) {
        return Trainer.builder(NETWORK).config(config.build()).from(learned);
    }

    private static TrainedModel trained(TrainingConfigBuilder config) {
        return trainer(config).build().fit(Batches.of(BATCH));
    }

    private static ParameterRates frozen(String... patterns) {
        return ParameterRates.EQUAL.freeze(patterns);
    }

    /** The names of what a training has changed. */
    private static Set<String> changed(TrainingConfigBuilder config) {
        try (TrainedModel model = trained(config.method(Methods.baseline()))) {
            Map<String, INDArray> now = arrays(model);
            Set<String> changed = new TreeSet<>(now.keySet());
            changed.removeIf(name -> now.get(name).equals(before.get(name)));
            return changed;
        }
    }

    /** Of all parameters and states. */
    private static Map<String, INDArray> arrays(TrainedModel model) {
        Map<String, INDArray> arrays = model.parameters();
        Map<String, INDArray> constants = model.constants();
        List.of("mean", "variance").forEach(name -> arrays.put(name, constants.get(name)));
        return arrays;
    }

    @Test
    void aTrainingOfNothingChangesNoPrediction() {
        INDArray x = BATCH.getFeatures();
        try (TrainedModel model =
                trained(config(frozen("*")).updater(new Adam(0.1)).weightAverage(0.9))) {
            assertEquals(learned.classifier().logits(x), model.classifier().logits(x));
        }
    }

    @ParameterizedTest
    @MethodSource("org.mat4j.core.train.ParameterUpdaterTest#updaters")
    void noUpdaterChangesWhatIsFrozen(IUpdater updater) {
        assertEquals(
                Set.of("c", "mean", "v", "variance"),
                changed(config(frozen("gamma", "b*")).updater(updater).weightAverage(0.9)));
    }

    @Test
    void theLastRuleThatMatchesCounts() {
        assertEquals(Set.of("v"), changed(config(frozen("*").rate("v", 1))));
        assertEquals(
                Set.of("mean", "variance"),
                changed(config(ParameterRates.EQUAL.rate("?", 2).freeze("*a", "?"))));
    }

    @Test
    void aFactorScalesTheStep() {
        try (TrainedModel equal = trained(config(ParameterRates.EQUAL).updates(1));
                TrainedModel slow =
                        trained(config(ParameterRates.EQUAL.rate("v", 0.25)).updates(1))) {
            Map<String, INDArray> whole = equal.parameters();
            Map<String, INDArray> scaled = slow.parameters();
            for (String name : PARAMETERS) {
                INDArray step = whole.get(name).sub(before.get(name));
                INDArray found = scaled.get(name).sub(before.get(name));
                assertTrue(step.norm2Number().doubleValue() > 1e-6, name);
                assertTrue(step.mul(name.equals("v") ? 0.25 : 1).equalsWithEps(found, 1e-12), name);
            }
        }
    }

    /** The loss is that of the model as it predicts, so its own batch is not what normalizes. */
    @Test
    void frozenStatisticsNormalizeInTrainingToo() {
        INDArray logits = learned.classifier().logits(BATCH.getFeatures());
        double expected = -Transforms.log(Transforms.softmax(logits))
                        .mul(BATCH.getLabels().castTo(DataType.DOUBLE))
                        .sumNumber()
                        .doubleValue()
                / 12;
        assertEquals(expected, firstLoss(frozen("mean", "variance")), 1e-9);
        assertNotEquals(expected, firstLoss(frozen("gamma", "beta")), 1e-3);
    }

    private static double firstLoss(ParameterRates rates) {
        List<Double> losses = new ArrayList<>();
        trainer(config(rates).method(Methods.baseline()))
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        losses.add(report.loss());
                    }
                })
                .build()
                .fit(Batches.of(BATCH))
                .close();
        return losses.get(0);
    }

    @Test
    void frozenStatisticsAreNotRecomputed() {
        Trainer trainer = trainer(config(frozen("mean", "v*")))
                .recomputeStatistics(3, () -> () -> Blobs.batch(8, 4, 3, 9).getFeatures())
                .build();
        try (TrainedModel model = trainer.fit(Batches.of(BATCH))) {
            assertEquals(before.get("mean"), model.constants().get("mean"));
            assertEquals(before.get("variance"), model.constants().get("variance"));
        }
    }

    @Test
    void gradientsOfFrozenParametersAreNotInTheGraph() {
        int whole = operations(Set.of()).graph().getOps().size();
        UpdateGraph body = operations(Set.of("gamma", "beta"));
        UpdateGraph all = operations(PARAMETERS);
        assertEquals(2, body.gradients().size());
        assertEquals(0, all.gradients().size());
        assertTrue(body.graph().getOps().size() < whole);
        assertTrue(all.graph().getOps().size() < body.graph().getOps().size());
    }

    private static UpdateGraph operations(Set<String> frozen) {
        ParameterSet set = ParameterSet.initialize(NETWORK, DataType.DOUBLE, 1);
        set.freeze(frozen);
        return new UpdateGraph(
                NETWORK,
                Methods.mat(0.5).objective(),
                set,
                UpdateGraph.Unlabeled.SAME_BATCH,
                PerturbationSpace.INPUT,
                new StopSignal());
    }

    @Test
    void aPatternWithoutAMatchIsRefusedWithTheNames() {
        assertRefused(() -> trained(config(frozen("body.*"))), "'body.*'", "[gamma, beta, v, c, mean, variance]");
        assertRefused(() -> trained(config(ParameterRates.EQUAL.rate("mean", 2))), "'mean'", "[gamma, beta, v, c]");
        assertRefused(() -> frozen(" "), "' '");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorIsAPositiveNumber(double factor) {
        assertRefused(() -> ParameterRates.EQUAL.rate("v", factor), "'v'", factor, "positive");
    }

    @Test
    void theyAreKeptWithTheModelAndCheckedOnResume(@TempDir Path folder) {
        CheckpointConfig kept = CheckpointConfig.builder(folder).everyUpdates(1).build();
        ParameterRates rates = frozen("gamma").rate("v", 0.5);
        try (TrainedModel model =
                trainer(config(rates)).checkpoints(kept).build().fit(Batches.of(BATCH))) {
            assertEquals("gamma frozen, v x 0.5", model.info().training().get("rates"));
        }
        Trainer other = trainer(config(frozen("gamma")).updates(5))
                .checkpoints(kept)
                .resume(Resume.REQUIRED)
                .build();
        assertThrown(
                CheckpointException.class,
                () -> other.fit(Batches.of(BATCH)),
                "rates is 'gamma frozen, v x 0.5' there, 'gamma frozen' here");
    }

    @Test
    void patternsAreOverWholeNames() {
        Map<String, Set<String>> expected = Map.of(
                "body.1.*", Set.of("body.1.weight"),
                "body.?.weight", Set.of("body.1.weight", "body.2.weight"),
                "*weight", Set.of("body.1.weight", "body.2.weight", "body.12.weight"),
                "body", Set.of());
        expected.forEach((pattern, matches) -> {
            Set<String> found =
                    new TreeSet<>(Set.of("body.1.weight", "body.2.weight", "body.12.weight", "body-1-bias"));
            found.removeIf(name -> ParameterRates.EQUAL.freeze(pattern).of(name) == 1);
            assertEquals(matches, found, pattern);
        });
    }
}
