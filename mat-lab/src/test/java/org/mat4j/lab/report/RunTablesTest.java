package org.mat4j.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mat4j.core.measure.Calibration;
import org.mat4j.core.measure.LatentGeometry;
import org.mat4j.core.measure.MixtureFit;
import org.mat4j.core.measure.ModelMeasures;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.lab.report.HtmlReport.Table;
import org.mat4j.lab.report.RunTables.Measured;

class RunTablesTest {

    private static final List<String> OF_SCATTER = List.of("within", "ratio", "silhouette");

    /** A hundred classes with so many examples each. */
    private static Measured measured(int examplesPerClass) {
        Random random = new Random(1);
        int[] labels =
                IntStream.range(0, 100 * examplesPerClass).map(i -> i % 100).toArray();
        double[][] latents = new double[labels.length][2];
        double[][] scores = new double[labels.length][100];
        for (int i = 0; i < labels.length; i++) {
            latents[i] = new double[] {labels[i] + random.nextGaussian(), random.nextGaussian()};
            scores[i][labels[i]] = 1;
        }
        Calibration calibration = Calibration.ofScores(scores, labels);
        return new Measured(
                "run",
                new Smoothness(0.1, 0.2),
                new ModelMeasures(
                        LatentGeometry.of(latents, labels, 100),
                        new MixtureFit(labels.length, 0, 0, 1),
                        calibration,
                        calibration));
    }

    @Test
    void oneExamplePerClassHasNoScatterWithin() {
        Table table = RunTables.geometry(List.of(measured(1)));
        assertTrue(table.caption().contains("With 100 examples of 100 classes"), table.caption());
        for (int i = 0; i < table.header().size(); i++) {
            String column = table.header().get(i);
            String cell = table.rows().get(0).get(i);
            assertEquals(OF_SCATTER.contains(column), cell.isEmpty(), column + " is '" + cell + "'");
        }
    }

    @Test
    void severalExamplesPerClassAreMeasured() {
        Table table = RunTables.geometry(List.of(measured(3)));
        assertFalse(table.caption().contains("examples of"), table.caption());
        assertFalse(table.rows().get(0).contains(""), table.toString());
    }
}
