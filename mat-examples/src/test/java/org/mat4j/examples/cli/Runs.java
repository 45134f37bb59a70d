package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** What training left in folders. */
final class Runs {

    private Runs() {}

    /** Asserts that two runs did the same, update by update, and gave the same model, bit for bit. */
    static void assertSame(Path expected, Path actual) throws IOException {
        assertEquals(
                Files.readString(expected.resolve("history.csv")), Files.readString(actual.resolve("history.csv")));
        assertArrayEquals(graph(expected.resolve("model.zip")), graph(actual.resolve("model.zip")));
    }

    private static byte[] graph(Path model) throws IOException {
        try (ZipFile zip = new ZipFile(model.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("graph.fb"))) {
            return in.readAllBytes();
        }
    }
}
