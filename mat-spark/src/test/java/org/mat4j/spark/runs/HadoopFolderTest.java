package org.mat4j.spark.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On Hadoop's file system of local files. */
class HadoopFolderTest {

    @TempDir
    Path folder;

    private Path driver;
    private Path executor;
    private Path other;
    private URI uri;

    @BeforeEach
    void makeFolders() throws IOException {
        driver = Files.createDirectory(folder.resolve("driver"));
        executor = Files.createDirectory(folder.resolve("executor"));
        other = Files.createDirectory(folder.resolve("other"));
        uri = folder.resolve("shared").toUri();
    }

    private HadoopFolder open(String... names) throws IOException {
        return HadoopFolder.of(uri, new Configuration(), driver, List.of(names));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whatChangesIsThereForTheNextExecutorAndNothingElse() throws IOException {
        HadoopFolder shared = open("run");
        write(executor.resolve("run/checkpoints/latest-1"), "first");
        write(executor.resolve("run/history.csv"), "1");
        write(executor.resolve("run/.0123456789abcdef.part"), "half");
        FolderCopy copy = new FolderCopy(shared, "run", executor);
        copy.copy();
        write(executor.resolve("run/checkpoints/latest-2"), "second");
        Files.delete(executor.resolve("run/checkpoints/latest-1"));
        write(executor.resolve("run/history.csv"), "1 2");
        copy.close();

        shared.fetch("run", other);

        assertEquals(
                List.of("run/checkpoints/latest-2", "run/history.csv"), List.copyOf(new TreeSet<>(shared.files(""))));
        assertEquals("second", Files.readString(other.resolve("run/checkpoints/latest-2")));
        assertEquals("1 2", Files.readString(other.resolve("run/history.csv")));
        assertTrue(Files.notExists(other.resolve("run/checkpoints/latest-1")));
    }

    @Test
    void anExecutorThatWasGivenUpRemovesNothingOfTheNext() throws IOException {
        HadoopFolder shared = open("run");
        write(executor.resolve("run/latest-1"), "first");
        FolderCopy given = new FolderCopy(shared, "run", executor);
        given.copy();
        shared.fetch("run", other);
        write(other.resolve("run/latest-2"), "second");
        new FolderCopy(shared, "run", other).copy();

        given.close();

        assertTrue(
                shared.files("run").contains("run/latest-2"),
                shared.files("run").toString());
    }

    @Test
    void runsThatWereBegunWithoutItAreCopiedToIt() throws IOException {
        write(driver.resolve("run/checkpoints/latest-1"), "first");

        open("run").fetch("run", executor);

        assertEquals("first", Files.readString(executor.resolve("run/checkpoints/latest-1")));
        open("run").fetch("run", executor); // the same driver again
    }

    @Test
    void aFolderOfOtherRunsIsRefused() throws IOException {
        open("run").write("run/result.json", out -> out.write(1));
        driver = other;

        IllegalStateException error = assertThrows(IllegalStateException.class, () -> open("run"));

        assertEquals(
                uri + " holds files that are not of the runs in " + other
                        + ", expected an empty folder; choose another",
                error.getMessage());
    }

    @Test
    @Timeout(10)
    void aFileSystemThatDoesNotAnswerIsToldAtOnceAndTheDefaultOneNeedNotBeNamed() throws IOException {
        Configuration defaults = new Configuration();
        try (ServerSocket free = new ServerSocket(0)) {
            uri = URI.create("hdfs://localhost:" + free.getLocalPort());
        }
        defaults.set("fs.defaultFS", uri.toString());

        IOException error = assertThrows(
                IOException.class, () -> HadoopFolder.of(URI.create("hdfs:///runs"), defaults, driver, List.of()));

        assertTrue(
                error.getMessage().startsWith("no file system answers at " + uri.getAuthority() + " ("),
                error.getMessage());
    }

    @Test
    void anErrorIsToldWithoutTheStackOfTheNameNode() {
        assertEquals(
                "Cannot create file /runs. Name node is in safe mode. It was turned on manually.",
                HadoopFolder.reason(
                        new IOException(
                                "Cannot create file /runs. Name node is in safe mode.\nIt was turned on manually.\n\tat org.A.b(A.java:1)")));
    }

    @Test
    void aFileSystemThatIsNotThereIsNamed() {
        uri = URI.create("gs://bucket/runs"); // of a library that is not on the class path

        IOException error = assertThrows(IOException.class, () -> open("run"));

        assertTrue(
                HadoopFolder.reason(error).matches("Class com\\.google\\.\\S+ not found"), HadoopFolder.reason(error));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "runs", "/runs", "hdfs:", "hdfs://head:8020", "a b"})
    void refusesWhatIsNoFolder(String text) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> SharedFolder.parse(text));

        assertTrue(
                error.getMessage().startsWith("shared folder is '" + text + "', expected a URI"), error.getMessage());
    }
}
