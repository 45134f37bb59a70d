package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void anOldFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "a longer content than the new one");
    }

    @Test
    void aFileIsReplacedWhole() throws IOException {
        AtomicFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));

        assertEquals("new", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void theContentMayCloseTheStream() throws IOException {
        byte[] large = new byte[200_000];
        large[199_999] = 7;

        AtomicFile.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(0);
                zip.putNextEntry(new ZipEntry("entry"));
                zip.write(large);
            }
        });

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertArrayEquals(large, zip.getInputStream(zip.getEntry("entry")).readAllBytes());
        }
    }

    @Test
    void theOldFileStaysWhenTheContentFails() throws IOException {
        IOException full = new IOException("disk full");

        assertSame(
                full,
                assertThrows(
                        IOException.class,
                        () -> AtomicFile.write(file, out -> {
                            out.write(new byte[100_000]);
                            throw full;
                        })));
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException();
                }));

        assertEquals("a longer content than the new one", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void whatAKilledProgramLeftIsReplaced() throws IOException {
        Files.writeString(folder.resolve("file" + AtomicFile.TEMPORARY), "half of a file that was much longer");

        AtomicFile.write(file, out -> out.write('x'));

        assertEquals("x", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void anInterruptedThreadWritesAllTheSame() throws IOException {
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, out -> out.write('x'));
        } finally {
            Thread.interrupted();
        }

        assertEquals("x", Files.readString(file));
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThrows(
                IOException.class, () -> AtomicFile.write(folder.resolve("none").resolve("file"), out -> {}));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
