package org.mat4j.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void knownValues() throws IOException {
        // printf abc | md5sum; sha1sum; sha256sum
        assertEquals(Checksum.md5("900150983cd24fb0d6963f7d28e17f72"), of(Checksum.Algorithm.MD5));
        assertEquals(Checksum.sha1("a9993e364706816aba3e25717850c26c9cd0d89d"), of(Checksum.Algorithm.SHA_1));
        assertEquals(
                Checksum.sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                of(Checksum.Algorithm.SHA_256));
        assertEquals(
                "MD5 900150983cd24fb0d6963f7d28e17f72",
                of(Checksum.Algorithm.MD5).toString());
    }

    @Test
    void refusesWhatIsNoValueOfTheAlgorithm() {
        for (String bad : new String[] {"", "900150983cd24fb0", "900150983CD24FB0D6963F7D28E17F72"}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Checksum.md5(bad))
                    .getMessage();
            assertEquals("MD5: expected 32 lower-case hexadecimal digits, found '" + bad + "'", message);
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Checksum.sha1("900150983cd24fb0d6963f7d28e17f72"))
                .getMessage()
                .startsWith("SHA-1: expected 40"));
    }

    private static Checksum of(Checksum.Algorithm algorithm) throws IOException {
        return algorithm.of(new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)));
    }
}
