package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.io.FolderLock;

/** What fails for another reason than the command line is told in one line, with exit code 1. */
class FailedRunsTest {

    @TempDir
    Path folder;

    @Test
    void anOutputBelowAFileFailsBeforeTraining() throws IOException {
        // Not a matter of permissions, which a superuser has.
        Path file = Files.createFile(folder.resolve("file"));

        Cli cli = Cli.line("train --updates 1000000 --out " + file.resolve("run"));

        cli.assertFailed(1, "cannot write to the folder " + file.resolve("run"));
    }

    @Test
    void anOutputThatIsAFileFailsBeforeTraining() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");

        Cli cli = Cli.line("train --updates 1000000 --out " + file);

        cli.assertFailed(1, "a file of that name is in the way");
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void aFolderThatAProgramWritesToIsLeftAlone() throws IOException {
        Path run = folder.resolve("run");
        FolderLock first = FolderLock.tryAcquire(run).orElseThrow();

        Cli cli = Cli.line("train --updates 1 --train-size 100 --width 2 --out " + run);

        cli.assertFailed(1, "a program is still writing to the folder " + run);
        assertFalse(cli.err().contains("--overwrite"), cli.err());
        first.close();
        Cli.succeed("train --updates 1 --train-size 100 --width 2 --robustness-size 0 --out " + run);
    }

    @Test
    void missingDataNamesTheFolderAndWhatToDo() {
        Path data = folder.resolve("nowhere");

        for (String command : new String[] {"train --out " + folder.resolve("run"), "evaluate --model " + model()}) {
            Cli cli = Cli.line(command + " --dataset fashion-mnist --data " + data);

            cli.assertFailed(1, data.toString());
            assertTrue(cli.err().contains("--download"), cli.err());
            assertTrue(cli.err().contains("--dataset sample"), cli.err());
        }
    }

    @Test
    void damagedDataNamesTheFile() throws IOException {
        for (String name :
                new String[] {"train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"}) {
            Files.write(folder.resolve(name + "-ubyte"), new byte[] {1, 2, 3});
        }

        Cli cli = Cli.line("train --dataset mnist --data " + folder + " --out " + folder.resolve("run"));

        cli.assertFailed(1, "-ubyte");
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void aMissingModelIsNamed() {
        Path model = folder.resolve("none.zip");

        Cli.line("evaluate --model " + model).assertFailed(1, "there is no model file " + model);
    }

    @Test
    void aDamagedModelIsNamed() throws IOException {
        Path model = folder.resolve("damaged.zip");
        byte[] whole = Files.readAllBytes(Path.of(model()));
        Files.write(model, Arrays.copyOf(whole, whole.length / 2));

        Cli.line("evaluate --model " + model).assertFailed(1, model.toString());
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws IOException {
        Path model = Files.writeString(folder.resolve("notes.txt"), "not a zip");

        Cli.line("evaluate --model " + model).assertFailed(1, model.toString());
    }

    @Test
    void anInfiniteLossStopsWithTheTermsName() {
        Path out = folder.resolve("run");

        Cli cli = Cli.line("train --network mlp --width 8 --latent-size 2 --updates 50 --method baseline"
                + " --learning-rate 1e30 --robustness-size 0 --quiet --out " + out);

        cli.assertFailed(1, "update");
        assertFalse(Files.exists(out.resolve("model.zip")));
    }

    private String model() {
        Path out = folder.resolve("small");
        if (!Files.exists(out)) {
            Cli.succeed("train --network mlp --width 4 --latent-size 2 --updates 1 --train-size 100"
                    + " --method baseline --robustness-size 0 --out " + out);
        }
        return out.resolve("model.zip").toString();
    }
}
