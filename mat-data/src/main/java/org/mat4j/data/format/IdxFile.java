package org.mat4j.data.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.mat4j.core.io.FileErrors;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.Provenance;
import org.mat4j.data.image.Verification;

/**
 * Reads images and labels in the IDX layout of MNIST: a big-endian magic number, the sizes of the dimensions, then
 * unsigned bytes.
 *
 * <p>A file may be compressed with gzip; its content tells, not its name. Source: Y. LeCun, C. Cortes, C. J. C.
 * Burges, "The MNIST database of handwritten digits", section "File formats".
 */
public final class IdxFile {
    /** Unsigned bytes in three dimensions: images. */
    public static final int IMAGES_MAGIC = 0x803;

    /** Unsigned bytes in one dimension: labels. */
    public static final int LABELS_MAGIC = 0x801;

    private static final int BUFFER = 1 << 16;

    private IdxFile() {}

    /** Images as read: pixels [count, height, width], and the checksum of the decompressed content. */
    public record Images(byte[] pixels, int count, int height, int width, Checksum checksum) {}

    /** Labels as read: one unsigned byte each, and the checksum of the decompressed content. */
    public record Labels(byte[] values, Checksum checksum) {}

    private record Content(int[] sizes, byte[] body, Checksum checksum) {}

    /**
     * Reads gray images with their labels.
     *
     * @param images     a file with magic number 0x803
     * @param labels     a file with magic number 0x801
     * @param classCount 1 to 256
     * @return the data, shape [n, height, width, 1], {@link Verification#UNCHECKED}
     * @throws MissingDataException if a file does not exist
     * @throws InvalidDataException if a file is truncated, damaged, too long, of another kind, or the files do not
     *                              belong together, or a label is not below classCount
     * @throws DataException        if a file cannot be read
     */
    public static ImageData read(Path images, Path labels, int classCount) {
        IdxSource imageSource = IdxSource.of(images);
        IdxSource labelSource = IdxSource.of(labels);
        Images imageContent = readImages(imageSource);
        Labels labelContent = readLabels(labelSource, classCount);
        requireSameCount(imageSource, imageContent, labelSource, labelContent);
        Provenance provenance = new Provenance(
                images.getFileName().toString(),
                images + ", " + labels,
                checksums(imageContent, labelContent),
                Verification.UNCHECKED,
                List.of());
        return assemble(imageContent, labelContent, classCount, provenance);
    }

    public static ImageData assemble(Images images, Labels labels, int classCount, Provenance provenance) {
        ImageShape shape = new ImageShape(images.height(), images.width(), 1);
        return ImageData.owning(images.pixels(), labels.values(), shape, classCount, provenance);
    }

    public static String checksums(Images images, Labels labels) {
        return "images " + images.checksum() + ", labels " + labels.checksum();
    }

    public static void requireSameCount(IdxSource imageSource, Images images, IdxSource labelSource, Labels labels) {
        if (images.count() != labels.values().length) {
            throw new InvalidDataException(
                    labelSource.name(),
                    images.count() + " labels, one for each image of " + imageSource.name(),
                    labels.values().length + " labels");
        }
    }

    public static Images readImages(IdxSource source) {
        Content content = read(source, IMAGES_MAGIC);
        int[] sizes = content.sizes();
        return new Images(content.body(), sizes[0], sizes[1], sizes[2], content.checksum());
    }

    public static Labels readLabels(IdxSource source, int classCount) {
        Content content = read(source, LABELS_MAGIC);
        byte[] values = content.body();
        for (int i = 0; i < values.length; i++) {
            int label = Byte.toUnsignedInt(values[i]);
            if (label >= classCount) {
                throw new InvalidDataException(
                        source.name(), "labels 0 to " + (classCount - 1), "label " + label + " at index " + i);
            }
        }
        return new Labels(values, content.checksum());
    }

    /** The checksum of the decompressed content, whatever that content is. */
    public static Checksum contentChecksum(IdxSource source, Checksum.Algorithm algorithm) {
        return reading(source, algorithm::of);
    }

    private static Content read(IdxSource source, int magic) {
        return reading(source, in -> {
            MessageDigest digest = Checksum.Algorithm.SHA_256.newDigest();
            byte[] start = readExactly(source, in, Integer.BYTES, "the magic number", digest);
            requireMagic(source, ByteBuffer.wrap(start).getInt(), magic);
            // The last byte of the magic number is the number of dimensions.
            int[] sizes = new int[magic & 0xff];
            byte[] header =
                    readExactly(source, in, sizes.length * Integer.BYTES, "the sizes of the dimensions", digest);
            ByteBuffer.wrap(header).asIntBuffer().get(sizes);
            byte[] body = readExactly(source, in, bodyLength(source, sizes), "the values", digest);
            long extra = in.transferTo(OutputStream.nullOutputStream());
            if (extra > 0) {
                throw new InvalidDataException(
                        source.name(), "the end after " + body.length + " values", extra + " bytes more");
            }
            return new Content(sizes, body, Checksum.Algorithm.SHA_256.of(digest));
        });
    }

    private interface Reader<T> {
        T read(InputStream content) throws IOException;
    }

    private static <T> T reading(IdxSource source, Reader<T> reader) {
        try (InputStream stored = new BufferedInputStream(source.opener().open(), BUFFER)) {
            // Closing the outer stream twice does no harm, and the inner one may not get as far as being wrapped.
            try (InputStream content = decompressed(stored)) {
                return reader.read(content);
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new MissingDataException(source.name() + ": no such file");
        } catch (EOFException e) {
            throw new InvalidDataException(source.name(), "a whole gzip file", "one that is cut short", e);
        } catch (ZipException e) {
            throw new InvalidDataException(
                    source.name(), "an intact gzip file", "a damaged one (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new DataException(source.name() + ": cannot be read: " + FileErrors.reason(e), e);
        }
    }

    private static InputStream decompressed(InputStream stored) throws IOException {
        stored.mark(2);
        int first = stored.read();
        int second = stored.read();
        stored.reset();
        boolean gzip = first == (GZIPInputStream.GZIP_MAGIC & 0xff) && second == GZIPInputStream.GZIP_MAGIC >> 8;
        return gzip ? new GZIPInputStream(stored, BUFFER) : stored;
    }

    private static byte[] readExactly(IdxSource source, InputStream in, int length, String what, MessageDigest digest)
            throws IOException {
        // readNBytes grows as it reads, so a wrong size in a short file does not cost its memory.
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new InvalidDataException(
                    source.name(), length + " bytes of " + what, "the end of the file after " + bytes.length);
        }
        digest.update(bytes);
        return bytes;
    }

    private static void requireMagic(IdxSource source, int found, int expected) {
        if (found != expected) {
            throw new InvalidDataException(source.name(), "IDX " + magicName(expected), magicName(found));
        }
    }

    private static String magicName(int magic) {
        String kind =
                switch (magic) {
                    case IMAGES_MAGIC -> " (images)";
                    case LABELS_MAGIC -> " (labels)";
                    default -> "";
                };
        return String.format("magic number 0x%08x", magic) + kind;
    }

    private static int bodyLength(IdxSource source, int[] sizes) {
        long length = 1;
        for (int size : sizes) {
            // Below 2^31 before each step, so the product cannot overflow a long.
            length = size < 1 ? -1 : length * size;
            if (length < 1 || length > Integer.MAX_VALUE - Long.BYTES) {
                throw new InvalidDataException(
                        source.name(),
                        "sizes of at least 1, and less than 2^31 values in all",
                        "sizes " + Arrays.toString(sizes));
            }
        }
        return (int) length;
    }
}
