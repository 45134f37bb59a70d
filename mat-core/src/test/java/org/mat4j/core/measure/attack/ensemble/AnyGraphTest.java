package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.measure.attack.Criterion;
import org.mat4j.core.measure.attack.OpenAttack;
import org.mat4j.core.measure.attack.ProjectedGradient;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.PlainGraphs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveMlp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Attacks on graphs that this library did not make. */
class AnyGraphTest {
    private static final Bounds BOUNDS = new Bounds(-2.5, 2.5);
    private static final DataSet BLOBS = Blobs.batch(60, 4, 5, 70);
    private static final INDArray X = BOUNDS.clip(BLOBS.getFeatures());
    private static final DataSet DATA = new DataSet(X, BLOBS.getLabels());
    private static final StandardEnsemble ENSEMBLE = StandardEnsemble.of(new Threat(Norm.L2, 1, BOUNDS))
            .withIterations(10)
            .withQueries(40);

    /** Saved, and loaded as a stranger's, a model of this library meets the same fate by the same points. */
    @Test
    void aModelAndItsPlainGraphAreAttackedAlike(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("graph.fb");
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 6, 5), DataType.FLOAT, 60)) {
            model.classifier().graph().save(file.toFile(), false);
            try (Classifier plain = Classifier.load(file, Classifier.INPUT, Classifier.LOGITS)) {
                EnsembleResult expected = ENSEMBLE.evaluate(model, Batches.of(DATA));
                assertEquals(expected, ENSEMBLE.evaluate(plain, Batches.of(DATA)));
                assertTrue(expected.robustPercent() > 0 && expected.robustPercent() < expected.cleanPercent());
                ProjectedGradient pgd = ProjectedGradient.of(Norm.L_INFINITY);
                try (OpenAttack one = pgd.on(model, BOUNDS);
                        OpenAttack other = pgd.on(plain, BOUNDS, Criterion.misclassification())) {
                    assertEquals(one.perturb(X, DATA.getLabels(), 0.5, 1), other.perturb(X, DATA.getLabels(), 0.5, 1));
                }
            }
        }
    }

    /** Whatever the names, the rank and the type. */
    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE"})
    void namesRanksAndTypesMakeNoDifference(DataType type) {
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 6, 5), type, 60)) {
            StandardEnsemble gradients =
                    ENSEMBLE.withAttacks(List.of(EnsembleAttack.APGD_CE, EnsembleAttack.APGD_T, EnsembleAttack.FAB_T));
            EnsembleResult expected = gradients.evaluate(model, Batches.of(DATA));
            var graph = PlainGraphs.of(NaiveMlp.of(model), type, 2, 2, 1);
            try (Classifier plain = Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.LOGITS)) {
                assertEquals(expected, gradients.evaluate(plain, Batches.of(DATA)));
            }
        }
    }

    @Test
    void dataThatDoesNotFitIsRefused() {
        try (AttackedMlp mlp = AttackedMlp.train();
                Classifier plain = Classifier.of(
                        PlainGraphs.of(mlp.naive(), DataType.FLOAT, 2, 2), PlainGraphs.INPUT, PlainGraphs.LOGITS)) {
            assertRefused(
                    () -> ENSEMBLE.evaluate(plain, Batches.of(Blobs.batch(3, 5, 5, 1))),
                    "features of shape [3, 5]",
                    "[n, 2, 2]");
            assertRefused(
                    () -> ENSEMBLE.evaluate(plain, Batches.of(Blobs.batch(3, 4, 2, 1))),
                    "labels of shape [3, 2]",
                    "[3, 5]");
        }
    }
}
