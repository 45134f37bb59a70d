package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.lab.testing.SignaledChild;

/** Runs that end early and resume, from the command line. */
class ResumedRunsTest {

    private static final String SETTINGS = "train --network mlp --width 8 --latent-size 2 --train-size 500 --method vat"
            + " --validation-size 50 --robustness-size 0 --quiet --updates ";

    @TempDir
    Path folder;

    private Path out(String name) {
        return folder.resolve(name);
    }

    private Path kept(String name) {
        return out(name).resolve("checkpoints");
    }

    private long files(Path directory, String start) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().startsWith(start)
                            && f.toString().endsWith(".checkpoint"))
                    .count();
        }
    }

    private void assertSameRun(String expected, String actual) throws IOException {
        Runs.assertSame(out(expected), out(actual));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aRunThatWasStoppedBySignalResumesToTheSameEnd(SignaledChild.Signal signal, int expected) throws Exception {
        SignaledChild child = SignaledChild.endedBy(signal, folder.resolve("child.log"));
        String line = SETTINGS + "1000000 --checkpoint-every 7 --out " + out("stopped");
        int exitCode = child.run(
                () -> Files.exists(kept("stopped")) && files(kept("stopped"), "latest") > 0,
                Main.class,
                line.split(" "));
        String output = child.output();
        assertEquals(expected, exitCode, output);
        assertTrue(output.contains("resume with: mat4j " + line + " --resume"), output);
        assertFalse(Files.exists(out("stopped").resolve("model.zip")));
        int done = Files.readAllLines(out("stopped").resolve("history.csv")).size() - 1;
        assertTrue(output.contains("stopped after update " + done + ";"), output);
        JsonNode summary = new ObjectMapper()
                .readTree(output.lines()
                        .filter(l -> l.startsWith("{"))
                        .findFirst()
                        .orElse(output));
        assertEquals(done, summary.path("stoppedAfterUpdate").asInt());
        assertTrue(summary.path("seconds").asDouble() > 0, output);
        assertTrue(Files.exists(Path.of(summary.path("checkpoint").asText())), output);

        Cli refused = Cli.line(SETTINGS + (done + 4) + " --out " + out("stopped"));
        refused.assertFailed(1, "already holds a run", "--resume");

        Cli resumed = Cli.succeed(SETTINGS + (done + 4) + " --resume --checkpoint-every 7 --out " + out("stopped"));
        assertEquals(done + 4, resumed.json().path("updates").asInt());
        Cli.succeed(SETTINGS + (done + 4) + " --out " + out("whole"));
        assertSameRun("whole", "stopped");
    }

    @Test
    void aFinishedRunIsMadeLonger() throws IOException {
        String checkpoints = " --checkpoint-every 4 --out " + out("longer");
        Cli.succeed(SETTINGS + "7" + checkpoints);
        assertEquals(2, files(kept("longer"), "latest"));
        assertEquals(1, files(kept("longer"), "best"));

        Cli longer = Cli.succeed(SETTINGS + "12 --resume" + checkpoints);
        Cli.succeed(SETTINGS + "12 --out " + out("whole"));
        assertSameRun("whole", "longer");
        assertFalse(Files.exists(kept("whole")), "a short run leaves no folder of checkpoints");

        Cli.succeed(SETTINGS + "12 --resume" + checkpoints);
        assertSameRun("whole", "longer");

        Cli shorter = Cli.line(SETTINGS + "9 --resume" + checkpoints);
        assertEquals(1, shorter.code());
        assertTrue(shorter.err().contains("training lasts 9 updates; expected a longer training"), shorter.err());
    }

    @Test
    void resumingWithOtherSettingsIsRefusedAndNamesThem() throws IOException {
        String out = " --checkpoint-every 3 --out " + out("run");
        Cli.succeed(SETTINGS + "6" + out);

        for (String[] other : new String[][] {
            {"--seed 5", "seed is '1' there, '5' here"},
            {"--batch-size 50", "--batch-size is '100' there, '50' here"},
            {"--learning-rate 0.5", "updater is 'Adam("},
            {"--epsilon 0.5", "perturbation.epsilon is '2.0' there, '0.5' here"},
        }) {
            Cli cli = Cli.line(SETTINGS + "6 --resume " + other[0] + out);
            cli.assertFailed(1, "the checkpoint is of another training: ", other[1]);
        }
        assertEquals(2, files(kept("run"), "latest"));
    }

    @Test
    void theSameDataElsewhereIsTheSameTrainingAndOtherDataIsNot() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,kind\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i % 2 + 0.01 * i).append(',').append(3 - 0.1 * i).append(i % 2 == 0 ? ",even\n" : ",odd\n");
        }
        Path here = Files.writeString(out("here.csv"), rows);
        Path elsewhere = Files.createDirectories(out("elsewhere")).resolve("here.csv");
        Files.writeString(elsewhere, rows);
        String line = "train --quiet --label-column kind --method vat --epsilon 0.1 --width 8 --batch-size 10"
                + " --checkpoint-every 2 --out " + out("table") + " --data ";
        Cli.succeed(line + here + " --updates 4");
        assertEquals(
                6,
                Cli.succeed(line + elsewhere + " --updates 6 --resume")
                        .json()
                        .path("updates")
                        .asInt());
        Files.writeString(elsewhere, rows.append("0.5,0.5,odd\n"));
        Cli.line(line + elsewhere + " --updates 8 --resume").assertFailed(1, "trainingData is 'here.csv (");
    }

    @Test
    void aRunGoesOnOtherwiseThanItBeganIfToldSoAndRecordsIt() throws IOException {
        String rest = " --checkpoint-every 3 --out " + out("run");
        Cli.succeed(SETTINGS + "6" + rest);
        Cli changed = Cli.succeed(SETTINGS + "6 --resume --change learning-rate=1e-4,updates=9" + rest);
        assertEquals(9, changed.json().path("updates").asInt());
        assertEquals(1e-4, changed.json().path("learningRate").asDouble());
        String changes = changed.json().path("provenance").path("changes").asText();
        assertTrue(changes.startsWith("after update 6: updater from Adam(learningRate=0.003,"), changes);
        assertTrue(changes.contains(" to Adam(learningRate=1.0E-4,"), changes);

        Cli again = Cli.succeed(SETTINGS + "6 --resume --change learning-rate=1e-4,updates=12" + rest);
        assertEquals(changes, again.json().path("provenance").path("changes").asText());

        Cli.line(SETTINGS + "12 --resume" + rest).assertFailed(1, "updater is 'Adam(learningRate=1.0E-4");
        Cli.line(SETTINGS + "12 --resume --change batch-size=50" + rest)
                .assertFailed(1, "batch size is '100' there, '50' here");
        Cli.line(SETTINGS + "12 --resume --change speed=50" + rest).assertFailed(2, "option to change is speed");
        Cli.line(SETTINGS + "12 --change updates=50" + rest)
                .assertFailed(2, "--change updates=50 has no effect without --resume");
        Cli.line(SETTINGS + "12 --resume --change shrinkage=0.5" + rest).assertFailed(2, "shrinkage", "vat");
    }

    @Test
    void resumingWithoutACheckpointStartsAndAFinishedRunIsNamed() {
        String line = SETTINGS + "3 --resume --out " + out("run");
        Cli.succeed(line);

        Cli second = Cli.line(line);

        second.assertFailed(1, "is finished, and has left no checkpoint to resume from");
    }

    @Test
    void overwritingStartsAgain() throws IOException {
        String out = " --checkpoint-every 3 --out " + out("run");
        Cli.succeed(SETTINGS + "9" + out);

        Cli.succeed(SETTINGS + "3 --seed 4 --overwrite" + out);
        assertTrue(Files.exists(kept("run").resolve("latest-000000003.checkpoint")));
        assertEquals(1, files(kept("run"), "latest"));
    }

    /** With convolutions, batch normalization, dropout and random shifts of the images. */
    @Test
    void aDamagedNewestCheckpointFallsBack() throws IOException {
        String line = "train --network conv-large --width 3 --updates 5 --train-size 100 --batch-size 10"
                + " --preprocessing standardized --augment translate --validation-size 0 --robustness-size 0 --quiet --out ";
        String checkpoints = " --checkpoint-every 2";
        Cli.succeed(line + out("run") + checkpoints);
        Files.write(kept("run").resolve("latest-000000005.checkpoint"), new byte[1000]);

        Cli.succeed(line + out("run") + checkpoints + " --resume");
        assertTrue(Files.exists(kept("run").resolve("latest-000000005.checkpoint.damaged")));
        Cli.succeed(line + out("whole"));
        assertSameRun("whole", "run");
    }

    /** With unlabeled images, averaged weights, recomputed statistics and evaluations between the ends of epochs. */
    @Test
    void aSemiSupervisedRunResumesToTheSameEnd() throws IOException {
        String line = "train --network conv-large --width 3 --labels 20 --batch-size 10 --unlabeled-batch-size 10"
                + " --method vat --weight-average 0.9 --statistics-batches 2 --evaluate-every 2 --augment translate"
                + " --robustness-size 0 --quiet --validation-size 50 --updates ";
        Cli.succeed(line + "3 --checkpoint-every 1 --out " + out("pieces"));

        Cli.succeed(line + "6 --checkpoint-every 1 --resume --out " + out("pieces"));
        Cli.succeed(line + "6 --out " + out("whole"));
        assertSameRun("whole", "pieces");
    }
}
