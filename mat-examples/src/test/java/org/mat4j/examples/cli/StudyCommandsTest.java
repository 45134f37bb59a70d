package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.lab.experiment.RunProgress;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.plot.robustness.RobustnessTable;
import org.mat4j.lab.testing.Chromium;
import org.nd4j.autodiff.samediff.SameDiff;

/** 'attack', 'embed', 'gallery' and 'report' on two small models. */
class StudyCommandsTest {

    @TempDir
    static Path runs;

    private static double baselineError;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        for (String method : List.of("baseline", "mat")) {
            Cli cli = Cli.succeed("train -q --network mlp --width 32 --latent-size 2 --updates 60 --robustness-size 0"
                    + " --smoothness-every 30 --method " + method + " --out " + runs.resolve(method));
            baselineError =
                    method.equals("baseline") ? cli.json().path("testError").asDouble() : baselineError;
        }
    }

    private static String models() {
        return "--model " + runs.resolve("baseline/model.zip") + " " + runs.resolve("mat/model.zip") + " ";
    }

    /** Fails for a picture of one color. */
    private static void assertDrawn(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        long colors = IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
        assertTrue(colors > 10, png + " has " + colors + " colors");
    }

    @Test
    void attackWritesCurvesOfAllModels() throws IOException {
        Cli cli = Cli.succeed(
                "attack " + models() + "--attack fgsm,l2,pgd-l2 --pgd-steps 5 --pgd-restarts 1 --levels 0:2:1"
                        + " --limit 1000 --out " + folder);

        List<String> lines = Files.readAllLines(folder.resolve("robustness.csv"));
        assertEquals("model,attack,unit,budget,accuracy,n", lines.get(0));
        assertEquals(1 + 2 * 3 * 3, lines.size());
        RobustnessTable table = RobustnessTable.readCsv(folder.resolve("robustness.csv"));
        assertEquals(table, RobustnessTable.readJson(folder.resolve("robustness.json")));
        assertEquals(List.of("baseline", "mat"), table.models());
        assertEquals(List.of("fgsm", "l2", "pgd-l2"), table.attacks());
        List<RobustnessTable.Point> l2 = table.curve("baseline", "l2");
        assertEquals(100 - baselineError, l2.get(0).accuracy(), 1e-9, "without an attack");
        assertTrue(l2.get(1).accuracy() < l2.get(0).accuracy() - 5, l2.toString());
        List<RobustnessTable.Point> pgd = table.curve("baseline", "pgd-l2");
        assertTrue(pgd.get(2).accuracy() <= l2.get(2).accuracy(), pgd + " " + l2);
        assertDrawn(folder.resolve("robustness.png"));
        assertTrue(Files.readString(folder.resolve("robustness.svg")).contains("<svg"));
        JsonNode result = cli.json();
        assertEquals(1000, result.path("n").asInt());
        assertEquals(6, result.path("areas").size());
        double area =
                (l2.get(0).accuracy() + 2 * l2.get(1).accuracy() + l2.get(2).accuracy()) / 4;
        assertEquals(area, result.path("areas").path(1).path("area").asDouble(), 1e-9);
    }

    @Test
    void epsilonsNameTheirUnit() throws IOException {
        Cli cli = Cli.succeed("attack " + models() + "--attack fgsm --epsilons 0,8/255 --limit 100 --out " + folder);
        assertEquals("epsilon", cli.json().path("unit").asText());
        RobustnessTable table = RobustnessTable.readCsv(folder.resolve("robustness.csv"));
        assertEquals(Budgets.Unit.EPSILON, table.unit());
        assertEquals(8 / 255., table.points().get(1).budget());
    }

    @Test
    void theStandardEnsembleTellsRobustAccuracyLineByLine() throws IOException {
        Cli cli = Cli.succeed("attack " + models() + "--standard --epsilons 8/255,0.1 --iterations 5 --queries 20"
                + " --limit 100 --seed 3 --out " + folder);
        List<String> lines = Files.readAllLines(folder.resolve("robust.jsonl"));
        assertEquals(lines, cli.out().lines().toList());
        assertEquals(4, lines.size());
        double before = 100;
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            assertEquals(i < 2 ? "baseline" : "mat", line.path("model").asText());
            assertEquals("l-infinity", line.path("norm").asText());
            assertEquals(i % 2 == 0 ? 8 / 255. : 0.1, line.path("epsilon").asDouble());
            assertEquals("0.0..1.0", line.path("bounds").asText());
            assertEquals(100, line.path("n").asInt());
            double robust = line.path("robust").asDouble();
            JsonNode attacks = line.path("attacks");
            assertEquals(
                    robust, attacks.get(attacks.size() - 1).path("accuracy").asDouble());
            assertEquals("apgd-ce", attacks.get(0).path("attack").asText());
            assertEquals(
                    line.path("clean").asDouble(),
                    attacks.get(0).path("attacked").asDouble());
            assertTrue(robust <= (i % 2 == 0 ? line.path("clean").asDouble() : before), lines.get(i));
            assertTrue(
                    line.path("low").asDouble() <= robust
                            && robust <= line.path("high").asDouble(),
                    lines.get(i));
            assertEquals(3, line.path("seed").asInt());
            before = robust;
        }
        assertTrue(before < 50, "robust accuracy " + before);
    }

    @Test
    void whatIsMadeOnOneModelIsTriedOnTheOther() {
        String line = "attack " + models() + "--attack l2 --levels 2 --limit 200 --out " + folder;
        Cli.succeed(line);
        RobustnessTable own = RobustnessTable.readCsv(folder.resolve("robustness.csv"));
        Cli.succeed(line + " --source baseline");
        RobustnessTable transfer = RobustnessTable.readCsv(folder.resolve("robustness.csv"));
        assertEquals(own.curve("baseline", "l2"), transfer.curve("baseline", "l2"));
        assertTrue(
                transfer.curve("mat", "l2").get(0).accuracy()
                        > own.curve("mat", "l2").get(0).accuracy(),
                "another model's gradient is weaker: " + transfer + " " + own);
    }

    @Test
    void embedDrawsPlaneLatentsAndProjections() throws IOException {
        Cli.succeed("embed " + models() + "--limit 100 --out " + folder);
        assertDrawn(folder.resolve("latent.png"));
        assertTrue(Files.exists(folder.resolve("latent.svg")));

        Cli.succeed("embed " + models() + "--limit 50 --projection pca --levels 0,2 --out " + folder);
        assertDrawn(folder.resolve("projection.png"));
        List<String> latents = Files.readAllLines(folder.resolve("latents-mat.csv"));
        assertEquals("level,label,predicted,z1,z2", latents.get(0));
        assertEquals(1 + 2 * 50, latents.size());
        assertTrue(latents.get(1).startsWith("0.0,") && latents.get(100).startsWith("2.0,"), latents.toString());
    }

    @Test
    void galleryDrawsImages() throws IOException {
        Cli.succeed("gallery " + models() + "--count 4 --level 3 --clip --out " + folder);
        assertDrawn(folder.resolve("gallery.png"));
    }

    @Test
    void reportOpensInABrowser() throws Exception {
        Path file = folder.resolve("report.html");
        Cli.succeed("report --runs " + runs.resolve("baseline") + " second=" + runs.resolve("mat")
                + " --limit 60 --attack l2,pgd-linf --pgd-steps 3 --levels 0,2 --out " + file);
        String html = Files.readString(file);
        for (String text : List.of(
                "baseline",
                "second",
                "test error",
                "manifold_divergence",
                "AUTO",
                "noise-gaussian",
                "relative-mahalanobis")) {
            assertTrue(html.contains(text), text);
        }
        Chromium.View view = Chromium.orSkip(folder).open(file, "");
        assertEquals(List.of(), view.complaints());
        // Learning and smoothness curves, robustness, latents as they are and projected, two galleries.
        assertEquals(7, view.imageSizes().size());
        for (int[] size : view.imageSizes()) {
            assertTrue(size[0] > 300 && size[1] > 200, "a picture of " + size[0] + " x " + size[1]);
        }
        assertEquals(8, view.dom().split("<section", -1).length - 1, "sections");
    }

    @Test
    void reportShowsRunsThatAreNotFinished() throws Exception {
        Path run = Files.createDirectory(folder.resolve("begun"));
        Files.copy(runs.resolve("mat/history.csv"), run.resolve("history.csv"));
        Path file = folder.resolve("report.html");

        Cli.succeed("report --runs " + run + " --out " + file);
        String alone = Files.readString(file);
        // As left by a run that was stopped before it could replace a finished one.
        Files.copy(runs.resolve("mat/summary.json"), run.resolve("summary.json"));
        Json.write(run.resolve("progress.json"), new RunProgress(60, 90, 6));
        Cli.succeed("report --runs " + runs.resolve("mat") + " " + run + " --limit 60 --attack fgsm --levels 1 --out "
                + file);
        String both = Files.readString(file);

        assertTrue(alone.contains("stopped at update 60"), alone.substring(0, 2000));
        assertFalse(alone.contains("Robustness"), "nothing is measured");
        assertTrue(both.contains("stopped at update 60") && both.contains("Robustness"), both.substring(0, 2000));
        Cli.line("report --runs " + run + " --limit 60 --out " + file)
                .assertFailed(2, "--limit 60 has no effect on runs of which none is finished");
        Cli.line("report --runs " + run + " begun=" + runs.resolve("mat") + " --out " + file)
                .assertFailed(2, "--runs is", "different names");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attack MODELS --attack pgd --out OUT | one of fgsm, l2, pgd-l2, pgd-linf, noise, vat, mat, found 'pgd'",
                "attack MODELS --levels 2:1 --out OUT | levels are '2:1', expected FROM:TO:STEP",
                "attack MODELS --limit 0 --out OUT | --limit is 0",
                "attack MODELS --attack l2,l2 --out OUT | attacks is [l2, l2]",
                "attack MODELS --epsilons 8/0 --out OUT | epsilons are '8/0'",
                "attack MODELS --epsilons 0.1 --levels 1 --out OUT | --levels and --epsilons",
                "attack MODELS --standard --out OUT | --epsilons is missing",
                "attack MODELS --standard --epsilons 0,0.1 --out OUT | --epsilons is 0",
                "attack MODELS --standard --epsilons 0.1 --queries 0 --out OUT | queries is 0",
                "attack MODELS --standard --epsilons 0.1 --clip --out OUT | --clip has no effect with --standard",
                "attack MODELS --epsilons 0.1 --norm l2 --out OUT | --norm l2 has no effect without --standard",
                "attack MODELS --standard --epsilons 0.1 --norm l3 --out OUT | expected one of l1, l2, l-infinity, found 'l3'",
                "attack MODELS --pgd-steps 0 --out OUT | steps is 0",
                "attack MODELS --source no --out OUT | --source is 'no', expected the name of a model: one of [baseline, mat]",
                "attack MODELS --dataset cifar10 --out OUT | the model 'baseline' is for inputs [28, 28, 1] in 10 classes",
                "attack MODELS | Missing required option: '--out=DIR'",
                "attack --out OUT | --model is missing, expected the model.zip of one run or several",
                "embed --out OUT | --model is missing",
                "attack MODELS --graph g.fb --input x --logits y --out OUT | --graph g.fb has no effect without --standard",
                "attack --graph g.fb --input x --standard --epsilons 1 --out OUT | --logits is missing",
                "attack --graph GRAPH --input x --logits logits --standard --epsilons 1 --out OUT | input is 'x'",
                "attack --graph GRAPH --input input --logits soft --standard --epsilons 1 --out OUT | 'soft' are probabilities",
                "attack --graph GRAPH --input input --logits logits --standard --epsilons 1 --dataset cifar10 --out OUT | the classifier 'plain' takes [28, 28, 1] in 10 classes",
                "embed MODELS --projection umap --out OUT | expected one of pca, tsne, found 'umap'",
                "embed MODELS --limit 0 --out OUT | --limit is 0, expected at least 1",
                "gallery MODELS --level 0 --out OUT | --level is 0.0, expected a positive, finite number",
                "gallery MODELS --count 0 --out OUT | --count is 0",
                "report --runs RUNS/mat --limit 0 --out OUT/r.html | --limit is 0",
                "report --runs RUNS/mat --out OUT/no/r.html | expected a file in a folder that exists",
            })
    void wrongCommandLinesAreTold(String line, String expected) {
        assertError(2, line, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attack --model RUNS/none.zip --out OUT | none.zip",
                "attack --graph OUT/none.fb --input x --logits y --standard --epsilons 1 --out OUT | there is no graph file",
                "attack MODELS --dataset mnist --data OUT --out OUT | Options: --data DIR, --download",
                "report --runs RUNS/none --out OUT/r.html | expected the folder of a finished run",
            })
    void failuresAreTold(String line, String expected) {
        assertError(1, line, expected);
    }

    private void assertError(int code, String line, String expected) {
        Cli cli = Cli.line(line.replace("MODELS", models().strip())
                .replace("RUNS", runs.toString())
                .replace("GRAPH", graph().toString())
                .replace("OUT", folder.toString()));
        cli.assertFailed(code, expected);
        assertEquals(1, cli.err().strip().lines().count(), cli.err());
    }

    /** The baseline's graph with a softmax behind it, as anyone would save it. */
    private Path graph() {
        Path file = folder.resolve("plain.fb");
        try (TrainedModel model = TrainedModel.load(runs.resolve("baseline/model.zip"))) {
            SameDiff graph = model.classifier().graph();
            graph.nn().softmax("soft", graph.getVariable("logits"), 1);
            graph.save(file.toFile(), false);
        }
        return file;
    }

    @Test
    void anyonesGraphIsAttackedBesideAModelOrAlone() throws IOException {
        String how = " --standard --epsilons 0.05 --iterations 3 --queries 10 --limit 60 --out " + folder;
        String graph = "attack --graph " + graph() + " --input input --logits logits";
        Cli sparse = Cli.succeed(graph + how.replace("0.05", "8") + " --norm l1");
        assertEquals("l1", sparse.json().path("norm").asText());
        assertEquals(3, sparse.json().path("attacks").size());
        assertTrue(
                sparse.json().path("robust").asDouble()
                        < sparse.json().path("clean").asDouble(),
                sparse.out());
        Cli both = Cli.succeed(graph + " --model " + runs.resolve("baseline/model.zip") + how);
        List<String> lines = both.out().lines().toList();
        assertEquals(2, lines.size());
        assertEquals(lines.get(0).replace("\"baseline\"", "\"plain\""), lines.get(1));
        assertEquals(lines.subList(1, 2), Cli.succeed(graph + how).out().lines().toList());
        assertEquals(lines.subList(1, 2), Files.readAllLines(folder.resolve("robust.jsonl")));
    }

    @Test
    void twoModelsOfOneNameAreToldApart() {
        String file = runs.resolve("mat/model.zip").toString();
        Cli cli = Cli.line("attack --model " + file + " " + file + " --out " + folder);
        cli.assertFailed(2, "two models are named 'mat'", "name them apart by NAME=FILE");
        Cli.succeed(
                "attack --model " + file + " again=" + file + " --attack noise --levels 1 --limit 10 --out " + folder);
        assertEquals(
                List.of("mat", "again"),
                RobustnessTable.readCsv(folder.resolve("robustness.csv")).models());
    }
}
