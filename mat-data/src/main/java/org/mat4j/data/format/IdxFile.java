package org.mat4j.data.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/**
 * Reads images and labels in the IDX layout of MNIST: a big-endian magic number, the sizes of the dimensions, then
 * unsigned bytes.
 *
 * <p>A file may be compressed with gzip; its content tells, not its name. Source: Y. LeCun, C. Cortes, C. J. C.
 * Burges, "The MNIST database of handwritten digits", section "File formats".
 */
public final class IdxFile {
    /** Unsigned bytes in three dimensions. */
    private static final int IMAGES = 0x803;

    /** Unsigned bytes in one dimension. */
    private static final int LABELS = 0x801;

    /** Integers in two dimensions, of which the first column is the class: the labels of QMNIST. */
    private static final int WIDE_LABELS = 0xC02;

    private static final int BUFFER = 1 << 16;
    private static final Checksum.Algorithm ALGORITHM = Checksum.Algorithm.SHA_256;

    private IdxFile() {}

    /**
     * Reads gray images with their labels: [n, height, width, 1], with the SHA-256 of both files' decompressed content.
     *
     * @param images a file with magic number 0x803
     * @param labels a file with magic number 0x801, or 0xC02 with the class in the first column, as in QMNIST
     * @param classCount 1 to 256
     * @throws DataException if a file is missing, cannot be read, is truncated, damaged, too long or of another kind,
     *     the files do not belong together, or a label is not below classCount
     */
    public static ImageData read(Path images, Path labels, int classCount) {
        return read(Source.of(images), Source.of(labels), classCount);
    }

    /** As {@link #read(Path, Path, int)}, from resources that lie beside a class. */
    public static ImageData readResources(Class<?> owner, String images, String labels, int classCount) {
        return read(Source.of(owner, images), Source.of(owner, labels), classCount);
    }

    /**
     * The SHA-256 of a file's content, whatever it is, decompressed if it is compressed with gzip.
     *
     * @throws DataException if it is missing, cannot be read, or is damaged gzip
     */
    public static Checksum checksum(Path file) {
        return reading(Source.of(file), in -> ALGORITHM.of(ALGORITHM.digesting(in)));
    }

    private static ImageData read(Source imageSource, Source labelSource, int classCount) {
        Content images = read(imageSource, List.of(IMAGES));
        Content labels = firstColumn(labelSource, read(labelSource, List.of(LABELS, WIDE_LABELS)));
        int count = images.sizes()[0];
        requireBelow(classCount, labels.values(), labelSource);
        if (labels.values().length != count) {
            throw labelSource.invalid(
                    count + " labels, one for each image of " + imageSource.name(), labels.values().length + " labels");
        }
        Map<String, Checksum> checksums = new LinkedHashMap<>();
        checksums.put("images", images.checksum());
        checksums.put("labels", labels.checksum());
        String source = imageSource.name() + ", " + labelSource.name();
        return ImageData.owning(
                images.values(),
                labels.values(),
                new ImageShape(images.sizes()[1], images.sizes()[2], 1),
                classCount,
                new Provenance(source, source, checksums, Provenance.Verification.UNCHECKED, List.of()));
    }

    private static void requireBelow(int classCount, byte[] labels, Source source) {
        for (int i = 0; i < labels.length; i++) {
            int label = Byte.toUnsignedInt(labels[i]);
            if (label >= classCount) {
                throw source.invalid("labels 0 to " + (classCount - 1), "label " + label + " at index " + i);
            }
        }
    }

    /** Labels as bytes. */
    private static Content firstColumn(Source source, Content content) {
        if (content.sizes().length == 1) {
            return content;
        }
        ByteBuffer values = ByteBuffer.wrap(content.values());
        byte[] labels = new byte[content.sizes()[0]];
        for (int i = 0; i < labels.length; i++) {
            int label = values.getInt(i * content.sizes()[1] * Integer.BYTES);
            if (label < 0 || label >= ImageData.MAX_CLASSES) {
                throw source.invalid("labels 0 to " + (ImageData.MAX_CLASSES - 1), "label " + label + " at index " + i);
            }
            labels[i] = (byte) label;
        }
        return new Content(content.sizes(), labels, content.checksum());
    }

    private record Content(int[] sizes, byte[] values, Checksum checksum) {}

    private static Content read(Source source, List<Integer> magics) {
        return reading(source, stream -> {
            DigestInputStream in = ALGORITHM.digesting(stream);
            int found = exactly(source, in, Integer.BYTES, "the magic number").getInt();
            if (!magics.contains(found)) {
                throw source.invalid("IDX " + magicName(magics.get(0)), magicName(found));
            }
            // The last byte of the magic number is the number of dimensions.
            int[] sizes = new int[found & 0xff];
            exactly(source, in, sizes.length * Integer.BYTES, "the sizes of the dimensions")
                    .asIntBuffer()
                    .get(sizes);
            byte[] values = exactly(
                            source, in, product(source, sizes, found == WIDE_LABELS ? Integer.BYTES : 1), "the values")
                    .array();
            long extra = in.transferTo(OutputStream.nullOutputStream());
            if (extra > 0) {
                throw source.invalid("the end after " + values.length + " values", extra + " bytes more");
            }
            return new Content(sizes, values, ALGORITHM.of(in));
        });
    }

    private static ByteBuffer exactly(Source source, InputStream in, int length, String what) throws IOException {
        // readNBytes grows as it reads, so a wrong size in a short file does not cost its memory.
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw source.invalid(length + " bytes of " + what, "the end of the file after " + bytes.length);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static String magicName(int magic) {
        String kind = magic == IMAGES ? " (images)" : magic == LABELS ? " (labels)" : "";
        return String.format("magic number 0x%08x", magic) + kind;
    }

    private static int product(Source source, int[] sizes, int bytes) {
        double length = IntStream.of(sizes).asDoubleStream().reduce(bytes, (a, b) -> a * b);
        if (IntStream.of(sizes).anyMatch(size -> size < 1) || length > ImageFile.LARGEST_ARRAY) {
            throw source.invalid(
                    "sizes of at least 1, and less than 2^31 values in all", "sizes " + Arrays.toString(sizes));
        }
        return (int) length;
    }

    private interface Opener {
        InputStream open() throws IOException;
    }

    private interface Reader<T> {
        T read(InputStream content) throws IOException;
    }

    /** What is read, with the name that messages call it by. */
    private record Source(String name, Opener opener) {
        InvalidDataException invalid(String expected, String found) {
            return new InvalidDataException(name, expected, found);
        }

        static Source of(Path file) {
            return new Source(file.toString(), () -> InputFile.open(file));
        }

        static Source of(Class<?> owner, String resource) {
            return new Source("resource " + resource, () -> {
                InputStream in = owner.getResourceAsStream(resource);
                if (in == null) {
                    throw new IOException("not among the resources of " + owner.getPackageName());
                }
                return in;
            });
        }
    }

    private static <T> T reading(Source source, Reader<T> reader) {
        // Closing the inner stream twice does no harm, and it may not get as far as being wrapped.
        try (InputStream stored = new BufferedInputStream(source.opener().open(), BUFFER);
                InputStream content = decompressed(stored)) {
            return reader.read(content);
        } catch (EOFException e) {
            throw new InvalidDataException(source.name(), "a whole gzip file", "one that is cut short", e);
        } catch (ZipException e) {
            throw new InvalidDataException(
                    source.name(), "an intact gzip file", "a damaged one (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw DataException.unreadable(source.name(), e);
        }
    }

    private static InputStream decompressed(InputStream stored) throws IOException {
        stored.mark(2);
        byte[] start = stored.readNBytes(2);
        stored.reset();
        return GzipCompressorInputStream.matches(start, start.length) ? new GZIPInputStream(stored, BUFFER) : stored;
    }
}
