package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.Weight;
import org.mat4j.core.method.direction.RandomDirection;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.ClassWeights;
import org.mat4j.core.method.loss.ConditionalEntropy;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NoisyNetwork;
import org.mat4j.core.testing.check.SmoothNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** A step alone, without a loop around it. */
class TrainingStepTest {

    private static final INDArray X = Values.normal(1, 6, SmoothNetwork.INPUT);
    private static final INDArray LABELS = Values.oneHot(6, SmoothNetwork.CLASSES);
    private static final DataSet LABELED = new DataSet(X, LABELS);
    private static final INDArray U = Values.normal(2, 9, SmoothNetwork.INPUT).muli(3);

    private static TrainingStep step(Network network, Method method) {
        return TrainingStep.semiSupervised(network, config(method));
    }

    private static TrainingConfig config(Method method) {
        return TrainingConfig.builder()
                .method(method)
                .updater(new Sgd(0.1))
                .dataType(DataType.DOUBLE)
                .build();
    }

    @Test
    void noiseHasTheShapeOfTheBatchThatIsPerturbed() {
        Method method = Method.of(
                "labeled perturbed, unlabeled firm",
                Objective.crossEntropy()
                        .plus(Weight.ONE, PerturbedLosses.of(new AdversarialCrossEntropy()), new RandomDirection(0.5))
                        .plus(Weight.ONE, new ConditionalEntropy()));
        Network network = new SmoothNetwork();
        try (TrainingStep step = step(network, method)) {
            UpdateReport report = step.run(LABELED, U);
            assertTrue(report.terms().get("adversarial_cross_entropy") > 0);
        }
    }

    @Test
    void runningStatisticsFollowTheCleanLabeledPassAlone() {
        Network network = new NoisyNetwork(0.5);
        double[] mean = new double[3];
        double[] variance = {1, 1, 1};
        try (TrainingStep step = step(network, Methods.mat(2))) {
            for (int update = 0; update < 4; update++) {
                double[][] hidden =
                        NoisyNetwork.hidden(Values.rows(X), step.parameters().parameter("A"));
                for (int j = 0; j < 3; j++) {
                    mean[j] = 0.9 * mean[j] + 0.1 * NoisyNetwork.mean(hidden)[j];
                    variance[j] = 0.9 * variance[j] + 0.1 * NoisyNetwork.variance(hidden)[j];
                }
                step.run(LABELED, U);
                Values.assertClose(mean, Values.flat(step.parameters().state("mean")), 1e-12, "mean");
                Values.assertClose(variance, Values.flat(step.parameters().state("variance")), 1e-12, "variance");
            }
        }
    }

    @Test
    void theReportCountsFromOneAndHoldsEveryTerm() {
        Network network = new SmoothNetwork();
        try (TrainingStep step = step(network, Methods.mat(2))) {
            UpdateReport report = step.run(LABELED, U);
            assertEquals(1, report.update());
            assertEquals(1, report.epoch());
            assertEquals(
                    Set.of("cross_entropy", "information", "posterior", "output_divergence", "manifold_divergence"),
                    report.terms().keySet());
            // In the first update of a ramp the mixture's terms weigh nothing.
            assertEquals(
                    report.terms().get("cross_entropy") + report.terms().get("output_divergence"),
                    report.loss(),
                    1e-12);
            assertTrue(step.mixture().seen(0));
        }
    }

    @Test
    void anUnlabeledBatchBelongsToSemiSupervisedTrainingAlone() {
        Network network = new SmoothNetwork();
        TrainingConfig config = config(Methods.vat(2));
        try (TrainingStep supervised = TrainingStep.supervised(network, config);
                TrainingStep semiSupervised = TrainingStep.semiSupervised(network, config)) {
            String message = assertThrows(IllegalArgumentException.class, () -> supervised.run(LABELED, U))
                    .getMessage();
            assertTrue(message.contains("unlabeled batch is given"), message);
            message = assertThrows(IllegalArgumentException.class, () -> semiSupervised.run(LABELED))
                    .getMessage();
            assertTrue(message.contains("unlabeled batch is missing"), message);
        }
    }

    /** The same method again changes nothing; another one keeps the parameters and updater of the first. */
    @Test
    void theMethodMayChangeBetweenUpdates() {
        Network network = new SmoothNetwork();
        Method vat = Methods.vat(2);
        try (TrainingStep plain = TrainingStep.supervised(network, config(vat));
                TrainingStep changed = TrainingStep.supervised(network, config(vat))) {
            plain.run(LABELED);
            changed.run(LABELED);
            changed.method(Methods.vat(2));
            assertEquals(plain.run(LABELED), changed.run(LABELED));
            changed.method(Methods.baseline());
            assertEquals(Set.of("cross_entropy"), changed.run(LABELED).terms().keySet());
            assertEquals(3, changed.progress().update());
            try (TrainedModel model = changed.model()) {
                assertEquals("baseline", model.info().training().get("method"));
            }
        }
    }

    @Test
    void classWeightsOfAnotherNumberOfClassesAreRefused() {
        TrainingConfig config = TrainingConfig.builder()
                .method(Methods.baseline().classWeights(ClassWeights.of(1, 2)))
                .build();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> TrainingStep.supervised(TestNetwork.dense(4, 2, 3), config))
                .getMessage();
        assertTrue(message.contains("class weights is 1.0:2.0, expected 3 numbers"), message);
    }

    @Test
    void aMethodWithAnotherMixtureIsRefused() {
        Method other = Method.of(
                "other",
                Objective.crossEntropy().estimating(MixtureConfig.defaults().withRidge(0.7)));
        try (TrainingStep step = TrainingStep.supervised(new SmoothNetwork(), config(Methods.vat(2)))) {
            String message = assertThrows(IllegalArgumentException.class, () -> step.method(other))
                    .getMessage();
            assertTrue(message.contains("mixture of the method 'other'") && message.contains("0.7"), message);
        }
    }

    /** In inference mode, over all batches: not what the training saw. */
    @Test
    void theModelsMixtureIsThatOfItsWeightsOverAllLabeledExamples() {
        Network network = TestNetwork.batchNorm(4, 3);
        List<DataSet> batches = List.of(Blobs.batch(9, 4, 3, 1), Blobs.batch(7, 4, 3, 2));
        TrainingConfig config = TrainingConfig.builder()
                .method(Methods.mat(2))
                .weightAverage(0.5)
                .build();
        try (TrainingStep step = TrainingStep.supervised(network, config)) {
            batches.forEach(step::run);
            try (TrainedModel model = step.model(Batches.of(batches));
                    TrainedModel once = step.model(Batches.once(batches.get(0)))) {
                DataSet all = DataSet.merge(batches);
                INDArray latents = model.classifier().predict(all.getFeatures()).latent();
                MixtureEstimator expected =
                        new MixtureEstimator(config.method().objective().mixture(), 3, 4);
                expected.update(LatentBatch.of(latents, all.getLabels()));
                for (int k = 0; k < 3; k++) {
                    assertArrayEquals(
                            expected.snapshot().mean(k), model.mixture().mean(k), 1e-6);
                    assertArrayEquals(
                            expected.snapshot().covariance(k)[0],
                            model.mixture().covariance(k)[0],
                            1e-6);
                }
                assertEquals("16 labeled examples", model.info().training().get("mixtureFrom"));
                assertEquals(step.mixture().toJson(), once.mixture().toJson(), "it cannot be reset");
            }
        }
    }

    @Test
    void aLatentThatNoMixtureFitsStopsTheTraining() {
        long[] input = {SmoothNetwork.INPUT};
        int size = SmoothNetwork.INPUT;
        Network network = new TestNetwork(
                input,
                size,
                SmoothNetwork.CLASSES,
                (pass, x) -> TestNetwork.head(pass, x.mul(1e170), size, SmoothNetwork.CLASSES));
        try (TrainingStep step = step(network, Methods.baseline())) {
            String message = assertThrows(TrainingDivergedException.class, () -> step.run(LABELED, U))
                    .getMessage();
            assertTrue(message.startsWith("update 1: no mixture fits the latent: "), message);
        }
    }
}
