package org.mat4j.core.method.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.Naive;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MixtureVariablesTest {

    private static final int CLASSES = 5;
    private static final int LATENT = 3;

    @ParameterizedTest
    @EnumSource
    void densitiesFollowTheSnapshotThatIsFed(CovarianceType type) {
        SameDiff graph = SameDiff.create();
        INDArray z = Values.normal(1, 6, LATENT);
        MixtureVariables variables = new MixtureVariables(graph, DataType.DOUBLE, type, CLASSES, LATENT);
        SDVariable densities = variables.logDensities(graph.constant("z", z));
        try (GraphProgram program = new GraphProgram(graph, List.of(densities.name()))) {
            for (int seed = 1; seed <= 3; seed++) {
                GaussianMixture mixture = NaiveMixture.random(type, CLASSES, LATENT, seed);
                Map<String, INDArray> placeholders = new HashMap<>();
                MixtureVariables.feed(mixture, program.placeholders(), placeholders);
                double[][] actual = Values.rows(program.run(placeholders, 0).get(densities.name()));
                for (int i = 0; i < actual.length; i++) {
                    double[] row = Values.rows(z)[i];
                    Values.assertClose(
                            new NaiveMixture(mixture).logDensities(row), actual[i], 1e-12, "naive, row " + i);
                    Values.assertClose(mixture.logDensities(row), actual[i], 1e-12, "mixture, row " + i);
                }
            }
        }
    }

    /** Far from the origin, where the distance is a small difference of large numbers. */
    @ParameterizedTest
    @EnumSource(
            value = CovarianceType.class,
            names = {"DIAGONAL", "IDENTITY"})
    void manyClassesOfALargeLatentTakeFewNumbers(CovarianceType type) {
        int classes = 500;
        int size = 256;
        int[] labels = IntStream.range(0, 2 * classes).map(i -> i % classes).toArray();
        double[][] latents = Naive.latents(labels, size, 1);
        for (double[] row : latents) {
            for (int j = 0; j < size; j++) {
                row[j] = (float) (row[j] + 1000);
            }
        }
        MixtureConfig config = MixtureConfig.builder().covarianceType(type).build();
        MixtureEstimator estimator = new MixtureEstimator(config, classes, size);
        estimator.update(latents, labels);
        GaussianMixture mixture = estimator.snapshot();

        SameDiff graph = SameDiff.create();
        SDVariable z = graph.constant(
                "z", Nd4j.createFromArray(latents[3]).castTo(DataType.FLOAT).reshape(1, size));
        MixtureVariables variables = new MixtureVariables(graph, DataType.FLOAT, type, classes, size);
        String densities = variables.logDensities(z).name();
        Map<String, INDArray> placeholders = new HashMap<>();
        try (GraphProgram program = new GraphProgram(graph, List.of(densities))) {
            MixtureVariables.feed(mixture, program.placeholders(), placeholders);
            double[] actual = Values.flat(program.run(placeholders, 0).get(densities));
            Values.assertClose(mixture.logDensities(latents[3]), actual, 1e-6, "log densities");
        }
        long fed = placeholders.values().stream().mapToLong(INDArray::length).sum();
        assertEquals(2L * classes * size + 2 * classes, fed);
    }

    @Test
    void whatNoOutputReadsIsNotFed() {
        SameDiff graph = SameDiff.create();
        MixtureVariables variables = new MixtureVariables(graph, DataType.DOUBLE, CovarianceType.FULL, CLASSES, LATENT);
        SDVariable z = graph.constant("z", Values.normal(1, 6, LATENT));
        variables.logDensities(z);
        Map<String, INDArray> placeholders = new HashMap<>();
        try (GraphProgram program =
                new GraphProgram(graph, List.of(variables.meanPrecisionForm(z).name()))) {
            MixtureVariables.feed(
                    NaiveMixture.random(CovarianceType.FULL, CLASSES, LATENT, 1), program.placeholders(), placeholders);
            program.run(placeholders, 0);
        }
        assertEquals(Set.of("mixture_mean_precision_factor"), placeholders.keySet());
    }
}
