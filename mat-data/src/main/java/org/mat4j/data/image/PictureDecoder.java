package org.mat4j.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;

/** Decodes pictures by the Java runtime, and refuses what its decoders let pass: cut and damaged files, and too large pictures. */
final class PictureDecoder {

    private static final long PNG = 0x89504E470D0A1A0AL;

    /** The type of the last chunk of a PNG file. */
    private static final int END = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';

    /** What a chunk has beside its length and content: type and checksum. */
    private static final int CHUNK = 8;

    /** Of memory per pixel: decoded, then as colors, then as bytes. */
    private static final int BYTES_PER_PIXEL = 16;

    private static final int MOST_PIXELS = 1 << 27;

    private PictureDecoder() {}

    /**
     * The first picture in a file.
     *
     * @throws InvalidDataException if there is none, it is damaged, or it has more pixels than there is memory for
     * @throws DataException if the file cannot be read
     */
    static BufferedImage decode(Path file) {
        byte[] content;
        try {
            content = InputFile.bytes(file);
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new InvalidDataException(
                        file,
                        "a picture of the kinds " + String.join(", ", ImageIO.getReaderFileSuffixes()),
                        content.length == 0 ? "an empty file" : "no such");
            }
            requireChecksums(file, ByteBuffer.wrap(content));
            ImageReader reader = readers.next();
            try {
                return decode(file, reader, in);
            } finally {
                reader.dispose();
            }
        } catch (InvalidDataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged files make the decoders fail in many ways.
            throw new InvalidDataException(file, "a picture", "one that cannot be decoded: " + e.getMessage(), e);
        }
    }

    private static BufferedImage decode(Path file, ImageReader reader, ImageInputStream in) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long most = Math.min(MOST_PIXELS, Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL);
        if ((long) width * height > most) {
            throw new InvalidDataException(
                    file, "a picture of at most " + most + " pixels", width + " x " + height + " of them");
        }
        BufferedImage picture = reader.read(0);
        if (!warnings.isEmpty()) {
            // Such as of a file that is cut short, whose missing part would be gray.
            throw new InvalidDataException(file, "a whole picture", "a damaged one: " + String.join("; ", warnings));
        }
        return picture;
    }

    /** Of a PNG file, each chunk of which has one, which the runtime passes over. */
    private static void requireChecksums(Path file, ByteBuffer content) {
        if (content.remaining() < Long.BYTES || content.getLong() != PNG) {
            return;
        }
        for (int type = 0; type != END; ) {
            long length = content.remaining() < CHUNK ? CHUNK : Integer.toUnsignedLong(content.getInt());
            if (length > content.remaining() - CHUNK) {
                throw new InvalidDataException(file, "a whole picture", "one that is cut short");
            }
            byte[] chunk = new byte[(int) length + Integer.BYTES];
            type = content.getInt(content.position());
            content.get(chunk);
            CRC32 crc = new CRC32();
            crc.update(chunk);
            if (content.getInt() != (int) crc.getValue()) {
                throw new InvalidDataException(file, "a whole picture", "a damaged one, whose checksum differs");
            }
        }
    }
}
