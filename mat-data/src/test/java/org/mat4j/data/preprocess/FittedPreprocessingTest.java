package org.mat4j.data.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** What is written is what is read, and damage is told. */
class FittedPreprocessingTest {
    private static final ImageShape SHAPE = new ImageShape(2, 3, 3);
    private static final ImageData DATA = RandomImages.of(100, SHAPE, 1);

    static Stream<Preprocessing> all() {
        return Stream.of(
                Preprocessing.SCALED, Preprocessing.STANDARDIZED, Preprocessing.ZCA, new Preprocessing.Zca(0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesBackBitForBit(Preprocessing preprocessing) {
        FittedPreprocessing fitted = preprocessing.fit(DATA.unlabeled());
        byte[] bytes = fitted.toBytes();
        FittedPreprocessing read = FittedPreprocessing.fromBytes(bytes);
        assertEquals(preprocessing.kind(), read.kind());
        assertEquals(fitted.toString(), read.toString());
        assertArrayEquals(bytes, read.toBytes());
        byte[] pixels = RandomImages.pixels(DATA);
        assertEquals(fitted.features(pixels, SHAPE), read.features(pixels, SHAPE));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isSerializable(Preprocessing preprocessing) throws IOException, ClassNotFoundException {
        FittedPreprocessing fitted = preprocessing.fit(DATA.unlabeled());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(fitted);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertArrayEquals(fitted.toBytes(), ((FittedPreprocessing) in.readObject()).toBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCutOrLongerContentIsRefused(Preprocessing preprocessing) {
        byte[] bytes = preprocessing.fit(DATA.unlabeled()).toBytes();
        for (int length : new int[] {0, 3, 4, 10, bytes.length - 1, bytes.length + 1, bytes.length + 4}) {
            refused(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void everyKindOfDamageIsNamed() {
        String header = "{'version':1,'kind':'standardized','height':2,'width':3,'channels':1,'numbers':2}";
        assertEquals(
                PreprocessingKind.STANDARDIZED,
                FittedPreprocessing.fromBytes(content(header, 0.5f, 0.25f)).kind());
        assertRefused("version is 2; expected 1", header.replace("'version':1", "'version':2"), 0.5f, 0.25f);
        assertRefused("no field 'version'", header.replace("version", "v"), 0.5f, 0.25f);
        assertRefused("kind is 'pca'; expected one of [scaled, ", header.replace("standardized", "pca"), 0.5f, 0.25f);
        assertRefused("no field 'height'", header.replace("height", "h"), 0.5f, 0.25f);
        assertRefused("width is \"3\"; expected an integer", header.replace(":3", ":'3'"), 0.5f, 0.25f);
        assertRefused("at least 1 x 1 x 1", header.replace("'width':3", "'width':0"), 0.5f, 0.25f);
        assertRefused("count of the numbers is 2; expected 4", header.replace("'channels':1", "'channels':2"), 1, 1);
        assertRefused("length of the numbers is 12 bytes; expected 8", header, 0.5f, 0.25f, 1);
        assertRefused("expected -4", header.replace("'numbers':2", "'numbers':-1"), 0.5f, 0.25f);
        assertRefused("number 0 is NaN", header, Float.NaN, 0.25f);
        assertRefused("number 1 is Infinity", header, 0.5f, Float.POSITIVE_INFINITY);
        assertRefused("deviation of channel 0 is 0.0; expected above 0", header, 0.5f, 0);
        assertRefused("expected 0 for 'scaled'", header.replace("standardized", "scaled"), 0.5f, 0.25f);
        assertRefused("expected 27 for 'zca'", header.replace("standardized", "zca"), 0.5f, 0.25f);
        String zca = "{'version':1,'kind':'zca','height':1,'width':1,'channels':1,'numbers':2,'regularization':-1}";
        assertRefused("regularization is -1; expected a number of 0 or more", zca, 0.5f, 0.25f);
        assertRefused("no field 'regularization'", zca.replace("reg", "r"), 0.5f, 0.25f);
        assertRefused("header is ARRAY; expected a JSON object", "[1]");
        assertRefused("the header is no JSON", "{");
        assertTrue(refused(new byte[] {0, 0, 0, 0, 1}).contains("length of the header is 0; expected 1 to 1"));
        assertTrue(refused(new byte[] {-1, 0, 0, 0, 1}).contains("length of the header is -"));
    }

    private static void assertRefused(String expected, String header, float... numbers) {
        String message = refused(content(header, numbers));
        assertTrue(message.contains(expected), message);
    }

    private static String refused(byte[] content) {
        return assertThrows(IllegalArgumentException.class, () -> FittedPreprocessing.fromBytes(content))
                .getMessage();
    }

    private static byte[] content(String header, float... numbers) {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + text.length + Float.BYTES * numbers.length);
        out.putInt(text.length).put(text);
        for (float number : numbers) {
            out.putFloat(number);
        }
        return out.array();
    }
}
