package org.mat4j.data.format;

import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.assertRefused;
import static org.mat4j.data.testing.Messages.messageOf;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.format.CifarFile.Labels;
import org.mat4j.data.testing.ColorImages;
import org.mat4j.data.testing.Samples;

/** What holds for files that are read one after the other. */
class ImageFileTest {
    @TempDir
    private Path directory;

    @Test
    void aFileThatChangesWhileItIsReadIsRefused() {
        ImageFile opened =
                CifarFile.open(Labels.CIFAR_10, Samples.write(directory, "batch.bin", ColorImages.cifar(1, 2)));

        Samples.write(directory, "batch.bin", ColorImages.cifar(1));
        assertContains(changed(opened), "expected 2 records, as when it was opened, found 1 records and 0 bytes");
        Samples.write(directory, "batch.bin", ColorImages.cifar(1, 2, 3));
        assertContains(changed(opened), "expected 2 records", "found more");
    }

    @Test
    void moreImagesThanAnArrayHoldsAreRefusedBeforeRoomIsMade() {
        assertContains(
                messageOf(InvalidDataException.class, () -> ImageFile.requireRoom("a, b", 700_000, 3072)),
                "a, b",
                "at most 699050 images",
                "700000");
    }

    @Test
    void noFileIsRefused() {
        assertRefused(() -> CifarFile.read(Labels.CIFAR_10, List.of()), "files", "0");
    }

    private static String changed(ImageFile file) {
        return messageOf(InvalidDataException.class, () -> file.read(new byte[2 * 3072], new byte[2], 0));
    }
}
