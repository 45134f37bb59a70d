package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.data.testing.ColorData;

/** Short real searches from the command line, and wrong ones. */
class SearchCommandTest {

    private static final String SETTINGS = " --network mlp --width 8 --latent-size 2 --train-size 100"
            + " --validation-size 50 --batch-size 50 --method rpt --quiet --updates 2";

    @TempDir
    Path folder;

    private List<String> rows(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("results.csv"));
    }

    @Test
    void theBestTrialIsPrintedAsACommandThatTrainsItAgain() throws IOException {
        Path out = folder.resolve("deep/er");

        Cli cli = Cli.succeed("search --grid --epsilon 0.5,4 --alpha 1,3 --out " + out + SETTINGS);
        assertEquals("", cli.err());
        assertEquals(5, rows("deep/er").size());
        String[] best = rows("deep/er").get(1).split(",");
        assertEquals("1", best[0]);
        assertEquals(
                "mat4j train --network mlp --width 8 --latent-size 2 --train-size 100 --validation-size 50 --batch-size"
                        + " 50 --method rpt --updates 2 --epsilon " + best[2] + " --alpha " + best[4] + " --out " + out
                        + "/best",
                cli.out().strip());

        Cli train = Cli.succeed(cli.out().strip().substring("mat4j ".length()) + " --robustness-size 0 --quiet");
        assertEquals(
                Double.parseDouble(best[7]),
                train.json().path("validationError").asDouble(),
                1e-9);
        assertEquals(
                Files.readString(out.resolve("trial-00" + best[1] + "/history.csv")),
                Files.readString(out.resolve("best/history.csv")));
    }

    @Test
    void semiSupervisedTrialsAreSearchedLikewise() throws IOException {
        String line = "search --grid --epsilon 0.5,4 --unlabeled-batch-size 10 --weight-average 0.5 --out "
                + folder.resolve("a") + SETTINGS.replace("--batch-size 50", "--batch-size 10");

        Cli cli = Cli.succeed(line + " --labels 20");
        assertTrue(cli.out().contains(" --unlabeled-batch-size 10 --weight-average 0.5 "), cli.out());
        assertTrue(cli.out().contains(" --labels 20 "), cli.out());
        assertEquals(3, rows("a").size());
        Cli other = Cli.line(line + " --labels 30 --resume");
        other.assertFailed(1, "trainSize is '20' there, '30' here");
    }

    @Test
    void aFolderWithARunIsNotTakenAndNotSaidToBeResumable() throws IOException {
        Files.createFile(folder.resolve("model.zip"));

        Cli cli = Cli.line("search --grid --epsilon 1,2 --out " + folder + SETTINGS);

        cli.assertFailed(1, "already holds a run (model.zip)");
        assertFalse(cli.err().contains("--resume"), cli.err());
    }

    /** Beside the type that trials are given, which has no test part. */
    @Test
    void theTestPartIsNotEvenOpened() throws IOException {
        ColorData.writeSvhn(folder, 40, 10, 10);
        Path test = folder.resolve("test_32x32.mat");
        Files.writeString(test, "damaged");
        String settings = " --dataset svhn --data " + folder + " --network mlp --width 4 --latent-size 2 --updates 1"
                + " --batch-size 10 --validation-size 10 --method rpt --quiet --out " + folder;

        assertEquals(1, Cli.line("train" + settings + "/run").code(), "training does open it");
        Cli damaged = Cli.line("search --grid --epsilon 1,2" + settings + "/damaged");
        Files.delete(test);
        Cli missing = Cli.line("search --grid --epsilon 1,2" + settings + "/missing");

        assertEquals(0, damaged.code(), damaged.err());
        assertEquals(0, missing.code(), missing.err());
        assertEquals(3, rows("missing").size());
    }

    @Test
    void aRandomSearchIsResumedAndMadeLonger() throws IOException {
        String line = "search --epsilon 0.5..8 --alpha 2 --search-seed 4 --out " + folder.resolve("a") + SETTINGS;
        Cli.succeed(line + " --random 1");
        String first = rows("a").get(1);
        long written = Files.getLastModifiedTime(folder.resolve("a/trial-001/model.zip"))
                .toMillis();

        Cli again = Cli.line(line + " --random 2");
        again.assertFailed(1, "already holds a search", "Option: --resume");

        Cli.succeed(line + " --random 2 --resume");
        assertEquals(3, rows("a").size());
        assertTrue(
                rows("a").stream().anyMatch(row -> row.endsWith(first.substring(1))),
                rows("a").toString());
        assertEquals(
                written,
                Files.getLastModifiedTime(folder.resolve("a/trial-001/model.zip"))
                        .toMillis());

        Cli other = Cli.line(line + " --random 2 --resume --learning-rate 0.1");
        other.assertFailed(1, "holds another search: updater is 'Adam(");
        assertFalse(other.err().contains("Option:"), other.err());
        Cli.succeed(line + " --random 2 --resume");
    }

    @Test
    void whenEveryTrialDivergesTheSearchHasFailed() throws IOException {
        Cli cli = Cli.line("search --grid --epsilon 1,2 --learning-rate 1e30 --out " + folder.resolve("a") + SETTINGS
                + "0"); // 20 updates

        assertEquals(1, cli.code(), cli.err());
        assertEquals("", cli.out());
        assertTrue(cli.err().contains("warning: trial 2 diverged: "), cli.err());
        assertTrue(cli.err().contains("search: error: every trial diverged, see " + folder.resolve("a")), cli.err());
        assertTrue(rows("a").get(2).endsWith(",diverged"), rows("a").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --epsilon 1,2                        | --grid and --random are not given, expected one of them
                    --grid --epsilon 1,2 --search-seed 3 | --search-seed 3 has no effect with --grid
                    --grid --epsilon 1,2 --translation 1 | --translation 1 has no effect without --augment
                    --grid --random 2 --epsilon 1,2      | --grid and --random are both given, expected one of them
                    --grid                               | there is nothing to search: no parameter has more than one
                    --random 3 --beta 1                  | there is nothing to search
                    --random 0 --beta 0..1               | --random is 0
                    --random 9 --beta 0,1                | --random is 9, expected at least 1 and at most 2
                    --random many --beta 0..1            | '--random': expected a whole number from
                    --grid --beta 0..1                   | beta in a grid is the range 0..1:linear
                    --grid --beta 0,x                    | '--beta': expected numbers such as 0.5,1,2 or a range
                    --grid --beta 0,0                    | '--beta': the value 0 is given twice
                    --random 2 --epsilon 0..1            | epsilon is 0.0
                    --random 2 --lambda 0..1:log         | the start of the range is 0
                    --grid --lambda -1,1                 | lambda is -1.0
                    --grid --beta 0,1 --method vat       | --beta 0,1 has no effect with --method vat
                    --grid --beta 0,1 --validation-size 0 | --validation-size is 0
                    --grid --beta 0,1 --train-size 5000  | no example is left for validation
                    --grid --beta 0,1 --batch-size 9999  | --batch-size is 9999
                    --grid --beta 0,1 --epochs 0         | --epochs is 0
                    --grid --beta 0,1 --overwrite        | Unknown option: '--overwrite'
                    --grid --beta 0,1 --robustness-size 1 | Unknown options: '--robustness-size', '1'
                    --grid --beta 0,1 --checkpoint-every 0 | --checkpoint-every is 0
                    """)
    void aWrongCommandLineIsToldAndLeavesNothing(String options, String expected) {
        Path out = folder.resolve("run");

        Cli cli = Cli.line("search --out " + out + " " + options);

        cli.assertFailed(2, expected);
        assertEquals(1, cli.err().lines().count(), cli.err());
        assertTrue(cli.err().startsWith("mat4j search: error: "), cli.err());
        assertFalse(Files.exists(out));
    }
}
