package org.mat4j.lab.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

    @TempDir
    private Path folder;

    @Test
    void aFileThatFailsHalfwayLeavesTheOldOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");

        OutputException e = assertThrows(
                OutputException.class,
                () -> Output.write(file, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }));

        assertTrue(e.getMessage().contains("cannot write " + file), e.getMessage());
        assertTrue(e.getMessage().contains("disk full"), e.getMessage());
        assertEquals("old", Files.readString(file));
    }

    @Test
    void whatAKilledProgramLeftIsRemovedFromAFolderThatIsWrittenTo(@TempDir Path folder) throws IOException {
        Path half = Files.writeString(folder.resolve(".00ff00ff00ff00ff.part"), "half of a file");
        Path own = Files.writeString(folder.resolve("notes.part"), "mine");

        boolean left = Output.alone(folder, () -> Files.exists(half));

        assertFalse(left);
        assertEquals("mine", Files.readString(own));
    }
}
