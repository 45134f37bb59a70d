package org.mat4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;
import static org.mat4j.core.testing.Refusals.assertThrown;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class PredictorTest {

    private static final int CLASSES = 3;
    private static final INDArray X = Blobs.batch(200, 4, CLASSES, 90).getFeatures();

    private static TrainedModel model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(4, 3, CLASSES), DataType.DOUBLE, 20);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 200})
    void predictsEachExampleAsTheClassifierDoes(int n) {
        INDArray x = rows(0, n);
        Classifier.Prediction expected = model.classifier().predict(x);
        try (Predictor predictor = Predictor.of(model)) {
            List<PredictedExample> all = predictor.predictAll(x);
            assertEquals(n, all.size());
            for (int i = 0; i < n; i++) {
                PredictedExample one = all.get(i);
                double[] logits = expected.logits().getRow(i).toDoubleVector();
                double[] latent = expected.latent().getRow(i).toDoubleVector();
                assertArrayEquals(logits, one.logits(), 1e-12);
                assertArrayEquals(latent, one.latent(), 1e-12);
                assertArrayEquals(softmax(logits, 1), one.probabilities(), 1e-12);
                assertArrayEquals(model.mixture().posterior(latent), one.posterior(), 1e-9);
                assertEquals(-model.mixture().logMixtureDensity(latent), one.foreignScore(), 1e-9);
                assertFalse(one.foreign(), "no rule was chosen");
                assertEquals(expected.classes()[i], one.best().index());
            }
        }
    }

    private static INDArray rows(int from, int to) {
        return X.get(NDArrayIndex.interval(from, to)).dup();
    }

    private static double[] softmax(double[] logits, double temperature) {
        double sum = 0;
        for (double o : logits) {
            sum += Math.exp(o / temperature);
        }
        double[] p = new double[logits.length];
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(logits[k] / temperature) / sum;
        }
        return p;
    }

    @Test
    void ranksTheClassesWithTheirNames() {
        try (Predictor predictor = Predictor.of(model)) {
            PredictedExample one = predictor.predict(rows(0, 1));
            List<PredictedExample.Ranked> top = one.top(10);
            assertEquals(CLASSES, top.size());
            for (int i = 0; i < CLASSES; i++) {
                PredictedExample.Ranked ranked = top.get(i);
                assertEquals(model.classNames().get(ranked.index()), ranked.name());
                assertEquals(one.probabilities()[ranked.index()], ranked.probability());
                assertTrue(i == 0 || top.get(i - 1).probability() >= ranked.probability());
            }
            assertEquals(top.subList(0, 2), one.top(2));
            assertRefused(() -> one.top(0), "number of classes is 0");
        }
    }

    @Test
    void manyThreadsGetRightAnswersOfBatchesOfAnySize() throws Exception {
        double[][] expected = model.classifier().predict(X).logits().toDoubleMatrix();
        List<int[]> wrong = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Predictor predictor = Predictor.of(model, 3)) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int task = 0; task < 120; task++) {
                int from = task * 7 % 190;
                int to = Math.min(200, from + 1 + task % 90);
                tasks.add(threads.submit(() -> {
                    List<PredictedExample> all = predictor.predictAll(rows(from, to));
                    for (int i = from; i < to; i++) {
                        double difference = 0;
                        for (int k = 0; k < CLASSES; k++) {
                            difference = Math.max(
                                    difference,
                                    Math.abs(expected[i][k] - all.get(i - from).logits()[k]));
                        }
                        if (difference > 1e-12) {
                            wrong.add(new int[] {from, i});
                        }
                    }
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
            assertEquals(0, wrong.size(), "rows that differ");
            assertTrue(predictor.programs() <= 3, predictor.programs() + " programs");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void takesExamplesWithAndWithoutABatchAxis() {
        long[] shape = {2, 3, 1};
        INDArray image = Nd4j.rand(DataType.FLOAT, shape);
        try (TrainedModel images = Models.trained(TestNetwork.dense(shape, 3, CLASSES), DataType.FLOAT, 3);
                Predictor predictor = Predictor.of(images)) {
            double[] expected = predictor.predict(image).logits();
            for (INDArray same : List.of(
                    image.reshape(1, 2, 3, 1),
                    image.reshape(6),
                    image.reshape(1, 6),
                    image.permute(2, 0, 1),
                    image.permute(2, 0, 1).reshape(1, 1, 2, 3))) {
                assertArrayEquals(expected, predictor.predict(same).logits(), 1e-6);
            }
            assertRefused(() -> predictor.predict(Nd4j.rand(2, 6)), "shape of the example is [2, 6]", "[2, 3, 1]");
            assertRefused(() -> predictor.predict(Nd4j.rand(3, 3, 1)), "[1, 3, 3, 1]");
            assertRefused(() -> predictor.predict(image.dup().putScalar(3, Double.NaN)), "infinite or NaN");
        }
    }

    @Test
    void savesAndAppliesTheDecisionRule() {
        Path file = folder.resolve("model.zip");
        DecisionRule rule = new DecisionRule(2.5, 7.25, 0.05);
        model.withDecisionRule(rule).save(file);
        try (TrainedModel loaded = TrainedModel.load(file);
                Predictor predictor = Predictor.load(file)) {
            assertEquals(rule, loaded.decisionRule());
            INDArray far = rows(0, 1).muli(0).addi(1e3);
            for (PredictedExample one : predictor.predictAll(Nd4j.vstack(rows(0, 20), far))) {
                assertArrayEquals(softmax(one.logits(), 2.5), one.probabilities(), 1e-12);
                assertEquals(one.foreignScore() > 7.25, one.foreign());
            }
        }
        assertEquals(DecisionRule.NONE, model.decisionRule());
        assertRefused(() -> new DecisionRule(0, 1, 0), "temperature is 0.0");
        assertRefused(() -> new DecisionRule(1, Double.NaN, 0), "foreign is NaN");
        assertRefused(() -> new DecisionRule(1, 1, 1), "rate of foreign examples is 1.0");
    }

    @Test
    void readsAModelFromAStream() throws IOException {
        Path file = folder.resolve("model.zip");
        model.save(file);
        byte[] bytes = Files.readAllBytes(file);
        try (Predictor predictor = Predictor.load(new ByteArrayInputStream(bytes))) {
            assertArrayEquals(
                    model.classifier().predict(rows(0, 1)).logits().toDoubleVector(),
                    predictor.predict(rows(0, 1)).logits());
            assertEquals(model.info(), predictor.info());
        }
        bytes[bytes.length / 2] ^= 1;
        assertThrown(
                ModelFileException.class,
                () -> Predictor.load(new ByteArrayInputStream(bytes)),
                "the model",
                "damaged");
    }

    @Test
    @SuppressWarnings("try") // the workspace is open, which is all that counts
    void answersInsideAnOpenWorkspaceAreRight() {
        double[] expected =
                model.classifier().predict(rows(0, 3)).logits().getRow(2).toDoubleVector();
        WorkspaceConfiguration small =
                WorkspaceConfiguration.builder().initialSize(1 << 16).build();
        try (Predictor predictor = Predictor.of(model)) {
            PredictedExample one;
            try (MemoryWorkspace open = Nd4j.getWorkspaceManager().getAndActivateWorkspace(small, "caller")) {
                one = predictor.predictAll(rows(0, 3)).get(2);
            }
            assertArrayEquals(expected, one.logits(), 1e-12);
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    @Test
    void outlivesItsModelAndRefusesWhenClosed() {
        TrainedModel own = Models.trained(TestNetwork.dense(4, 3, CLASSES), DataType.DOUBLE, 20);
        Predictor predictor = Predictor.of(own, 1);
        double[] before = predictor.predict(rows(0, 1)).logits();
        own.close();
        assertArrayEquals(before, predictor.predict(rows(0, 1)).logits());
        predictor.close();
        assertThrown(IllegalStateException.class, () -> predictor.predict(rows(0, 1)), "closed");
        assertRefused(() -> Predictor.of(model, 0), "number of programs is 0");
    }

    @Test
    void closingWakesTheThreadsThatWait() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Predictor predictor = Predictor.of(model, 1);
        List<Future<Boolean>> tasks = IntStream.range(0, 8)
                .mapToObj(i -> threads.submit(() -> {
                    try {
                        while (true) {
                            predictor.predictAll(X);
                        }
                    } catch (IllegalStateException e) {
                        return e.getMessage().contains("closed");
                    }
                }))
                .toList();
        predictor.predict(rows(0, 1));
        predictor.close();
        for (Future<Boolean> task : tasks) {
            assertTrue(task.get());
        }
        threads.shutdown();
    }
}
