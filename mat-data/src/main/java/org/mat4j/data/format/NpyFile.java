package org.mat4j.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

/**
 * An array of numbers as NumPy's {@code save} writes it, version 1 to 3 of the format. ND4J reads such files too, but ends the
 * program where one is damaged.
 *
 * @param file where it is
 * @param shape of the array; empty for a single number
 * @param values in C order, the last axis fastest
 * @param checksum of the file
 */
public record NpyFile(Path file, long[] shape, double[] values, Checksum checksum) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'(?<type>[^']*)',\\s*'fortran_order':\\s*(?<fortran>True|False),\\s*'shape':\\s*\\((?<shape>[\\d, ]*)\\),?\\s*\\}\\s*");

    private record Type(int bytes, ToDoubleFunction<ByteBuffer> reader) {}

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("f4", new Type(4, ByteBuffer::getFloat)),
            Map.entry("f8", new Type(8, ByteBuffer::getDouble)),
            Map.entry("i1", new Type(1, ByteBuffer::get)),
            Map.entry("i2", new Type(2, ByteBuffer::getShort)),
            Map.entry("i4", new Type(4, ByteBuffer::getInt)),
            Map.entry("i8", new Type(8, ByteBuffer::getLong)),
            Map.entry("u1", new Type(1, b -> Byte.toUnsignedInt(b.get()))),
            Map.entry("u2", new Type(2, b -> Short.toUnsignedInt(b.getShort()))),
            Map.entry("u4", new Type(4, b -> Integer.toUnsignedLong(b.getInt()))),
            Map.entry("b1", new Type(1, ByteBuffer::get)));

    /**
     * Reads a file.
     *
     * @throws MissingDataException if there is no such file
     * @throws InvalidDataException if it is no such array, is cut off, holds something else than numbers, or more than 2^31
     * @throws DataException if it cannot be read
     */
    public static NpyFile read(Path file) {
        try {
            return parse(file, InputFile.bytes(file));
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    private static NpyFile parse(Path file, byte[] bytes) {
        ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Matcher header = HEADER.matcher(header(file, content));
        if (!header.matches()) {
            throw new InvalidDataException(file, "a header with descr, fortran_order and shape", header.toString());
        }
        String descr = header.group("type");
        Type type = descr.matches("[<>|=].*") ? TYPES.get(descr.substring(1)) : null;
        if (type == null) {
            throw new InvalidDataException(
                    file, "numbers of a type " + String.join(", ", new TreeSet<>(TYPES.keySet())), "'" + descr + "'");
        }
        long[] shape = Pattern.compile("\\d+")
                .matcher(header.group("shape"))
                .results()
                .mapToLong(number -> Long.parseLong(number.group()))
                .toArray();
        double count = LongStream.of(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (count * type.bytes != content.remaining()) {
            throw new InvalidDataException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "%.0f bytes for an array %s of %s",
                            count * type.bytes,
                            Arrays.toString(shape),
                            descr),
                    content.remaining() + "; the file may be cut off");
        }
        content.order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.reader.applyAsDouble(content);
        }
        boolean fortran = header.group("fortran").equals("True") && shape.length > 1;
        return new NpyFile(
                file, shape, fortran ? turned(file, shape, values) : values, Checksum.Algorithm.SHA_256.of(bytes));
    }

    private static String header(Path file, ByteBuffer content) {
        byte[] magic = new byte[Math.min(MAGIC.length, content.remaining())];
        content.get(magic);
        if (!Arrays.equals(MAGIC, magic) || content.remaining() < 2) {
            throw new InvalidDataException(file, "an array as numpy.save writes it", "other content");
        }
        int version = content.get();
        content.get();
        int lengthBytes = version == 1 ? 2 : 4;
        long length = content.remaining() < lengthBytes
                ? Long.MAX_VALUE
                : version == 1 ? Short.toUnsignedInt(content.getShort()) : Integer.toUnsignedLong(content.getInt());
        if (length > content.remaining()) {
            throw new InvalidDataException(file, "a whole header", "the end of the file");
        }
        byte[] text = new byte[(int) length];
        content.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** From Fortran order, of matrices. */
    private static double[] turned(Path file, long[] shape, double[] values) {
        if (shape.length > 2) {
            throw new InvalidDataException(
                    file, "at most 2 axes in Fortran order", shape.length + "; save a C-contiguous copy");
        }
        int rows = (int) shape[0];
        int columns = (int) shape[1];
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % rows * columns + i / rows] = values[i];
        }
        return turned;
    }
}
