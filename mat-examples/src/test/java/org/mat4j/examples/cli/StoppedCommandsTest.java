package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.lab.testing.SignaledChild;

/** A command without a training ends at a signal, whatever it is at. */
class StoppedCommandsTest {

    @TempDir
    Path folder;

    @Test
    void anAttackEndsAtSigterm() throws Exception {
        Path run = folder.resolve("run");
        Cli.succeed("train -q --network mlp --width 8 --train-size 200 --updates 2 --robustness-size 0 --out " + run);
        Path out = folder.resolve("out");
        String line = "attack --attack pgd-l2 --pgd-steps 100000 --levels 1 --limit 1000 --out " + out + " --model "
                + run.resolve("model.zip");
        SignaledChild child = SignaledChild.endedBy(SignaledChild.Signal.TERM, folder.resolve("child.log"));

        int exitCode = child.run(() -> child.output().contains("attacking"), Main.class, line.split(" "));

        assertEquals(143, exitCode, child.output());
        assertFalse(Files.exists(out.resolve("robustness.csv")));
    }
}
