package org.mat4j.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertContains;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.Provenance.Verification;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.testing.IdxWriter;
import org.mat4j.data.testing.Samples;

class IdxFileTest {
    private static final byte[] IMAGES = IdxWriter.images(Samples.pixels(3, 6), 3, 2, 3);
    private static final byte[] LABELS = IdxWriter.labels(Samples.bytes(7, 0, 9));

    @TempDir
    private Path directory;

    @Test
    void readsPlainFiles() {
        ImageData data = IdxFile.read(file("images", IMAGES), file("labels", LABELS), 10);
        assertEquals(3, data.size());
        assertEquals(new ImageShape(2, 3, 1), data.shape());
        assertEquals(10, data.classCount());
        assertEquals(7, data.label(0));
        assertEquals(9, data.label(2));
        assertEquals(31 * 2 + 1 * 3 + 2, data.pixel(2, 1, 2, 0));
        assertEquals(Verification.UNCHECKED, data.provenance().verification());
    }

    @Test
    void recognizesCompressionByContentRatherThanName() {
        Path compressed = file("images", IdxWriter.gzip(IMAGES));
        Path plain = file("labels.gz", LABELS);
        ImageData data = IdxFile.read(compressed, plain, 10);
        assertEquals(31, data.pixel(1, 0, 0, 0));
        assertEquals(
                IdxFile.read(file("plain", IMAGES), plain, 10).provenance().checksums(),
                data.provenance().checksums());
    }

    @Test
    void checksumIsThatOfTheDecompressedContent() {
        // printf '\0\0\010\001\0\0\0\003\007\0\011' | sha256sum
        String expected = "f56856a625e570f4360ac2c5fa7df922347bd0f5294464e12ccb68d82c63b1f5";
        Checksum checksum = new Checksum(Checksum.Algorithm.SHA_256, expected);
        ImageData data = IdxFile.read(file("images", IMAGES), file("labels", IdxWriter.gzip(LABELS)), 10);
        assertEquals(checksum, data.provenance().checksums().get("labels"));
        assertEquals(checksum, IdxFile.checksum(file("packed", IdxWriter.gzip(LABELS))));
        assertEquals(checksum, IdxFile.checksum(file("plain", LABELS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 15, 16, 33})
    void truncatedPlainFile(int length) {
        String message = imagesError(Arrays.copyOf(IMAGES, length));
        assertContains(message, "expected ", "bytes of", "found the end of the file after");
    }

    @Test
    void truncationTellsExpectedAndFound() {
        assertContains(imagesError(Arrays.copyOf(IMAGES, 30)), "expected 18 bytes of the values", "after 14");
    }

    @Test
    void truncatedGzip() {
        byte[] compressed = IdxWriter.gzip(IMAGES);
        assertContains(imagesError(Arrays.copyOf(compressed, compressed.length - 9)), "whole gzip", "cut short");
        assertContains(imagesError(Arrays.copyOf(compressed, 5)), "whole gzip", "cut short");
    }

    @Test
    void damagedGzip() {
        byte[] compressed = IdxWriter.gzip(IMAGES);
        compressed[compressed.length - 6] ^= 0x55; // the check sum
        assertContains(imagesError(compressed), "an intact gzip file", "damaged");
        byte[] header = IdxWriter.gzip(IMAGES);
        header[2] = 77; // the compression method
        assertContains(imagesError(header), "an intact gzip file", "damaged");
    }

    @Test
    void trailingBytes() {
        byte[] longer = Arrays.copyOf(IMAGES, IMAGES.length + 5);
        assertContains(imagesError(longer), "the end after 18 values", "5 bytes more");
        assertContains(imagesError(IdxWriter.gzip(longer)), "the end after 18 values", "5 bytes more");
    }

    @Test
    void wrongMagic() {
        assertContains(imagesError(LABELS), "0x00000803 (images)", "found magic number 0x00000801 (labels)");
        assertContains(labelsError(IMAGES), "0x00000801 (labels)", "found magic number 0x00000803 (images)");
        assertContains(imagesError("<html></html>".getBytes()), "found magic number 0x3c68746d");
    }

    @Test
    void impossibleSizes() {
        byte[] none = IdxWriter.images(new byte[0], 0, 28, 28);
        assertContains(imagesError(none), "sizes of at least 1", "[0, 28, 28]");
        ByteBuffer huge = ByteBuffer.allocate(16).putInt(0x803).putInt(Integer.MAX_VALUE);
        huge.putInt(Integer.MAX_VALUE).putInt(Integer.MAX_VALUE);
        assertContains(imagesError(huge.array()), "less than 2^31 values", "2147483647");
        assertContains(imagesError(huge.putInt(4, -1).array()), "sizes of at least 1", "[-1,");
    }

    @Test
    void countsThatDoNotMatch() {
        Path images = file("images", IMAGES);
        Path labels = file("labels", IdxWriter.labels(Samples.bytes(1, 2)));
        String message = assertThrows(InvalidDataException.class, () -> IdxFile.read(images, labels, 10))
                .getMessage();
        assertContains(message, labels.toString(), "expected 3 labels", images.toString(), "found 2 labels");
    }

    @Test
    void labelOutOfRange() {
        String message = labelsError(IdxWriter.labels(Samples.bytes(9, 10, 200)));
        assertContains(message, "expected labels 0 to 9", "found label 10 at index 1");
        assertContains(labelsError(IdxWriter.labels(Samples.bytes(200))), "found label 200 at index 0");
    }

    @Test
    void missingAndUnreadableFiles() {
        Path labels = file("labels", LABELS);
        Path absent = directory.resolve("absent");
        MissingDataException missing = assertThrows(MissingDataException.class, () -> IdxFile.read(absent, labels, 10));
        assertContains(missing.getMessage(), absent.toString());
        DataException unreadable = assertThrows(DataException.class, () -> IdxFile.read(directory, labels, 10));
        assertContains(unreadable.getMessage(), directory.toString(), "cannot be read");
    }

    private Path file(String name, byte[] content) {
        return Samples.write(directory, name, content);
    }

    private String imagesError(byte[] content) {
        return errorOf(content, file("labels", LABELS), true);
    }

    private String labelsError(byte[] content) {
        return errorOf(content, file("images", IMAGES), false);
    }

    private String errorOf(byte[] content, Path other, boolean images) {
        Path bad = file("bad", content);
        InvalidDataException error = assertThrows(
                InvalidDataException.class, () -> IdxFile.read(images ? bad : other, images ? other : bad, 10));
        assertTrue(error.getMessage().startsWith(bad + ": expected "), error.getMessage());
        return error.getMessage();
    }
}
