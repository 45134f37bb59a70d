package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.testing.SpecialFiles;

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
    void nothingIsWrittenWhereSomebodyPutALink() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        link("file.part", elsewhere);
        Files.delete(file);
        link("file", elsewhere);

        AtomicFile.write(file, out -> out.write('x'));

        assertEquals("mine", Files.readString(elsewhere));
        assertEquals("x", Files.readString(file));
        assertFalse(Files.isSymbolicLink(file));
    }

    private void link(String name, Path target) {
        try {
            Files.createSymbolicLink(folder.resolve(name), target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system makes no links: " + e);
        }
    }

    /** While it is written, and not by its name: what is there already would be a link. */
    @Test
    void theTemporaryNameIsAnotherEachTime() throws IOException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            AtomicFile.write(file, out -> seen.addAll(names()));
        }
        assertEquals(4, seen.size(), seen::toString);
        assertEquals(
                3,
                seen.stream()
                        .filter(name -> AtomicFile.isLeftover(Path.of(name)))
                        .count());
        assertEquals(List.of("file"), names());
    }

    @Test
    void whatIsNoFileIsNotReplaced() throws IOException {
        Path below = Files.createDirectory(folder.resolve("below"));
        assertRefused("folder", below);
        link("to-folder", below);
        assertRefused("folder", folder.resolve("to-folder"));
        assertRefused("pipe, device or socket", SpecialFiles.pipe(folder));
        link("to-pipe", folder.resolve("pipe"));
        assertRefused("pipe, device or socket", folder.resolve("to-pipe"));
    }

    private static void assertRefused(String kind, Path target) {
        IOException e = assertThrows(IOException.class, () -> AtomicFile.write(target, out -> out.write('x')));
        assertEquals("a " + kind + " of that name is in the way", FileErrors.reason(e));
        assertFalse(Files.isRegularFile(target));
    }

    @Test
    void anEmptyPathIsNoFile() {
        assertThrows(IllegalArgumentException.class, () -> AtomicFile.write(Path.of(""), out -> out.write('x')));
    }

    @Test
    void onlyWhatAKilledProgramLeftIsRemoved() throws IOException {
        Files.writeString(folder.resolve(".00ff00ff00ff00ff.part"), "half of a file");
        Files.writeString(folder.resolve("notes.part"), "mine");

        AtomicFile.removeLeftovers(folder);

        assertEquals(Set.of("file", "notes.part"), Set.copyOf(names()));
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
