package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpPagesTest {

    @TempDir
    Path folder;

    @Test
    void thePagesAreTheHelpOfAllCommands() throws IOException {
        HelpPages.main(new String[] {folder.toString()});

        List<String> commands =
                new ArrayList<>(Main.commandLine().getSubcommands().keySet());
        for (String command : commands) {
            assertEquals(Optional.of(Cli.succeed(command + " --help").out()), page(command, "--help"), command);
        }
        assertEquals(Optional.of(Cli.succeed("--help").out()), page("--help"));
        assertEquals(page("train", "--help"), page("train", "-h"));
        try (var pages = Files.list(folder.resolve("help"))) {
            assertEquals(commands.size(), pages.count());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"train", "train --width", "train --width --help", "train --help x", "nothing --help", "--version"
            })
    void allElseIsForTheCommandLine(String line) throws IOException {
        HelpPages.main(new String[] {folder.toString()});

        assertEquals(Optional.empty(), page(line.split(" ")));
    }

    private Optional<String> page(String... args) {
        return HelpPages.of(this::find, args);
    }

    private Optional<URL> find(String path) {
        try {
            Path file = folder.resolve(path);
            return Files.exists(file) ? Optional.of(file.toUri().toURL()) : Optional.empty();
        } catch (MalformedURLException e) {
            throw new AssertionError(path, e);
        }
    }
}
