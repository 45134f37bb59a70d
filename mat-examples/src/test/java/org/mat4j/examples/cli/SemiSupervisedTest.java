package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} with few labels, on the embedded sample. */
class SemiSupervisedTest {

    private static final int OK = 0;
    private static final int WRONG_USAGE = 2;

    @TempDir
    Path folder;

    private Cli run(String options) {
        String all = "train --network mlp --width 40 --robustness-size 0 --quiet --out " + folder.resolve("run") + " "
                + options;
        return Cli.run(all.split(" "));
    }

    @Test
    void fewLabelsAndManyImages() {
        Cli run = run(
                "--labels 50 --unlabeled-batch-size 60 --batch-size 50 --updates 150 --schedule reference-svhn --learning-rate 3e-3"
                        + " --weight-average 0.9 --statistics-batches 30 --evaluate-every 75 --method vat");

        assertEquals(OK, run.code(), run.err());
        assertTrue(run.out().contains("\"trainSize\":50,\"unlabeledSize\":4500,"), run.out());
        assertTrue(run.out().contains("\"evaluateEvery\":\"75\""), run.out());
        assertTrue(run.out().contains("\"weightAverage\":\"0.9\""), run.out());
        assertTrue(run.out().contains("recomputed over 30 batches"), run.out());
        double error = Double.parseDouble(run.out().replaceAll("(?s).*\"testError\":([0-9.]+).*", "$1"));
        // Chance is 90 %.
        assertTrue(error < 60, error + " %");
    }

    @Test
    void thePiModel() {
        Cli run = run("--labels 50 --batch-size 50 --updates 3 --method pi-model --alpha-rampup 10");

        assertEquals(OK, run.code(), run.err());
        assertTrue(run.out().contains("\"squared_difference.weight\":\"1.0\""), run.out());
        assertTrue(
                run.out().contains("\"perturbation\":\"GaussianNoise\",\"perturbation.deviation\":\"0.15\""),
                run.out());
        assertTrue(run.out().contains("\"perturbation.weight\":\"8.0\",\"perturbation.rampUp\":\"10\""), run.out());
    }

    @Test
    void mistakesAreExplained() {
        assertRefused("--unlabeled-batch-size 10 has no effect without --labels", "--unlabeled-batch-size 10");
        assertRefused("--unlabeled-batch-size is 0", "--labels 50 --unlabeled-batch-size 0");
        assertRefused("--labels is 0", "--labels 0");
        assertRefused("batch size is 100", "--labels 50");
        assertRefused("the schedule 'reference-svhn' is 10 epochs", "--schedule reference-svhn");
        assertRefused("--statistics-batches is -1", "--statistics-batches -1");
        assertRefused(
                "expected one of constant, linear, reference-svhn, reference-cifar10, found 'cosine'",
                "--schedule cosine");
    }

    private void assertRefused(String message, String options) {
        Cli run = run(options);
        run.assertFailed(WRONG_USAGE, message);
    }
}
