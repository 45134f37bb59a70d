package org.mat4j.data.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.mat4j.core.io.FileErrors;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.image.ImageShape;

/**
 * A file in the binary layout of CIFAR-10: records of one byte of label and 3,072 bytes of pixels, which are the red,
 * then the green, then the blue plane, each row by row. Any number of records.
 *
 * <p>Source: A. Krizhevsky, "The CIFAR-10 dataset", section "Binary version".
 *
 * @param path  the file
 * @param count how many it has, at least 1
 */
public record Cifar10File(Path path, long count) implements ImageFile {
    public static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    public static final int CLASS_COUNT = 10;

    private static final int PLANE = SHAPE.height() * SHAPE.width();
    private static final int RECORD = 1 + SHAPE.values();
    private static final int BUFFER = 1 << 16;

    /**
     * Looks at the size of a file.
     *
     * @throws MissingDataException if it does not exist
     * @throws InvalidDataException if its size is not that of whole records
     */
    public static Cifar10File open(Path path) {
        long size;
        try {
            size = Files.size(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (size == 0) {
            throw new InvalidDataException(path.toString(), "records of " + RECORD + " bytes", "an empty file");
        }
        if (size % RECORD != 0) {
            throw new InvalidDataException(
                    path.toString(),
                    "records of " + RECORD + " bytes, a byte of label and " + SHAPE.values() + " of pixels",
                    size + " bytes, which is " + size / RECORD + " records and " + size % RECORD + " bytes more");
        }
        return new Cifar10File(path, size / RECORD);
    }

    @Override
    public Checksum read(byte[] pixels, byte[] labels, int at, Checksum.Algorithm algorithm) {
        MessageDigest digest = algorithm.newDigest();
        byte[] record = new byte[RECORD];
        try (InputStream in =
                new BufferedInputStream(new DigestInputStream(Files.newInputStream(path), digest), BUFFER)) {
            for (int i = 0; i < count; i++) {
                int length = in.readNBytes(record, 0, RECORD);
                if (length < RECORD) {
                    throw changed(i + " records and " + length + " bytes");
                }
                labels[at + i] = label(record[0], i);
                interleave(record, pixels, (at + i) * SHAPE.values());
            }
            if (in.read() >= 0) {
                throw changed("more");
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return algorithm.of(digest);
    }

    private byte label(byte label, int index) {
        int value = Byte.toUnsignedInt(label);
        if (value >= CLASS_COUNT) {
            throw new InvalidDataException(
                    path.toString(),
                    "labels 0 to " + (CLASS_COUNT - 1),
                    "label " + value + " in record " + index + ", at byte " + (long) index * RECORD);
        }
        return label;
    }

    /** From plane after plane to pixel after pixel. */
    private static void interleave(byte[] record, byte[] pixels, int offset) {
        int target = offset;
        for (int p = 1; p <= PLANE; p++) {
            pixels[target++] = record[p];
            pixels[target++] = record[p + PLANE];
            pixels[target++] = record[p + 2 * PLANE];
        }
    }

    private InvalidDataException changed(String found) {
        return new InvalidDataException(
                path.toString(), count + " records, as when it was opened", found + "; it is being written");
    }

    private static DataException unreadable(Path path, IOException e) {
        return e instanceof NoSuchFileException
                ? new MissingDataException(path + ": no such file")
                : new DataException(path + ": cannot be read: " + FileErrors.reason(e), e);
    }
}
