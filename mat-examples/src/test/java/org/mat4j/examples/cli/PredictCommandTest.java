package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.model.PredictedExample;
import org.mat4j.core.model.Predictor;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;

/** 'predict' on a small model of the embedded digits. */
class PredictCommandTest {

    private static final int DIGITS = 3;

    @TempDir
    static Path folder;

    private static Path model;
    private static List<PredictedExample> expected;
    private static ImageData test;

    @BeforeAll
    static void train() throws IOException {
        Cli.succeed("train -q --network mlp --width 32 --latent-size 4 --updates 60 --robustness-size 0 --out "
                + folder.resolve("run"));
        model = folder.resolve("run/model.zip");
        test = Datasets.load(ImageDataset.SAMPLE, ImageDataset.Part.TEST);
        Files.createDirectories(folder.resolve("digits/more"));
        for (int i = 0; i < DIGITS; i++) {
            ImageIO.write(picture(i), "png", digit(i).toFile());
        }
        Files.writeString(folder.resolve("digits/notes.txt"), "not a picture");
        try (Predictor predictor = Predictor.load(model)) {
            expected = predictor.predictAll(
                    ExampleIterator.forEvaluation(test, DIGITS).next().getFeatures());
        }
    }

    private static Path digit(int i) {
        return folder.resolve(i == 2 ? "digits/more/2.png" : "digits/" + i + (i == 1 ? ".PNG" : ".png"));
    }

    private static BufferedImage picture(int i) {
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int row = 0; row < 28; row++) {
            for (int column = 0; column < 28; column++) {
                picture.getRaster().setSample(column, row, 0, test.pixel(i, row, column, 0));
            }
        }
        return picture;
    }

    private static String table(int columns, int rows) {
        StringBuilder csv = new StringBuilder(
                IntStream.range(0, columns).mapToObj(c -> "p" + c).collect(Collectors.joining(",", "", "\n")));
        for (int i = 0; i < rows; i++) {
            int image = i;
            csv.append(IntStream.range(0, columns)
                    .mapToObj(c -> String.valueOf(test.pixel(image, c / 28, c % 28, 0) / 255f))
                    .collect(Collectors.joining(",", "", "\n")));
        }
        return csv.toString();
    }

    private static void assertExpected(List<String> inputs, String out) throws IOException {
        List<String> lines = out.lines().toList();
        assertEquals(inputs.size(), lines.size(), out);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            PredictedExample one = expected.get(i);
            assertEquals(inputs.get(i), line.path("input").asText());
            assertEquals(one.best().name(), line.path("class").asText());
            assertEquals(one.best().probability(), line.path("probability").asDouble(), 1e-5);
            assertEquals(one.foreignScore(), line.path("score").asDouble(), 1e-3);
            assertEquals(one.foreign(), line.path("foreign").asBoolean());
            assertEquals(2, line.path("top").size());
            assertEquals(
                    one.top(2).get(1).name(),
                    line.path("top").get(1).path("name").asText());
        }
    }

    @Test
    void predictsPicturesAndFolders() throws IOException {
        Cli cli = Cli.succeed("predict --top 2 --model " + model + " " + folder.resolve("digits"));
        assertExpected(
                IntStream.range(0, DIGITS).mapToObj(i -> digit(i).toString()).toList(), cli.out());
    }

    @Test
    void predictsRowsOfAFileAndOfStandardInput() throws IOException {
        Path csv = Files.writeString(folder.resolve("rows.csv"), table(784, DIGITS));
        assertExpected(
                List.of(csv + ":1", csv + ":2", csv + ":3"),
                Cli.succeed("predict --top 2 --model " + model + " " + csv).out());
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(csv)));
        try {
            assertExpected(
                    List.of("row:1", "row:2", "row:3"),
                    Cli.succeed("predict --top 2 --model " + model + " -").out());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void writesCsvToo() {
        List<String> lines = Cli.succeed("predict --format csv --model " + model + " " + digit(0))
                .out()
                .lines()
                .toList();
        assertEquals("input,class,probability,foreign,score", lines.get(0));
        List<String> cells = new ArrayList<>(List.of(lines.get(1).split(",")));
        assertEquals(digit(0).toString(), cells.get(0));
        assertEquals(expected.get(0).best().name(), cells.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        Path narrow = Files.writeString(folder.resolve("narrow.csv"), table(5, 1));
        String predict = "predict --model " + model + " ";
        Cli.line(predict + narrow).assertFailed(1, narrow, "columns", "is 5", "784");
        Path empty = Files.writeString(folder.resolve("empty.csv"), table(784, 0));
        Cli.line(predict + empty).assertFailed(1, "no row", empty);
        Path words = Files.writeString(folder.resolve("words.csv"), table(784, 1) + "x,".repeat(783) + "x\n");
        Cli.line(predict + words).assertFailed(1, words, "line 3", "x");
        Cli.line(predict + folder.resolve("none")).assertFailed(1, "no such file", "none");
        Path bare = Files.createDirectories(folder.resolve("bare"));
        Cli.line(predict + bare).assertFailed(1, "no picture", bare);
        Cli.line("predict --model " + model).assertFailed(2, "INPUT");
        Cli.line(predict + "--top 0 " + digit(0)).assertFailed(2, "--top is 0");
        assertTrue(
                Cli.line("predict --model " + folder + " " + digit(0)).err().contains("model file"), "names the file");
    }
}
