package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A table of one's own from the training to the prediction of new rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableCommandsTest {

    @TempDir
    static Path folder;

    private Path table;
    private Path run;
    private Cli train;

    /** Three species: by their petals' length, and by whether they have thorns. Lengths are in thousands of micrometers. */
    private static String plants(int rows, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,petal,thorns,species\n");
        for (int i = 0; i < rows; i++) {
            int species = i % 3;
            double petal = (species == 0 ? 20 : 60) * 1000 + 4000 * random.nextGaussian();
            text.append(String.format(
                    Locale.ROOT,
                    "p%d,%.0f,%s,%s%n",
                    i,
                    petal,
                    species == 2 ? "yes" : "no",
                    List.of("aster", "briar", "cress").get(species)));
        }
        return text.toString();
    }

    @BeforeAll
    void trains() throws IOException {
        table = Files.writeString(folder.resolve("plants.csv"), plants(300, 1));
        run = folder.resolve("run");
        train = Cli.succeed("train --data " + table
                + " --label-column species --ignore-columns id --epsilon auto --updates 150 --batch-size 50 --quiet --out "
                + run);
    }

    @Test
    void crossValidationNamesTheClasses() throws IOException {
        String line = "crossvalidate --folds 2 --data " + table + " --label-column species --ignore-columns id";
        Cli.line(line + " --method baseline --updates 1 --validation-size 20 --batch-size 101")
                .assertFailed(2, "--batch-size is 101", "at most 100");
        JsonNode result = Cli.succeed(line + " --method baseline --updates 60 --batch-size 50 --quiet")
                .json();

        assertEquals(240, result.path("n").asInt());
        assertEquals(2, result.path("folds").size());
        assertTrue(result.at("/error/mean").asDouble() < 20, result.toString());
        assertEquals(
                80,
                result.at("/confusion/aster/aster").asInt()
                        + result.at("/confusion/aster/briar").asInt()
                        + result.at("/confusion/aster/cress").asInt());
        Cli.line(line.replace("--folds 2", "--folds 1") + " --method baseline").assertFailed(2, "--folds", "1");
        Cli.line(line.replace("--folds 2", "--folds 81") + " --method baseline")
                .assertFailed(2, "--folds is 81", "at most 80", "aster");
        Cli.line(line + " --method baseline --smoothness-every 5").assertFailed(2, "--smoothness-every 5");
    }

    @Test
    void theTestPartIsClassifiedAndAttackedInDeviations() throws IOException {
        JsonNode summary = train.json();

        assertEquals("plants.csv", summary.path("dataset").asText());
        assertEquals("mlp", summary.path("network").asText());
        assertEquals(60, summary.path("testSize").asInt());
        assertTrue(summary.path("testError").asDouble() <= 5, train.out());
        // In raw micrometers a step of that size would do nothing; in deviations it is a share of the classes'
        // distance.
        double level = summary.at("/robustness/level").asDouble();
        assertTrue(level > 0.01 && level < 1, train.out());
        assertTrue(
                summary.at("/training/perturbationSpace").asText().contains("PREPROCESSED")
                        || summary.at("/training").toString().contains("preprocessed"),
                train.out());
    }

    @Test
    void evaluateFindsTheSameTestPartAgain() throws IOException {
        Cli evaluate = Cli.succeed("evaluate --model " + run.resolve("model.zip") + " --data " + table);

        assertEquals(
                train.json().path("testError").asDouble(),
                evaluate.json().path("testError").asDouble());
        assertEquals(60, evaluate.json().path("n").asInt());
    }

    @Test
    void anotherFileIsEvaluatedByTheColumnsOfTheModel() throws IOException {
        Path more = Files.writeString(folder.resolve("more.csv"), plants(90, 2).replace("species", "kind"));
        Cli evaluate = Cli.succeed("evaluate --geometry --model " + run.resolve("model.zip") + " --test-data " + more
                + " --label-column kind");

        assertEquals(90, evaluate.json().path("n").asInt());
        assertTrue(evaluate.json().path("testError").asDouble() <= 5, evaluate.out());
    }

    @Test
    void rowsArePredictedByTheNamesOfTheirColumns() throws IOException {
        Path rows = Files.writeString(
                folder.resolve("rows.csv"), "thorns,note,petal\nno,a,20500\nyes,b,61000\nno,c,59000\n");
        Cli predict = Cli.succeed("predict --format csv --model " + run.resolve("model.zip") + " " + rows);

        assertEquals(
                List.of("class", "aster", "cress", "briar"),
                predict.out().lines().map(line -> line.split(",")[1]).toList());
    }

    @Test
    void anUnknownCategoryIsRefusedWithLineAndColumn() throws IOException {
        Path rows = Files.writeString(folder.resolve("bad.csv"), "thorns,petal\nno,20500\nfew,61000\n");

        Cli.line("predict --model " + run.resolve("model.zip") + " " + rows)
                .assertFailed(1, "bad.csv, line 3", "column thorns", "'few'", "no, yes");
    }

    @Test
    void attacksAreInDeviationsOfTheColumns() throws IOException {
        Path out = folder.resolve("attacked");
        Cli attack = Cli.succeed("attack --model " + run.resolve("model.zip") + " --data " + table
                + " --attack l2 --levels 0,4 --quiet --out " + out);
        List<String> rows = Files.readAllLines(out.resolve("robustness.csv"));

        // Four deviations lead from any class to another one.
        double before = Double.parseDouble(rows.get(1).split(",")[4]);
        double after = Double.parseDouble(rows.get(2).split(",")[4]);
        assertTrue(before >= 95 && after < 50, attack.out());
    }

    /** In raw micrometers a perturbation of norm 1 would change nothing. */
    @Test
    void theSmoothnessDuringTrainingIsInDeviationsOfTheColumns() throws IOException {
        Path out = folder.resolve("smooth");
        Cli.succeed("train --data " + table + " --label-column species --ignore-columns id --epsilon auto --updates 60"
                + " --batch-size 50 --smoothness-every 60 --robustness-size 0 --quiet --out " + out);
        String[] last = Files.readAllLines(out.resolve("smoothness.csv")).get(1).split(",");

        assertEquals("60", last[0]);
        assertTrue(Double.parseDouble(last[1]) > 0.05, String.join(",", last));
    }

    @Test
    void clippingATableIsRefused() {
        Cli.line("attack --clip --model " + run.resolve("model.zip") + " --data " + table + " --out "
                        + folder.resolve("clipped"))
                .assertFailed(2, "--clip", "whose columns have no bounds");
    }

    @Test
    void latentsAndStrangersAreMeasured() throws IOException {
        String model = " --model " + run.resolve("model.zip") + " --data " + table + " --quiet --out ";
        Cli.succeed("embed --limit 30 --levels 0,1" + model + folder.resolve("latents"));
        Cli ood = Cli.succeed("ood --limit 60" + model + folder.resolve("ood"));

        assertTrue(Files.exists(folder.resolve("latents/projection.png")));
        List<String> latents = Files.readAllLines(folder.resolve("latents/latents-run.csv"));
        assertTrue(latents.get(1).matches("0\\.0,(aster|briar|cress),(aster|briar|cress),.*"), latents.get(1));
        assertTrue(ood.out().contains("noise-gaussian"), ood.out());
    }

    @Test
    void aMissingEpsilonIsToldWithTheScaleOfTheData() {
        Cli.line("train --data " + table + " --label-column species --ignore-columns id --out "
                        + folder.resolve("none"))
                .assertFailed(2, "--epsilon is missing", "plants.csv", "median distance", "--epsilon auto");
    }

    @Test
    void wrongOptionsAreNamed() {
        Path out = folder.resolve("refused");
        Cli.line("train --data " + table + " --out " + out)
                .assertFailed(2, "--label-column is missing", "id, petal, thorns, species");
        Cli.line("train --data " + table + " --label-column genus --epsilon 1 --out " + out)
                .assertFailed(1, "plants.csv", "--label-column", "a column 'genus'", "species");
        Cli.line("train --data " + table
                        + " --label-column species --network lenet++ --epsilon 1 --ignore-columns id --out " + out)
                .assertFailed(2, "rows of 3 numbers", "'mlp'");
        Cli.line("train --dataset sample --label-column species --out " + out)
                .assertFailed(2, "--label-column species has no effect on the dataset 'sample'");
        Cli.line("gallery --model " + run.resolve("model.zip") + " --data " + table + " --out " + out)
                .assertFailed(2, "the data to draw", "images");
    }
}
