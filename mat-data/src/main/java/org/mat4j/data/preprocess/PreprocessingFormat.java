package org.mat4j.data.preprocess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mat4j.data.image.ImageShape;

/**
 * A fitted preprocessing as bytes: the length of the header as four bytes, the header, which is JSON in UTF-8, and then
 * numbers as IEEE 754 of four bytes; all with the highest byte first. The header says the version of the format, the
 * kind, the shape of the images, how many numbers follow, and the regularization of ZCA. The numbers are
 *
 * <ul>
 *   <li>scaled: none
 *   <li>standardized: mean and deviation, [channels] each
 *   <li>zca: the mean [d] and the lower triangle of the symmetric matrix by rows, [d (d + 1) / 2]
 * </ul>
 */
final class PreprocessingFormat {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PreprocessingFormat() {}

    static byte[] write(FittedPreprocessing preprocessing) {
        ObjectNode header = JSON.createObjectNode();
        header.put("version", VERSION);
        header.put("kind", preprocessing.kind().id());
        float[][] numbers = {};
        if (preprocessing instanceof ChannelStandardization standardization) {
            put(header, standardization.shape());
            numbers = new float[][] {standardization.mean(), standardization.deviation()};
        } else if (preprocessing instanceof ZcaWhitening zca) {
            put(header, zca.shape());
            header.put("regularization", zca.regularization());
            numbers = new float[][] {zca.mean(), zca.triangle()};
        }
        int count = Arrays.stream(numbers).mapToInt(part -> part.length).sum();
        header.put("numbers", count);
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(Math.addExact(Integer.BYTES + text.length, Math.multiplyExact(Float.BYTES, count)));
        out.putInt(text.length).put(text);
        for (float[] part : numbers) {
            out.asFloatBuffer().put(part);
            out.position(out.position() + Float.BYTES * part.length);
        }
        return out.array();
    }

    private static void put(ObjectNode header, ImageShape shape) {
        header.put("height", shape.height());
        header.put("width", shape.width());
        header.put("channels", shape.channels());
    }

    static FittedPreprocessing read(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        JsonNode header = header(in);
        int version = integer(header, "version");
        require(version == VERSION, "version", version, VERSION + ", the one this library reads");
        PreprocessingKind kind = kind(header);
        float[] numbers = numbers(in, integer(header, "numbers"));
        return switch (kind) {
            case SCALED -> {
                requireCount(numbers, 0, kind);
                yield UnitScaling.INSTANCE;
            }
            case STANDARDIZED -> standardization(shape(header), numbers);
            case ZCA -> zca(shape(header), header, numbers);
        };
    }

    private static JsonNode header(ByteBuffer in) {
        require(in.remaining() >= Integer.BYTES, "length", in.remaining(), "at least " + Integer.BYTES + " bytes");
        int length = in.getInt();
        require(
                length > 0 && length <= in.remaining(),
                "length of the header",
                length,
                "1 to " + in.remaining() + ", the bytes that follow");
        byte[] text = new byte[length];
        in.get(text);
        try {
            JsonNode header = JSON.readTree(text);
            require(header.isObject(), "header", header.getNodeType(), "a JSON object");
            return header;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("preprocessing: the header is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("preprocessing: the header is no text: " + e.getMessage(), e);
        }
    }

    private static PreprocessingKind kind(JsonNode header) {
        String id = field(header, "kind").asText();
        return Arrays.stream(PreprocessingKind.values())
                .filter(kind -> kind.id().equals(id))
                .findAny()
                .orElseThrow(() -> bad(
                        "kind",
                        "'" + id + "'",
                        "one of "
                                + Arrays.stream(PreprocessingKind.values())
                                        .map(PreprocessingKind::id)
                                        .toList()));
    }

    private static float[] numbers(ByteBuffer in, int count) {
        require(
                in.remaining() == (long) Float.BYTES * count,
                "length of the numbers",
                in.remaining() + " bytes",
                (long) Float.BYTES * count + ", for " + count + " numbers as the header says");
        float[] numbers = new float[count];
        in.asFloatBuffer().get(numbers);
        for (int i = 0; i < count; i++) {
            require(Float.isFinite(numbers[i]), "number " + i, numbers[i], "a finite one");
        }
        return numbers;
    }

    private static FittedPreprocessing standardization(ImageShape shape, float[] numbers) {
        int channels = shape.channels();
        requireCount(numbers, 2L * channels, PreprocessingKind.STANDARDIZED);
        float[] deviation = Arrays.copyOfRange(numbers, channels, 2 * channels);
        for (int c = 0; c < channels; c++) {
            require(deviation[c] > 0, "deviation of channel " + c, deviation[c], "above 0");
        }
        return new ChannelStandardization(shape, Arrays.copyOf(numbers, channels), deviation);
    }

    private static FittedPreprocessing zca(ImageShape shape, JsonNode header, float[] numbers) {
        int d = shape.values();
        requireCount(numbers, d + d * (d + 1L) / 2, PreprocessingKind.ZCA);
        JsonNode regularization = field(header, "regularization");
        require(
                regularization.isNumber() && regularization.doubleValue() >= 0,
                "regularization",
                regularization,
                "a number of 0 or more");
        return new ZcaWhitening(
                shape,
                regularization.doubleValue(),
                Arrays.copyOf(numbers, d),
                Arrays.copyOfRange(numbers, d, numbers.length));
    }

    private static ImageShape shape(JsonNode header) {
        return new ImageShape(integer(header, "height"), integer(header, "width"), integer(header, "channels"));
    }

    private static void requireCount(float[] numbers, long expected, PreprocessingKind kind) {
        require(
                numbers.length == expected,
                "count of the numbers",
                numbers.length,
                expected + " for '" + kind.id() + "' of images of that shape");
    }

    private static int integer(JsonNode header, String name) {
        JsonNode node = field(header, name);
        require(node.isInt(), name, node, "an integer");
        return node.intValue();
    }

    private static JsonNode field(JsonNode header, String name) {
        JsonNode node = header.get(name);
        if (node == null) {
            throw new IllegalArgumentException("preprocessing: the header has no field '" + name + "'; expected one");
        }
        return node;
    }

    private static void require(boolean condition, String name, Object found, String expected) {
        if (!condition) {
            throw bad(name, found, expected);
        }
    }

    private static IllegalArgumentException bad(String name, Object found, String expected) {
        return new IllegalArgumentException("preprocessing: " + name + " is " + found + "; expected " + expected);
    }
}
