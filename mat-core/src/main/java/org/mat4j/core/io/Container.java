package org.mat4j.core.io;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.mat4j.core.check.Checks;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/**
 * Named bytes, JSON values and arrays in one file, which is whole and unchanged or refused.
 *
 * <p>The file is a zip archive, so that any program can take out an entry; JSON is in UTF-8, arrays are in NumPy's format.
 * The archive's comment, which is the end of the file, is the SHA-256 of all bytes before it as 64 hexadecimal digits: of
 * the contents, the names and the directory.
 */
public final class Container {

    private static final int DIGITS = 64;
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 400;
    private static final int HIGHEST_RANK = 32;

    /** Magic number, version 1.0 and the length of the header. */
    private static final int NUMPY_START = 10;

    private static final Pattern NUMPY_HEADER = Pattern.compile(
            "\u0093NUMPY\u0001\u0000..\\{'descr': '[<|][fiub](?<bytes>[1248])',"
                    + " 'fortran_order': False, 'shape': \\((?<shape>[\\d, ]*)\\),? *\\}\\s*",
            Pattern.DOTALL);

    private final Map<String, Content> entries = new LinkedHashMap<>();

    /** What an entry holds, made when it is written or read. */
    @FunctionalInterface
    private interface Content {

        byte[] bytes() throws IOException;
    }

    /** Adds bytes; not copied. */
    public Container add(String name, byte[] content) {
        return put(name, () -> content);
    }

    /** Adds a value as JSON: a tree, or a record, list or map of such. It is read when the container is written. */
    public Container addJson(String name, Object value) {
        return put(name, () -> JSON.writeValueAsBytes(value));
    }

    /** Adds an array, exact to the bit. It is read when the container is written. */
    public Container addArray(String name, INDArray array) {
        return put(name, () -> numpy(array));
    }

    private Container put(String name, Content content) {
        Checks.require(entries.put(name, content) == null, "entry", "'" + name + "' twice", "a name of its own");
        return this;
    }

    private static byte[] numpy(INDArray array) {
        try (INDArray rowByRow = array.dup('c')) {
            // Not Nd4j.toNpyByteArray, which takes a channel: an interrupted thread cannot write to one.
            ByteBuffer content = Nd4j.convertToNumpy(rowByRow).asByteBuffer();
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            return bytes;
        }
    }

    /** Writes all entries; the stream stays open. */
    public void write(OutputStream out) throws IOException {
        ChecksummedStream checksummed = new ChecksummedStream(out);
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(checksummed, BUFFER));
        zip.setLevel(Deflater.NO_COMPRESSION); // random numbers do not shrink
        zip.setComment("0".repeat(DIGITS));
        for (Map.Entry<String, Content> e : entries.entrySet()) {
            ZipEntry entry = new ZipEntry(e.getKey());
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(e.getValue().bytes());
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
        checksummed.writeChecksum();
    }

    /**
     * Reads a container into memory.
     *
     * @throws ZipException if it is not what was written
     * @throws IOException if it cannot be read
     */
    public static Container read(Path file) throws IOException {
        return of(InputFile.bytes(file));
    }

    /**
     * The container of the bytes that were written.
     *
     * @throws ZipException if they are others
     */
    public static Container of(byte[] bytes) throws IOException {
        int end = bytes.length - DIGITS;
        MessageDigest digest = sha256();
        digest.update(bytes, 0, Math.max(0, end));
        if (end < 0 || !Arrays.equals(checksum(digest), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new ZipException("damaged or of another kind: its checksum does not match its content of "
                    + bytes.length + " bytes");
        }
        Container container = new Container();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            // Nothing is compressed when it is written, so that all is no more than the file.
            int left = bytes.length;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(left + 1);
                left -= content.length;
                if (left < 0) {
                    throw new ZipException(
                            "its entries unpack to more than the " + bytes.length + " bytes of the file");
                }
                container.add(entry.getName(), content);
            }
        } catch (RuntimeException e) {
            throw (ZipException) new ZipException("no such archive: " + e.getMessage()).initCause(e);
        }
        return container;
    }

    /** The names of the entries, in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /**
     * The content of an entry; not copied.
     *
     * @throws ZipException if there is none of that name
     */
    public byte[] bytes(String name) throws IOException {
        Content content = entries.get(name);
        if (content == null) {
            throw new ZipException("it has no entry '" + name + "', only " + names());
        }
        return content.bytes();
    }

    /**
     * A value that was added as JSON.
     *
     * @param type {@code JsonNode.class} for a tree
     * @throws IOException if there is none of that name, or it is no such value
     */
    public <T> T json(String name, Class<T> type) throws IOException {
        byte[] content = bytes(name);
        requireModest(name, content);
        T value = JSON.readValue(content, type);
        if (value == null) {
            throw new ZipException("its entry '" + name + "' is null");
        }
        return value;
    }

    /** What Jackson would follow to any depth and length. */
    private static void requireModest(String name, byte[] json) throws IOException {
        try (JsonParser parser = JSON.getFactory().createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > DEEPEST) {
                    throw new ZipException("its entry '" + name + "' is nested deeper than " + DEEPEST);
                }
                if (token.isNumeric() && parser.getTextLength() > LONGEST_NUMBER) {
                    throw new ZipException("its entry '" + name + "' has a number of " + parser.getTextLength()
                            + " characters, expected at most " + LONGEST_NUMBER);
                }
            }
        }
    }

    /**
     * An array, in c order.
     *
     * @throws ZipException if there is none of that name, or it is no array as {@link #addArray} writes it
     */
    public INDArray array(String name) throws IOException {
        byte[] content = bytes(name);
        requireArray(name, content);
        return Nd4j.createNpyFromByteArray(content);
    }

    /** ND4J ends the program where a header is damaged. */
    private static void requireArray(String name, byte[] content) throws ZipException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int end = content.length < NUMPY_START ? 0 : NUMPY_START + Short.toUnsignedInt(bytes.getShort(NUMPY_START - 2));
        Matcher header = NUMPY_HEADER.matcher(
                end == 0 || end > content.length ? "" : new String(content, 0, end, StandardCharsets.ISO_8859_1));
        boolean right = header.matches();
        if (right) {
            double size = Double.parseDouble(header.group("bytes"));
            List<String> axes = Pattern.compile("\\d+")
                    .matcher(header.group("shape"))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            for (String axis : axes) {
                size *= Double.parseDouble(axis);
            }
            right = axes.size() <= HIGHEST_RANK && size == content.length - end;
        }
        if (!right) {
            throw new ZipException("its entry '" + name + "' is no array, or of another length than its header says");
        }
    }

    private static byte[] checksum(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Keeps back the last bytes, where the archive has room for the checksum of all others. */
    private static final class ChecksummedStream extends FilterOutputStream {

        private final MessageDigest digest = sha256();
        private byte[] last = {};

        ChecksummedStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] all = Arrays.copyOf(last, last.length + length);
            System.arraycopy(bytes, offset, all, last.length, length);
            int ready = Math.max(0, all.length - DIGITS);
            digest.update(all, 0, ready);
            out.write(all, 0, ready);
            last = Arrays.copyOfRange(all, ready, all.length);
        }

        void writeChecksum() throws IOException {
            out.write(checksum(digest));
            out.flush();
        }
    }
}
