package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.testing.SpecialFiles;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputFileTest {

    @TempDir
    private Path folder;

    @Test
    void aPipeIsRefusedAndNotWaitedFor() {
        assertRefused("it is a pipe, device or socket, expected a file", SpecialFiles.pipe(folder));
    }

    @Test
    void aDeviceIsRefused() {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "there is no /dev/zero");
        assertRefused("it is a pipe, device or socket, expected a file", zero);
    }

    @Test
    void aFolderIsRefused() {
        assertRefused("it is a folder, expected a file", folder);
    }

    private static void assertRefused(String reason, Path file) {
        for (var read : List.<org.junit.jupiter.api.function.Executable>of(
                () -> InputFile.open(file).close(), () -> InputFile.bytes(file), () -> InputFile.text(file))) {
            assertEquals(reason, FileErrors.reason(assertThrows(FileSystemException.class, read)));
        }
    }

    @Test
    void aMissingFileAndAnEmptyPathAreToldApart() {
        assertThrows(NoSuchFileException.class, () -> InputFile.open(folder.resolve("none")));
        String message = assertThrows(IllegalArgumentException.class, () -> InputFile.open(Path.of("")))
                .getMessage();
        assertTrue(message.contains("an empty path"), message);
    }

    /** Of a file with a hole, which takes no room on the disk. */
    @Test
    void aFileLargerThanAnArrayIsRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("large");
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(1L << 31);
        }
        String reason = FileErrors.reason(assertThrows(FileSystemException.class, () -> InputFile.bytes(file)));
        assertTrue(reason.startsWith("it has 2147483648 bytes, expected at most "), reason);
    }

    @Test
    void textIsReadStrictlyAndWithoutItsMark() throws IOException {
        Path file = Files.write(folder.resolve("text"), "\uFEFFä\n\uFEFF".getBytes(StandardCharsets.UTF_8));
        assertEquals("ä\n\uFEFF", InputFile.text(file));
        assertArrayEquals(Files.readAllBytes(file), InputFile.bytes(file));
        Files.write(file, new byte[] {'a', (byte) 0xE4});
        assertThrows(CharacterCodingException.class, () -> InputFile.text(file));
    }

    @Test
    void aLinkToAFileIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, file);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system makes no links: " + e);
        }
        assertEquals("x", InputFile.text(link));
    }
}
