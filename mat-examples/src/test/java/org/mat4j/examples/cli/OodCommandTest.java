package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.measure.ood.Detector;
import org.mat4j.data.table.CsvTable;
import org.mat4j.data.testing.ColorData;

/** 'ood' on a small model of the embedded digits. */
class OodCommandTest {

    @TempDir
    static Path runs;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        Cli.succeed("train -q --network mlp --width 32 --latent-size 4 --updates 60 --robustness-size 0 --method mat"
                + " --out " + runs.resolve("mat"));
    }

    private String ood(String options) {
        String model = runs.resolve("mat/model.zip").toString();
        return "ood --model " + model + " again=" + model + " --out " + folder + " " + options;
    }

    @Test
    void tellsNoiseAndColorImagesFromDigits() throws IOException {
        ColorData.writeCifar10(folder, 4, 30);

        Cli cli =
                Cli.succeed(ood("--limit 200 --fit-limit 300 --neighbors 5 --strangers cifar10=" + folder + ",noise"));

        CsvTable csv = CsvTable.read(folder.resolve("ood.csv"));
        csv.requireColumns(
                List.of("model", "strangers", "detector", "auroc", "aupr", "fpr95", "n_home", "n_strangers"));
        List<String> expected = new ArrayList<>();
        for (String model : List.of("mat", "again")) {
            for (String set : List.of("cifar10", "noise-uniform", "noise-gaussian")) {
                Detector.standard().forEach(d -> expected.add(model + " " + set + " " + d.id()));
            }
        }
        List<CsvTable.Row> rows = csv.rows();
        assertEquals(
                expected,
                rows.stream()
                        .map(r -> r.text("model") + " " + r.text("strangers") + " " + r.text("detector"))
                        .toList());
        JsonNode printed = cli.json().path("rows");
        assertEquals(rows.size(), printed.size());
        for (int i = 0; i < rows.size(); i++) {
            CsvTable.Row row = rows.get(i);
            CsvTable.Row ofMat = rows.get(i % (rows.size() / 2));
            for (String measure : List.of("auroc", "aupr", "fpr95")) {
                assertEquals(row.number(measure), printed.get(i).path(measure).asDouble());
                assertEquals(ofMat.number(measure), row.number(measure), "the same model");
            }
            assertEquals(200, row.wholeNumber("n_home"));
            assertEquals(row.text("strangers").equals("cifar10") ? 30 : 200, row.wholeNumber("n_strangers"));
        }
        assertTrue(rows.stream().anyMatch(r -> r.number("auroc") > 80), Files.readString(folder.resolve("ood.csv")));
        JsonNode sources = cli.json().path("sources");
        assertEquals(3, sources.size());
        String converted = "from 32 x 32 x 3 to 28 x 28 x 1, gray by luma, resized bilinearly";
        assertTrue(sources.get(0).path("source").asText().endsWith(converted), sources.toString());
        assertTrue(cli.err().contains(converted), cli.err());
    }

    @Test
    void digitsAreNoStrangersToDigits() throws IOException {
        Cli cli = Cli.succeed(ood("--limit 1000 --fit-limit 100 --strangers sample"));
        cli.json().path("rows").forEach(row -> {
            assertEquals(50, row.path("auroc").asDouble(), 1e-9, row.toString());
            assertTrue(row.path("fpr95").asDouble() >= 95, row.toString());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--strangers clothes | --strangers has 'clothes', expected noise or NAME or NAME=DIR",
                "--strangers noise,noise | --strangers has 'noise' twice",
                "--strangers noise=x | --strangers has 'noise=x'",
                "--strangers sample=x | folder of the data is x",
                "--limit 0 | --limit is 0",
                "--neighbors 0 | --neighbors is 0",
                "--fit-limit 20 | --neighbors is 50, expected at least 1 and at most --fit-limit, 20",
                "--clip | Unknown option: '--clip'"
            })
    void wrongCommandLinesAreTold(String options, String expected) {
        Cli.line(ood(options)).assertFailed(2, expected);
    }

    @Test
    void failuresAreTold() {
        Cli.line(ood("--strangers fashion-mnist=" + folder))
                .assertFailed(1, "Fashion-MNIST, test part: not found", "--strangers NAME=DIR");
    }
}
