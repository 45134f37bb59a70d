package org.mat4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.assertRefused;
import static org.mat4j.data.testing.Messages.messageOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.data.Checksum.Algorithm;

class ChecksumTest {
    @TempDir
    private Path directory;

    /** {@code printf abc | md5sum; sha1sum; sha256sum}. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 900150983cd24fb0d6963f7d28e17f72",
        "SHA_1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA_256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    })
    void knownValues(Algorithm algorithm, String expected) throws IOException {
        Path file = Files.writeString(directory.resolve("abc"), "abc");
        assertEquals(new Checksum(algorithm, expected), algorithm.of(file));
        assertEquals(algorithm + " " + expected, algorithm.of(file).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "900150983cd24fb0", "900150983CD24FB0D6963F7D28E17F72"})
    void refusesWhatIsNoValueOfTheAlgorithm(String bad) {
        assertRefused(() -> new Checksum(Algorithm.MD5, bad), "MD5", "'" + bad + "'", "32 lower-case");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path absent = directory.resolve("absent");
        assertContains(
                messageOf(MissingDataException.class, () -> Algorithm.MD5.of(absent)), absent + ": no such file");
        assertContains(
                messageOf(DataException.class, () -> Algorithm.MD5.of(directory)), directory + ": cannot be read");
    }
}
