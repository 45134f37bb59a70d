package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.messageOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.data.Checksum;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.Provenance.Verification;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.format.CifarFile;
import org.mat4j.data.format.CifarFile.Labels;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.testing.ColorImages;
import org.mat4j.data.testing.Samples;

/** The binary layout of CIFAR-10 and CIFAR-100. */
class CifarTest {
    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"", "cifar-10-batches-bin"})
    void readsAllFilesInOrderFromTheFolderOrTheOneAboveIt(String below) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(below));
        for (int i = 1; i <= 5; i++) {
            // As many images as the number of the file.
            int[] labels = new int[i];
            Arrays.fill(labels, 2 * i - 1);
            Samples.write(folder, "data_batch_" + i + ".bin", ColorImages.cifar(labels));
        }
        Samples.write(folder, "test_batch.bin", ColorImages.cifar(9, 0));

        ImageData train = load(Part.TRAIN);
        ImageData test = load(Part.TEST);

        assertEquals(15, train.size());
        assertEquals("airplane", train.classNames().get(0));
        assertEquals("truck", train.classNames().get(9));
        int at = 0;
        for (int i = 1; i <= 5; i++) {
            ColorImages.assertPixels(train, at, i);
            for (int k = 0; k < i; k++) {
                assertEquals(2 * i - 1, train.label(at++));
            }
        }
        assertEquals(2, test.size());
        assertEquals(9, test.label(0));
        ColorImages.assertPixels(test, 0, 2);
        assertTrue(Datasets.isPresent(ImageDataset.CIFAR_10, directory));
    }

    @Test
    void otherContentIsUsedWithAWarningForEachFile() {
        for (int i = 1; i <= 5; i++) {
            Samples.write(directory, "data_batch_" + i + ".bin", ColorImages.cifar(i));
        }

        Provenance provenance = load(Part.TRAIN).provenance();

        assertEquals(Verification.UNRECOGNIZED, provenance.verification());
        assertEquals(5, warnings.size());
        assertContains(
                warnings.get(0),
                directory.resolve("data_batch_1.bin").toString(),
                "not the official content of CIFAR-10",
                "expected SHA-1 aadd24acce27caa71bf4b10992e9e7b2d74c2540");
        assertContains(provenance.toString(), "data_batch_5.bin SHA-1 ");
        assertEquals(List.of(), provenance.steps());
    }

    @Test
    void checksumIsThatOfTheFile() {
        // python3 -c "import hashlib; print(hashlib.sha1(bytes([3]) + bytes(3072)).hexdigest())"
        byte[] content = new byte[ColorImages.RECORD];
        content[0] = 3;
        Path file = Samples.write(directory, "some.bin", content);

        ImageData data = CifarFile.read(Labels.CIFAR_10, List.of(file));

        Checksum expected = new Checksum(Checksum.Algorithm.SHA_1, "f8a1b2c3faf8c8d0e307f6229a5a53aefef07940");
        assertEquals(Map.of("some.bin", expected), data.provenance().checksums());
        assertEquals(Verification.UNCHECKED, data.provenance().verification());
    }

    @Test
    void someOfTheTrainingFilesAreEnoughAndItIsSaid() {
        Samples.write(directory, "data_batch_2.bin", ColorImages.cifar(4));
        Samples.write(directory, "data_batch_5.bin", ColorImages.cifar(8, 1));

        ImageData data = load(Part.TRAIN);

        assertEquals(3, data.size());
        assertEquals(4, data.label(0));
        assertEquals(1, data.label(2));
        assertContains(
                warnings.get(0),
                directory + ": data_batch_1.bin, data_batch_3.bin, data_batch_4.bin not found",
                "not results on CIFAR-10");
        assertEquals(
                List.of("without data_batch_1.bin, data_batch_3.bin, data_batch_4.bin"),
                data.provenance().steps());
        assertEquals(Verification.UNRECOGNIZED, data.provenance().verification());
        assertFalse(Datasets.isPresent(ImageDataset.CIFAR_10, directory), "the test file is missing");
    }

    @Test
    void noFileNamesAllThatAreLookedFor() {
        MissingDataException train = assertThrows(MissingDataException.class, () -> load(Part.TRAIN));
        assertContains(
                train.getMessage(),
                "CIFAR-10, training part: not found",
                directory.toString(),
                "data_batch_1.bin here or in cifar-10-batches-bin",
                "data_batch_5.bin");
        Samples.write(directory, "data_batch_1.bin", ColorImages.cifar(0));
        MissingDataException test = assertThrows(MissingDataException.class, () -> load(Part.TEST));
        assertContains(test.getMessage(), "CIFAR-10, test part: not found", "test_batch.bin");
    }

    @Test
    void aFileThatIsGoneIsMissing() {
        Path file = directory.resolve("data_batch_1.bin");
        assertContains(
                assertThrows(MissingDataException.class, () -> CifarFile.read(Labels.CIFAR_10, List.of(file)))
                        .getMessage(),
                file + ": no such file");
    }

    @Test
    void emptyFile() {
        assertEquals(
                batch() + ": expected records of 3073 bytes, a byte of label and 3072 of pixels, found an empty file",
                invalid(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3072, 3074, 6145})
    void sizeOfNoWholeRecords(int size) {
        String message = invalid(Arrays.copyOf(ColorImages.cifar(1, 2), size));
        assertEquals(
                batch() + ": expected records of 3073 bytes, a byte of label and 3072 of pixels, found " + size
                        + " bytes, which is " + size / 3073 + " records and " + size % 3073 + " bytes more",
                message);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 128, 255})
    void labelAboveNine(int label) {
        assertEquals(
                batch() + ": expected labels 0 to 9, found label " + label + " in record 2, at byte 6146",
                invalid(ColorImages.cifar(0, 9, label)));
    }

    /** Records of a coarse and a fine label, as https://www.cs.toronto.edu/~kriz/cifar.html describes them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "cifar-100-binary"})
    void hundredClassesAreReadByEitherLabel(String below) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(below));
        Samples.write(folder, "train.bin", ColorImages.cifar100(new int[] {19, 99}, new int[] {0, 3}));
        Samples.write(folder, "test.bin", ColorImages.cifar100(new int[] {7, 6}));

        ImageData fine = load(ImageDataset.CIFAR_100, Part.TRAIN);
        ImageData coarse = load(ImageDataset.CIFAR_100_COARSE, Part.TRAIN);

        assertArrayEquals(new int[] {99, 3}, fine.labels());
        assertArrayEquals(new int[] {19, 0}, coarse.labels());
        assertEquals(
                List.of("bear", "worm"),
                List.of(fine.classNames().get(3), fine.classNames().get(99)));
        assertEquals(
                List.of("aquatic_mammals", "vehicles_2"),
                List.of(coarse.classNames().get(0), coarse.classNames().get(19)));
        assertEquals(100, fine.classCount());
        assertEquals(20, coarse.classCount());
        ColorImages.assertPixels(fine, 0, 2);
        ColorImages.assertPixels(coarse, 0, 2);
        assertEquals(
                "insects",
                load(ImageDataset.CIFAR_100_COARSE, Part.TEST).classNames().get(7));
        assertEquals(ImageDataset.CIFAR_100.defaultDirectory(), ImageDataset.CIFAR_100_COARSE.defaultDirectory());
        assertTrue(Datasets.isPresent(ImageDataset.CIFAR_100, directory));
        assertContains(warnings.get(0), "expected SHA-1 e207cd2e05b73b1393c74c7f5e7bea451d63e08e");
    }

    @Test
    void labelsOfTheHundredClassesAreChecked() {
        Path file = directory.resolve("train.bin");
        Samples.write(directory, "train.bin", ColorImages.cifar100(new int[] {1, 2}, new int[] {3, 100}));
        assertEquals(
                file + ": expected labels 0 to 99, found label 100 in record 1, at byte 3075",
                messageOf(InvalidDataException.class, () -> load(ImageDataset.CIFAR_100_COARSE, Part.TRAIN)));
        Samples.write(directory, "train.bin", ColorImages.cifar100(new int[] {20, 2}));
        assertEquals(
                file + ": expected labels 0 to 19, found label 20 in record 0, at byte 0",
                messageOf(InvalidDataException.class, () -> load(ImageDataset.CIFAR_100, Part.TRAIN)));
        Samples.write(directory, "train.bin", new byte[3073]);
        assertEquals(
                file + ": expected records of 3074 bytes, 2 bytes of labels and 3072 of pixels, found 3073 bytes,"
                        + " which is 0 records and 3073 bytes more",
                messageOf(InvalidDataException.class, () -> load(ImageDataset.CIFAR_100, Part.TRAIN)));
    }

    private ImageData load(Part part) {
        return load(ImageDataset.CIFAR_10, part);
    }

    private ImageData load(ImageDataset dataset, Part part) {
        return Datasets.load(dataset, part, Extra.EXCLUDED, Optional.of(directory), warnings::add);
    }

    private Path batch() {
        return directory.resolve("data_batch_1.bin");
    }

    private String invalid(byte[] content) {
        Samples.write(directory, "data_batch_1.bin", content);
        return assertThrows(InvalidDataException.class, () -> load(Part.TRAIN)).getMessage();
    }
}
