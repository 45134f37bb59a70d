package org.mat4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** What an application keeps with a model. */
class AttachmentsTest {

    private static TrainedModel plain;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        plain = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 3);
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    @Test
    void comeBackAsTheyWere() {
        Path file = folder.resolve("model.zip");
        TrainedModel model = plain.withAttachment("one", random(1000))
                .withAttachment("a.b-c_d", new byte[0])
                .withAttachment("a".repeat(64), random(3));
        model.save(file);
        try (TrainedModel loaded = TrainedModel.load(file)) {
            assertEquals(Set.of("one", "a.b-c_d", "a".repeat(64)), loaded.attachmentNames());
            assertArrayEquals(random(1000), loaded.attachment("one").orElseThrow());
            assertArrayEquals(new byte[0], loaded.attachment("a.b-c_d").orElseThrow());
            assertEquals(Optional.empty(), loaded.attachment("another"));
        }
    }

    @Test
    void aModelHasNoneUnlessGivenAndAFileWithoutIsRead() throws IOException {
        assertEquals(Set.of(), plain.attachmentNames());
        Path file = folder.resolve("model.zip");
        plain.save(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertEquals(3, zip.size());
        }
        try (TrainedModel loaded = TrainedModel.load(file)) {
            assertEquals(Set.of(), loaded.attachmentNames());
            assertEquals(Optional.empty(), loaded.attachment("one"));
        }
    }

    @Test
    void theModelItWasAddedToIsUnchanged() {
        byte[] content = {1, 2};
        TrainedModel model = plain.withAttachment("one", content);
        assertEquals(Set.of(), plain.attachmentNames());
        content[0] = 9;
        model.attachment("one").orElseThrow()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, model.attachment("one").orElseThrow());
        TrainedModel replaced = model.withAttachment("one", new byte[] {3});
        assertArrayEquals(new byte[] {3}, replaced.attachment("one").orElseThrow());
        assertArrayEquals(new byte[] {1, 2}, model.attachment("one").orElseThrow());
        Set<String> names = model.attachmentNames();
        assertThrows(UnsupportedOperationException.class, names::clear);
        assertEquals(plain.info(), model.info());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../model.json", "a/b", "a\\b", ".hidden", "a..b", "a.", "A", "ä", "a b", "a\n"})
    void namesThatAreNotSafeAreRefused(String name) {
        String message = assertThrows(IllegalArgumentException.class, () -> plain.withAttachment(name, new byte[0]))
                .getMessage();
        assertTrue(message.contains("'" + name + "'") && message.contains("expected 1 to 64"), message);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> plain.withAttachment("a".repeat(65), new byte[0]));
    }
}
