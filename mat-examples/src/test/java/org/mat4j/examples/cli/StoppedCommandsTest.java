package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.lab.testing.SignaledChild;

/** A command without a training ends at a signal, whatever it is at. */
class StoppedCommandsTest {

    @TempDir
    Path folder;

    /** Each has work for minutes; the text is printed when it begins. */
    @ParameterizedTest
    @CsvSource({
        "attacking, robustness.csv, attack --attack pgd-l2 --pgd-steps 100000 --levels 1 --limit 1000 --out OUT --model MODEL",
        "attacking, report.html, report --attack pgd-l2 --pgd-steps 100000 --levels 1 --runs RUN --out OUT/report.html",
        "measuring, none, bench --network lenet++ --method mat --labeled 100 --steps 100000",
    })
    void endsAtSigterm(String begun, String file, String line) throws Exception {
        Path run = folder.resolve("run");
        Cli.succeed("train -q --network mlp --width 8 --train-size 200 --updates 2 --robustness-size 0 --out " + run);
        Path out = Files.createDirectory(folder.resolve("out"));
        String command = line.replace("OUT", out.toString())
                .replace("MODEL", run.resolve("model.zip").toString())
                .replace("RUN", run.toString());
        SignaledChild child = SignaledChild.endedBy(SignaledChild.Signal.TERM, folder.resolve("child.log"));

        int exitCode = child.run(() -> child.output().contains(begun), Main.class, command.split(" "));

        assertEquals(143, exitCode, child.output());
        assertFalse(Files.exists(out.resolve(file)));
    }
}
