package org.mat4j.data.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.zip.ZipException;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader.EntryFilter;
import us.hebi.matlab.mat.format.Mat5Reader.EntryHeader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/** Reads variables of MATLAB 5 files by MFL, with errors that name the file. */
final class MatReader {
    private static final String IDENTIFIER = "MATLAB 5.0 MAT-file";
    private static final String IDENTIFIER_7_3 = "MATLAB 7.3 MAT-file";
    private static final String HDF5_SIGNATURE = "\u0089HDF";
    private static final int HEADER = 128;
    private static final int BUFFER = 1 << 16;

    private MatReader() {}

    /**
     * Reads a file from start to end, and of its variables those that are wanted.
     *
     * @param wanted is asked for each variable; a {@link DataException} of its ends the reading
     * @param buffers makes the room for a wanted variable's values, of so many bytes; as for exceptions, as above
     * @throws DataException if the file is missing, cannot be read, is damaged or of another kind
     */
    static MatFile read(Path file, EntryFilter wanted, IntFunction<ByteBuffer> buffers) {
        try (InputStream in = new BufferedInputStream(new Piecewise(InputFile.open(file)), BUFFER)) {
            requireMatlab5(file, in);
            return parse(file, Sources.wrapInputStream(in, BUFFER), wanted, buffers);
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    /** Type and dimensions of a variable, as MATLAB calls them. */
    static String describe(EntryHeader header) {
        return (header.isComplex() ? "complex " : "")
                + (header.isLogical() ? "logical" : header.getType().name().toLowerCase(Locale.ROOT)) + " "
                + Arrays.toString(header.getDimensions());
    }

    private static MatFile parse(Path file, Source source, EntryFilter wanted, IntFunction<ByteBuffer> buffers) {
        try {
            return Mat5.newReader(source)
                    .setEntryFilter(wanted)
                    .setBufferAllocator(new GivenBuffers(buffers))
                    .setMaxInflateBufferSize(BUFFER)
                    .disableSubsystemProcessing()
                    .readMat();
        } catch (IOException e) {
            throw failure(file, e);
        } catch (OutOfMemoryError e) {
            // MFL believes the sizes of names and dimensions, and makes room for them before it reads on.
            throw new InvalidDataException(
                    file, "a whole MATLAB 5 file", "a damaged one, with a size beyond the memory left", e);
        }
    }

    /** MFL wraps whatever goes wrong, even in a filter, in an IOException. */
    private static DataException failure(Path file, IOException wrapper) {
        Throwable root = wrapper;
        while (root.getCause() != null && !(root instanceof DataException)) {
            root = root.getCause();
        }
        if (root instanceof DataException own) {
            return own;
        }
        String kind = root instanceof ZipException ? "damaged compressed values (" : "a damaged one (";
        String found = root instanceof EOFException ? "one that is cut short" : kind + root.getMessage() + ")";
        return new InvalidDataException(file, "a whole MATLAB 5 file", found, wrapper);
    }

    private static void requireMatlab5(Path file, InputStream in) throws IOException {
        in.mark(HEADER);
        String start = new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
        in.reset();
        if (start.startsWith(IDENTIFIER) && start.length() == HEADER) {
            return;
        }
        String found;
        if (start.isEmpty()) {
            found = "an empty file";
        } else if (start.startsWith(IDENTIFIER) || IDENTIFIER.startsWith(start)) {
            found = "one that is cut short";
        } else if (start.startsWith(IDENTIFIER_7_3) || start.startsWith(HDF5_SIGNATURE)) {
            found = "a MATLAB 7.3 (HDF5) file; save it from MATLAB with the option -v7";
        } else {
            String shown = start.substring(0, Math.min(start.length(), IDENTIFIER.length()));
            found = "one that begins with '" + shown.replaceAll("[^ -~]", ".") + "'";
        }
        throw new InvalidDataException(file, "a MATLAB 5 file", found);
    }

    /** Reads at most a buffer at a time: Java makes room outside the heap for as much as is asked for at once. */
    private static final class Piecewise extends FilterInputStream {
        Piecewise(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, BUFFER));
        }
    }

    private record GivenBuffers(IntFunction<ByteBuffer> buffers) implements BufferAllocator {
        @Override
        public ByteBuffer allocate(int numBytes) {
            return buffers.apply(numBytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            // Left to the garbage collector.
        }
    }
}
