package org.mat4j.data.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;

/**
 * Checks the elements of a MATLAB 5 file, which MFL believes: that none holds more or less than it says, compressed or not, that
 * the checksums of compressed ones are right, and that what is said of dimensions and names is not beyond reason.
 */
final class MatElements {
    private static final int HEADER = 128;
    private static final int TAG = 8;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;

    /** The most bytes of dimensions or of a name, of which MATLAB has 63. */
    private static final int LONGEST = 1024;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ByteOrder order;

    private MatElements(Path file, ByteOrder order) {
        this.file = file;
        this.order = order;
    }

    /**
     * Reads a file to its end.
     *
     * @throws DataException if it is not as it says, or cannot be read
     */
    static void check(Path file) {
        try (InputStream in = new BufferedInputStream(InputFile.open(file), BUFFER)) {
            byte[] header = in.readNBytes(HEADER);
            ByteOrder order = header.length == HEADER && header[HEADER - 2] == 'I'
                    ? ByteOrder.LITTLE_ENDIAN
                    : ByteOrder.BIG_ENDIAN;
            MatElements elements = new MatElements(file, order);
            while (available(in)) {
                elements.element(in);
            }
        } catch (EOFException e) {
            throw new InvalidDataException(file, "a whole MATLAB 5 file", "one that is cut short", e);
        } catch (ZipException e) {
            throw new InvalidDataException(
                    file, "a whole MATLAB 5 file", "damaged compressed values (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    private static boolean available(InputStream in) throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        in.reset();
        return more;
    }

    private void element(InputStream in) throws IOException {
        ByteBuffer tag = read(in, TAG);
        int type = tag.getInt();
        InputStream content = new Part(in, tag.getInt());
        if (type == COMPRESSED) {
            Inflater inflater = new Inflater();
            try {
                InputStream inflated = new InflaterInputStream(content, inflater, BUFFER);
                ByteBuffer inner = read(inflated, TAG);
                int innerType = inner.getInt();
                contents(new Part(inflated, inner.getInt()), innerType);
                requireEnd(inflated); // reads the checksum
            } finally {
                inflater.end();
            }
        } else {
            contents(content, type);
        }
        requireEnd(content);
    }

    private void contents(InputStream content, int type) throws IOException {
        if (type == MATRIX) {
            subelement(content, "flags");
            subelement(content, "dimensions");
            subelement(content, "a name");
        }
        content.transferTo(OutputStream.nullOutputStream());
    }

    /** Of a matrix, before its values: a tag, of which the number of bytes may be in the first half, and so many bytes. */
    private void subelement(InputStream in, String what) throws IOException {
        int first = read(in, Integer.BYTES).getInt();
        boolean small = first >>> Short.SIZE != 0;
        long length = small
                ? first >>> Short.SIZE
                : Integer.toUnsignedLong(read(in, Integer.BYTES).getInt());
        if (length > LONGEST) {
            throw new InvalidDataException(file, "at most " + LONGEST + " bytes of " + what, Long.toString(length));
        }
        read(in, small ? Integer.BYTES : (int) (length + TAG - 1) / TAG * TAG);
    }

    private ByteBuffer read(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(order);
    }

    private void requireEnd(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new InvalidDataException(file, "elements as long as they say", "one that has more");
        }
    }

    /** So many bytes of a stream, which it must have. */
    private static final class Part extends FilterInputStream {
        private long left;

        Part(InputStream in, int length) {
            super(in);
            left = Integer.toUnsignedLong(length);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(left, length));
            if (count < 0) {
                throw new EOFException();
            }
            left -= count;
            return count;
        }
    }
}
