package org.mat4j.data.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.image.ImageData;

/**
 * Reads files in the binary layout of CIFAR-10: records of one byte of label and 3,072 bytes of pixels, which are the
 * red, then the green, then the blue plane, each row by row. Any number of records.
 *
 * <p>Source: A. Krizhevsky, "The CIFAR-10 dataset", section "Binary version".
 */
public final class Cifar10File {
    private static final int RECORD = 1 + ImageFile.SHAPE.values();
    private static final int BUFFER = 1 << 16;
    private static final Checksum.Algorithm ALGORITHM = Checksum.Algorithm.SHA_1;

    private Cifar10File() {}

    /**
     * Reads files, one after the other: images [n, 32, 32, 3] in 10 classes, with the SHA-1 of each file.
     *
     * @throws DataException if a file is missing, cannot be read, or has other than whole records with labels up to 9
     * @throws IllegalArgumentException if there is no file
     */
    public static ImageData read(List<Path> files) {
        return ImageFile.readAll(files, Cifar10File::open);
    }

    /** Looks at the size of a file. */
    static ImageFile open(Path path) {
        long size;
        try {
            size = InputFile.size(path);
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
        if (size == 0 || size % RECORD != 0) {
            throw new InvalidDataException(
                    path,
                    "records of " + RECORD + " bytes, a byte of label and " + (RECORD - 1) + " of pixels",
                    size == 0
                            ? "an empty file"
                            : size + " bytes, which is " + size / RECORD + " records and " + size % RECORD
                                    + " bytes more");
        }
        return new Records(path, size / RECORD);
    }

    private record Records(Path path, long count) implements ImageFile {
        @Override
        public Checksum read(byte[] pixels, byte[] labels, int at) {
            byte[] record = new byte[RECORD];
            try (DigestInputStream in = ALGORITHM.digesting(new BufferedInputStream(InputFile.open(path), BUFFER))) {
                for (int i = 0; i < count; i++) {
                    int length = in.readNBytes(record, 0, RECORD);
                    if (length < RECORD) {
                        throw changed(i + " records and " + length + " bytes");
                    }
                    labels[at + i] = label(record[0], i);
                    ImageFile.interleave(record, 1, SHAPE.width(), pixels, (at + i) * SHAPE.values());
                }
                if (in.read() >= 0) {
                    throw changed("more");
                }
                return ALGORITHM.of(in);
            } catch (IOException e) {
                throw DataException.unreadable(path, e);
            }
        }

        private byte label(byte label, int index) {
            int value = Byte.toUnsignedInt(label);
            if (value >= CLASS_COUNT) {
                throw new InvalidDataException(
                        path,
                        "labels 0 to " + (CLASS_COUNT - 1),
                        "label " + value + " in record " + index + ", at byte " + (long) index * RECORD);
            }
            return label;
        }

        private InvalidDataException changed(String found) {
            return new InvalidDataException(
                    path, count + " records, as when it was opened", found + "; it is being written");
        }
    }
}
