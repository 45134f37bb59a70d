package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.testing.SignaledChild;

/** Ctrl-C in a search of a child process. */
class InterruptedSearchTest {

    @TempDir
    Path folder;

    @Test
    void endsWithACheckpointAndTheCommandToGoOn() throws Exception {
        SignaledChild child = SignaledChild.endedBy(SignaledChild.Signal.INT, folder.resolve("child.log"));
        Path out = folder.resolve("search");
        String line = "search --grid --epsilon 1,2 --network mlp --width 8 --latent-size 2 --train-size 1000"
                + " --validation-size 50 --batch-size 50 --method rpt --quiet --updates 200 --checkpoint-every 20 --out "
                + out;
        int exitCode = child.run(
                () -> new RunDirectory(out.resolve("trial-001")).holdsCheckpoints(), Main.class, line.split(" "));

        assertEquals(130, exitCode, child.output());
        assertTrue(child.output().contains("stopped; resume with: mat4j " + line + " --resume"), child.output());
        List<String> rows = Files.readAllLines(out.resolve("results.csv"));
        assertEquals(3, rows.size());
        assertTrue(rows.get(1).endsWith(",unfinished"), rows.toString());
        assertTrue(rows.get(2).endsWith(",waiting"), rows.toString());
        assertFalse(Files.exists(out.resolve("trial-001/result.json")));

        Cli resumed = Cli.succeed(line + " --resume");
        assertTrue(resumed.out().startsWith("mat4j train "), resumed.out());
        assertTrue(
                Files.readAllLines(out.resolve("results.csv")).stream()
                        .skip(1)
                        .allMatch(row -> row.endsWith(",finished")),
                resumed.err());
    }
}
