package org.mat4j.examples.house;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An example program can be read at a glance. */
class ProgramsTest {

    private static final int LINES = 60;

    @Test
    void noneIsLongerThanAScreen() throws IOException {
        List<Path> programs;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/mat4j/examples"))) {
            programs = files.filter(Files::isRegularFile).toList();
        }
        assertFalse(programs.isEmpty());
        for (Path program : programs) {
            int lines = Files.readAllLines(program).size();
            assertTrue(lines <= LINES, program + " has " + lines + " lines; expected at most " + LINES);
        }
    }
}
