package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.Provenance.Verification;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.format.SvhnFile;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.testing.ColorImages;
import org.mat4j.data.testing.Samples;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/** The .mat layout of SVHN's cropped digits. */
class SvhnTest {
    private static final Matrix LABELS = ColorImages.svhnLabels(MatlabType.UInt8, 1, 10);

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.DEFAULT_COMPRESSION})
    void readsPixelsInPlaceAndTenAsZero(int deflateLevel) {
        Matrix labels = ColorImages.svhnLabels(MatlabType.UInt8, 1, 10, 9);
        ColorImages.matOfLevel(train(), deflateLevel, "X", ColorImages.svhnPixels(3), "y", labels);

        ImageData data = load(Part.TRAIN, Extra.EXCLUDED);

        assertEquals(3, data.size());
        assertEquals(10, data.classCount());
        assertEquals(1, data.label(0));
        assertEquals(0, data.label(1));
        assertEquals(9, data.label(2));
        ColorImages.assertPixels(data, 0, 3);
    }

    @Test
    void labelsMayBeDoubleComeFirstAndHaveOthersBeside() {
        ColorImages.mat(
                train(),
                "y",
                ColorImages.svhnLabels(MatlabType.Double, 10, 2),
                "note",
                Mat5.newString("made up"),
                "X",
                ColorImages.svhnPixels(2));

        ImageData data = load(Part.TRAIN, Extra.EXCLUDED);

        assertEquals(0, data.label(0));
        assertEquals(2, data.label(1));
        ColorImages.assertPixels(data, 0, 2);
    }

    @Test
    void aSingleImageHasNoFourthDimension() {
        Matrix flat = Mat5.newMatrix(new int[] {32, 32, 3}, MatlabType.UInt8);
        Matrix pixels = ColorImages.svhnPixels(1);
        for (int i = 0; i < 3072; i++) {
            flat.setLong(i, pixels.getLong(i));
        }
        ColorImages.mat(train(), "X", flat, "y", ColorImages.svhnLabels(MatlabType.UInt8, 5));

        ImageData data = load(Part.TRAIN, Extra.EXCLUDED);

        assertEquals(1, data.size());
        assertEquals(5, data.label(0));
        ColorImages.assertPixels(data, 0, 1);
    }

    @Test
    void extraImagesFollowTheTrainingImagesWhereAskedFor() {
        ColorImages.svhn(train(), 1, 2);
        ColorImages.svhn(directory.resolve("test_32x32.mat"), 3);
        assertTrue(Datasets.isPresent(ImageDataset.SVHN, directory));
        MissingDataException missing = assertThrows(MissingDataException.class, () -> load(Part.TRAIN, Extra.INCLUDED));
        assertContains(missing.getMessage(), "SVHN, training part: not found", directory + " for extra_32x32.mat");
        ColorImages.svhn(directory.resolve("extra_32x32.mat"), 4, 10, 6);

        assertEquals(2, load(Part.TRAIN, Extra.EXCLUDED).size());
        ImageData all = load(Part.TRAIN, Extra.INCLUDED);
        assertEquals(1, load(Part.TEST, Extra.INCLUDED).size());

        assertEquals(5, all.size());
        assertEquals(2, all.label(1));
        assertEquals(4, all.label(2));
        assertEquals(0, all.label(3));
        ColorImages.assertPixels(all, 0, 2);
        ColorImages.assertPixels(all, 2, 3);
        assertContains(all.provenance().source(), "train_32x32.mat, ", "extra_32x32.mat");
        assertContains(all.provenance().toString(), "train_32x32.mat MD5 ", ", extra_32x32.mat MD5 ");
    }

    @Test
    void otherDatasetsHaveNoExtraImages() {
        for (ImageDataset dataset : ImageDataset.values()) {
            assertEquals(dataset == ImageDataset.SVHN, dataset.hasExtraData());
        }
        assertRefused(
                () -> Datasets.load(ImageDataset.CIFAR_10, Part.TRAIN, Extra.INCLUDED, Optional.of(directory)),
                "extra images",
                "'cifar10'",
                "'svhn'");
    }

    @Test
    void otherContentIsUsedWithAWarning() {
        ColorImages.svhn(train(), 1);

        Provenance provenance = load(Part.TRAIN, Extra.EXCLUDED).provenance();

        assertEquals(Verification.UNRECOGNIZED, provenance.verification());
        assertEquals(1, warnings.size());
        assertContains(
                warnings.get(0),
                train() + ": not the official content of SVHN",
                "expected MD5 e26dedcc434d2e4c54c9b2d4a06d8373");
        assertEquals(Map.of("train_32x32.mat", Checksum.Algorithm.MD5.of(train())), provenance.checksums());
    }

    @Test
    void noFile() {
        assertContains(
                assertThrows(MissingDataException.class, () -> load(Part.TEST, Extra.EXCLUDED))
                        .getMessage(),
                "SVHN, test part: not found",
                "test_32x32.mat");
        assertContains(
                assertThrows(MissingDataException.class, () -> SvhnFile.read(List.of(train())))
                        .getMessage(),
                train() + ": no such file");
        assertContains(
                assertThrows(DataException.class, () -> SvhnFile.read(List.of(directory)))
                        .getMessage(),
                directory + ": cannot be read");
    }

    @Test
    void emptyFileAndFilesOfOtherKinds() {
        assertEquals(train() + ": expected a MATLAB 5 file, found an empty file", invalid(new byte[0]));
        assertContains(
                invalid("<html>\n<head></head></html>".getBytes(StandardCharsets.UTF_8)),
                "expected a MATLAB 5 file, found one that begins with '<html>.<head></head'");
        assertContains(invalid("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.UTF_8)), "found one that is cut short");
    }

    @Test
    void matlab73() {
        byte[] file = new byte[2048];
        byte[] header = "MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: ... HDF5 schema 1.00 ."
                .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(header, 0, file, 0, header.length);
        byte[] signature = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
        System.arraycopy(signature, 0, file, 512, signature.length);
        String expected = "expected a MATLAB 5 file, found a MATLAB 7.3 (HDF5) file; save it from MATLAB with the"
                + " option -v7";
        assertContains(invalid(file), expected);
        assertContains(invalid(Arrays.copyOfRange(file, 512, 1024)), expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.DEFAULT_COMPRESSION})
    void truncatedAnywhere(int deflateLevel) throws IOException {
        byte[] whole = Files.readAllBytes(
                ColorImages.matOfLevel(train(), deflateLevel, "X", ColorImages.svhnPixels(2), "y", LABELS));
        for (int length = 0; length < whole.length; length += length < 300 ? 3 : 97) {
            String message = invalid(Arrays.copyOf(whole, length));
            assertTrue(message.startsWith(train() + ": expected "), message);
            assertTrue(
                    message.contains("cut short")
                            || message.contains("found none")
                            || message.contains("only X")
                            || length == 0,
                    length + ": " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.DEFAULT_COMPRESSION})
    void damagedAnywhereIsToldOrGivesAnotherChecksum(int deflateLevel) throws IOException {
        byte[] whole = Files.readAllBytes(
                ColorImages.matOfLevel(train(), deflateLevel, "X", ColorImages.svhnPixels(2), "y", LABELS));
        int told = 0;
        // The names, types and sizes of X come first, those of y last.
        for (int at = 124; at < whole.length; at += at < 220 || at > whole.length - 80 ? 1 : 97) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (at % 2 == 0 ? 0x01 : 0x80);
            Files.write(train(), damaged);
            try {
                assertEquals(
                        Verification.UNRECOGNIZED,
                        load(Part.TRAIN, Extra.EXCLUDED).provenance().verification());
            } catch (InvalidDataException e) {
                assertTrue(e.getMessage().startsWith(train() + ": expected "), e.getMessage());
                told++;
            }
        }
        assertTrue(told > 20, told + " of the damages were told");
    }

    @Test
    void missingVariables() {
        assertContains(
                invalid("images", ColorImages.svhnPixels(2), "y", LABELS),
                "expected the variables X and y, found only images, y");
        assertContains(
                invalid("X", ColorImages.svhnPixels(2), "Y", LABELS),
                "expected the variables X and y, found only X, Y");
        assertContains(invalid(), "expected the variables X and y, found none");
    }

    @Test
    void wrongTypesAndShapesOfPixels() {
        String expected = "expected X to be uint8 [32, 32, 3, n], found ";
        assertContains(
                invalid("X", Mat5.newMatrix(new int[] {32, 32, 3, 2}, MatlabType.Double), "y", LABELS),
                expected + "double [32, 32, 3, 2]");
        assertContains(
                invalid("X", Mat5.newMatrix(new int[] {2, 32, 32, 3}, MatlabType.UInt8), "y", LABELS),
                expected + "uint8 [2, 32, 32, 3]");
        assertContains(
                invalid("X", Mat5.newMatrix(new int[] {3072, 2}, MatlabType.UInt8), "y", LABELS),
                expected + "uint8 [3072, 2]");
        assertContains(
                invalid("X", Mat5.newMatrix(new int[] {32, 32, 3, 0}, MatlabType.UInt8), "y", LABELS),
                expected + "uint8 [32, 32, 3, 0]");
        assertContains(
                invalid("X", Mat5.newLogical(new int[] {32, 32, 3, 2}), "y", LABELS),
                expected + "logical [32, 32, 3, 2]");
        assertContains(invalid("X", Mat5.newString("pixels"), "y", LABELS), expected + "character [1, 6]");
    }

    @Test
    void wrongTypesAndShapesOfLabels() {
        Matrix pixels = ColorImages.svhnPixels(2);
        String expected = "expected y to be uint8 or double [n, 1], found ";
        assertContains(invalid("X", pixels, "y", Mat5.newMatrix(2, 1, MatlabType.Int16)), expected + "int16 [2, 1]");
        assertContains(invalid("X", pixels, "y", Mat5.newMatrix(1, 2, MatlabType.UInt8)), expected + "uint8 [1, 2]");
        assertContains(invalid("X", pixels, "y", Mat5.newComplex(2, 1)), expected + "complex double [2, 1]");
        assertContains(
                invalid("X", pixels, "y", ColorImages.svhnLabels(MatlabType.UInt8, 1, 2, 3)),
                "expected 2 labels, one for each image of X, found 3 labels");
    }

    @Test
    void wrongLabels() {
        for (MatlabType type : List.of(MatlabType.UInt8, MatlabType.Double)) {
            assertContains(wrongLabel(type, 0), "found label 0 at index 1");
            assertContains(wrongLabel(type, 11), "found label 11 at index 1");
        }
        assertContains(wrongLabel(MatlabType.Double, 2.5), "found label 2.5 at index 1");
        assertContains(wrongLabel(MatlabType.Double, -1), "found label -1 at index 1");
        assertContains(wrongLabel(MatlabType.Double, Double.NaN), "found label NaN at index 1");
    }

    private String wrongLabel(MatlabType type, double label) {
        String message = invalid("X", ColorImages.svhnPixels(2), "y", ColorImages.svhnLabels(type, 10, label));
        assertContains(message, "expected labels 1 to 10, of which 10 is the digit 0, ");
        return message;
    }

    private ImageData load(Part part, Extra extra) {
        return Datasets.load(ImageDataset.SVHN, part, extra, Optional.of(directory), warnings::add);
    }

    private Path train() {
        return directory.resolve("train_32x32.mat");
    }

    private String invalid(Object... variables) {
        ColorImages.mat(train(), variables);
        return invalidTrain();
    }

    private String invalid(byte[] content) {
        Samples.write(directory, "train_32x32.mat", content);
        return invalidTrain();
    }

    private String invalidTrain() {
        String message = assertThrows(InvalidDataException.class, () -> load(Part.TRAIN, Extra.EXCLUDED))
                .getMessage();
        assertFalse(message.isEmpty());
        assertTrue(message.startsWith(train() + ": expected "), message);
        return message;
    }
}
