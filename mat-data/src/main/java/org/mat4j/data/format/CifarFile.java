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
 * Reads files in the binary layout of CIFAR-10 and CIFAR-100: records of a byte for each label and 3,072 bytes of pixels,
 * which are the red, then the green, then the blue plane, each row by row. Any number of records.
 *
 * <p>Source: A. Krizhevsky, "The CIFAR-10 dataset", section "Binary version".
 */
public final class CifarFile {

    /** Which labels a record begins with, and which of them is read. */
    public enum Labels {
        /** One of 10 classes. */
        CIFAR_10(0, 10),
        /** One of 20 classes, then one of 100, which is not read. */
        CIFAR_100_COARSE(0, 20, 100),
        /** One of 20 classes, which is not read, then one of 100. */
        CIFAR_100_FINE(1, 20, 100);

        private final int read;
        private final int[] classCounts;

        Labels(int read, int... classCounts) {
            this.read = read;
            this.classCounts = classCounts;
        }

        /** {@return the number of classes that are read} */
        public int classCount() {
            return classCounts[read];
        }

        private int record() {
            return classCounts.length + ImageFile.SHAPE.values();
        }
    }

    private static final int BUFFER = 1 << 16;
    private static final Checksum.Algorithm ALGORITHM = Checksum.Algorithm.SHA_1;

    private CifarFile() {}

    /**
     * Reads files, one after the other: images [n, 32, 32, 3] with the SHA-1 of each file.
     *
     * @throws DataException if a file is missing, cannot be read, or has other than whole records with labels of the classes
     * @throws IllegalArgumentException if there is no file
     */
    public static ImageData read(Labels labels, List<Path> files) {
        return ImageFile.readAll(files, labels.classCount(), file -> open(labels, file));
    }

    /** Looks at the size of a file. */
    static ImageFile open(Labels labels, Path path) {
        int record = labels.record();
        long size;
        try {
            size = InputFile.size(path);
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
        if (size == 0 || size % record != 0) {
            int count = labels.classCounts.length;
            throw new InvalidDataException(
                    path,
                    "records of " + record + " bytes, " + (count == 1 ? "a byte of label" : count + " bytes of labels")
                            + " and " + (record - count) + " of pixels",
                    size == 0
                            ? "an empty file"
                            : size + " bytes, which is " + size / record + " records and " + size % record
                                    + " bytes more");
        }
        return new Records(path, size / record, labels);
    }

    private record Records(Path path, long count, Labels kind) implements ImageFile {
        @Override
        public Checksum read(byte[] pixels, byte[] labels, int at) {
            byte[] record = new byte[kind.record()];
            try (DigestInputStream in = ALGORITHM.digesting(new BufferedInputStream(InputFile.open(path), BUFFER))) {
                for (int i = 0; i < count; i++) {
                    int length = in.readNBytes(record, 0, record.length);
                    if (length < record.length) {
                        throw changed(i + " records and " + length + " bytes");
                    }
                    for (int k = 0; k < kind.classCounts.length; k++) {
                        requireLabel(record[k], k, i);
                    }
                    labels[at + i] = record[kind.read];
                    ImageFile.interleave(
                            record, kind.classCounts.length, SHAPE.width(), pixels, (at + i) * SHAPE.values());
                }
                if (in.read() >= 0) {
                    throw changed("more");
                }
                return ALGORITHM.of(in);
            } catch (IOException e) {
                throw DataException.unreadable(path, e);
            }
        }

        private void requireLabel(byte label, int place, int index) {
            int value = Byte.toUnsignedInt(label);
            if (value >= kind.classCounts[place]) {
                throw new InvalidDataException(
                        path,
                        "labels 0 to " + (kind.classCounts[place] - 1),
                        "label " + value + " in record " + index + ", at byte "
                                + ((long) index * kind.record() + place));
            }
        }

        private InvalidDataException changed(String found) {
            return new InvalidDataException(
                    path, count + " records, as when it was opened", found + "; it is being written");
        }
    }
}
