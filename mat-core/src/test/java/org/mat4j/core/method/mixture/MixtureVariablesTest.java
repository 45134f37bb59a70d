package org.mat4j.core.method.mixture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MixtureVariablesTest {

    private static final int CLASSES = 5;
    private static final int LATENT = 3;

    @ParameterizedTest
    @EnumSource
    void densitiesFollowTheSnapshotThatIsFed(CovarianceType type) {
        SameDiff graph = SameDiff.create();
        INDArray z = Values.normal(1, 6, LATENT);
        MixtureVariables variables = new MixtureVariables(graph, DataType.DOUBLE, CLASSES, LATENT);
        SDVariable densities = variables.logDensities(graph.constant("z", z));
        try (GraphProgram program = new GraphProgram(graph, List.of(densities.name()))) {
            for (int seed = 1; seed <= 3; seed++) {
                GaussianMixture mixture = NaiveMixture.random(type, CLASSES, LATENT, seed);
                Map<String, INDArray> placeholders = new HashMap<>();
                MixtureVariables.feed(mixture, placeholders);
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
}
