package org.mat4j.data.format;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.image.ImageData;
import us.hebi.matlab.mat.format.Mat5Reader.EntryHeader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/**
 * Reads files of SVHN's cropped digits: MATLAB 5 files with the variables X, uint8 [32, 32, 3, n], and y, uint8 or
 * double [n, 1], where the label 10 stands for the digit 0. Any number of images.
 *
 * <p>Source: Y. Netzer, T. Wang, A. Coates, A. Bissacco, B. Wu, A. Y. Ng, "Reading Digits in Natural Images with
 * Unsupervised Feature Learning", 2011, and "Format 2: Cropped Digits" of its web page.
 */
public final class SvhnFile {
    private static final String PIXELS = "X";
    private static final String LABELS = "y";
    private static final int CLASS_COUNT = 10;
    private static final int LABEL_OF_ZERO = 10;

    private SvhnFile() {}

    /**
     * Reads files, one after the other: images [n, 32, 32, 3] in 10 classes, with the MD5 of each file.
     *
     * @throws DataException if a file is missing, cannot be read, is damaged or of another kind, or has other variables
     *     or labels
     * @throws IllegalArgumentException if there is no file
     */
    public static ImageData read(List<Path> files) {
        return ImageFile.readAll(files, CLASS_COUNT, SvhnFile::open);
    }

    /** Reads the labels, and of the pixels how many there are. */
    static ImageFile open(Path path) {
        Map<String, EntryHeader> found = new LinkedHashMap<>();
        MatFile content = MatReader.read(
                path,
                header -> {
                    found.put(header.getName(), header);
                    return isLabels(path, header);
                },
                bytes -> labelBuffer(path, bytes, found.get(LABELS)));
        MatElements.check(path);
        if (!found.containsKey(PIXELS) || !found.containsKey(LABELS)) {
            throw new InvalidDataException(
                    path,
                    "the variables " + PIXELS + " and " + LABELS,
                    found.isEmpty() ? "none" : "only " + String.join(", ", found.keySet()));
        }
        int count = imageCount(path, found.get(PIXELS));
        byte[] labels = labels(path, content.getMatrix(LABELS));
        if (labels.length != count) {
            throw new InvalidDataException(
                    path, count + " labels, one for each image of " + PIXELS, labels.length + " labels");
        }
        return new Digits(path, labels);
    }

    private record Digits(Path path, byte[] labels) implements ImageFile {
        @Override
        public long count() {
            return labels.length;
        }

        @Override
        public Checksum read(byte[] pixels, byte[] labelTarget, int at) {
            System.arraycopy(labels, 0, labelTarget, at, labels.length);
            int from = at * SHAPE.values();
            int length = labels.length * SHAPE.values();
            // The values go where they belong and are put in order there: no second copy of them.
            MatFile content = MatReader.read(path, header -> header.getName().equals(PIXELS), bytes -> {
                if (bytes != length) {
                    throw new InvalidDataException(
                            path, length + " bytes of " + PIXELS + ", one per value", bytes + " bytes");
                }
                return ByteBuffer.wrap(pixels, from, length).slice();
            });
            if (content.getNumEntries() != 1) {
                throw new InvalidDataException(
                        path, "the variable " + PIXELS + " once", content.getNumEntries() + " times");
            }
            // From MATLAB's order, in which the first index runs fastest.
            for (int start = from; start < from + length; start += SHAPE.values()) {
                byte[] stored = Arrays.copyOfRange(pixels, start, start + SHAPE.values());
                ImageFile.interleave(stored, 0, 1, pixels, start);
            }
            return Checksum.Algorithm.MD5.of(path);
        }
    }

    /** Whether it is the labels, which are checked before room is made for them. */
    private static boolean isLabels(Path path, EntryHeader header) {
        if (!header.getName().equals(LABELS)) {
            return false;
        }
        int[] sizes = header.getDimensions();
        boolean numbers = header.getType() == MatlabType.UInt8 || header.getType() == MatlabType.Double;
        if (!numbers || isSpecial(header) || sizes.length != 2 || sizes[0] < 1 || sizes[1] != 1) {
            throw new InvalidDataException(path, LABELS + " to be uint8 or double [n, 1]", MatReader.describe(header));
        }
        return true;
    }

    private static int imageCount(Path path, EntryHeader header) {
        int[] sizes = header.getDimensions();
        // MATLAB drops a last dimension of 1.
        int count = sizes.length == 4 ? sizes[3] : 1;
        boolean shaped = (sizes.length == 3 || sizes.length == 4)
                && Arrays.equals(Arrays.copyOf(sizes, 3), new int[] {32, 32, 3});
        if (header.getType() != MatlabType.UInt8 || isSpecial(header) || !shaped || count < 1) {
            throw new InvalidDataException(path, PIXELS + " to be uint8 [32, 32, 3, n]", MatReader.describe(header));
        }
        return count;
    }

    private static boolean isSpecial(EntryHeader header) {
        return header.isComplex() || header.isLogical();
    }

    private static byte[] labels(Path path, Matrix values) {
        byte[] labels = new byte[values.getNumElements()];
        for (int i = 0; i < labels.length; i++) {
            double value = values.getDouble(i);
            if (!(value >= 1 && value <= LABEL_OF_ZERO) || value != Math.rint(value)) {
                String shown = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
                throw new InvalidDataException(
                        path,
                        "labels 1 to " + LABEL_OF_ZERO + ", of which " + LABEL_OF_ZERO + " is the digit 0",
                        "label " + shown + " at index " + i);
            }
            labels[i] = (byte) (value == LABEL_OF_ZERO ? 0 : value);
        }
        return labels;
    }

    private static ByteBuffer labelBuffer(Path path, int bytes, EntryHeader header) {
        long most = (long) header.getNumElements() * Double.BYTES;
        if (bytes < 0 || bytes > most) {
            throw new InvalidDataException(path, "at most " + most + " bytes of " + LABELS, bytes + " bytes");
        }
        return ByteBuffer.allocate(bytes);
    }
}
