package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.common.resources.DL4JResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.Provenance.Verification;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.download.DatasetDownloader;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.testing.IdxWriter;
import org.mat4j.data.testing.Samples;

class DatasetsTest {
    private static final byte[] IMAGES = IdxWriter.images(Samples.pixels(2, 784), 2, 28, 28);
    private static final byte[] LABELS = IdxWriter.labels(Samples.bytes(4, 9));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"-idx%d-ubyte", "-idx%d-ubyte.gz", ".idx%d-ubyte", ".idx%d-ubyte.gz"})
    void acceptsOfficialNamesAndVariants(String ending) {
        place("train", ending);
        place("t10k", ending);
        for (Part part : Part.values()) {
            ImageData data = Datasets.load(ImageDataset.MNIST, part, directory);
            assertEquals(2, data.size());
            assertEquals(9, data.label(1));
        }
        assertTrue(Datasets.isPresent(ImageDataset.MNIST, directory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "MNIST/raw"})
    void findsTheFilesWhereTorchvisionPutsThem(String below) throws IOException {
        Files.createDirectories(directory.resolve(below));
        place(below + "/train", "-idx%d-ubyte");
        place(below + "/t10k", "-idx%d-ubyte.gz");

        assertEquals(2, Datasets.load(ImageDataset.MNIST, Part.TEST, directory).size());
        assertTrue(Datasets.isPresent(ImageDataset.MNIST, directory));
        // The names are the same, the folder is not.
        assertEquals(below.equals("raw"), Datasets.isPresent(ImageDataset.FASHION_MNIST, directory));
    }

    @ParameterizedTest
    @EnumSource
    void namesItsClassesAndHasAnEpsilon(ImageDataset dataset) {
        int classes =
                switch (dataset) {
                    case CIFAR_100 -> 100;
                    case CIFAR_100_COARSE -> 20;
                    default -> 10;
                };
        assertEquals(classes, dataset.classNames().stream().distinct().count());
        assertEquals(classes, dataset.classCount());
        assertEquals(2.0, dataset.epsilon());
    }

    @Test
    void lookAlikeDataIsUsedWithAWarningForEachFile() {
        place("train", "-idx%d-ubyte");
        List<String> warnings = new ArrayList<>();
        ImageData data = Datasets.load(
                ImageDataset.FASHION_MNIST, Part.TRAIN, Extra.EXCLUDED, Optional.of(directory), warnings::add);
        assertEquals(Verification.UNRECOGNIZED, data.provenance().verification());
        assertEquals(2, warnings.size());
        assertContains(
                warnings.get(0),
                directory.resolve("train-images-idx3-ubyte").toString(),
                "not the official content of Fashion-MNIST",
                "expected SHA-256 c59f468a",
                "found ",
                "results on it are not results on Fashion-MNIST");
        assertContains(warnings.get(1), "train-labels-idx1-ubyte", "expected SHA-256 bad3541b");
    }

    @Test
    void missingFilesAreNamedWithTheirFolder() {
        Samples.write(directory, "train-images-idx3-ubyte", IMAGES);
        String message = missing(Part.TRAIN, directory);
        assertContains(
                message,
                "MNIST, training part: not found",
                directory.toString(),
                "train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz or train-labels.idx1-ubyte");
        assertFalse(message.contains("train-images"), message);
        assertContains(missing(Part.TEST, directory), "test part", "t10k-images-idx3-ubyte", "t10k-labels");
        assertContains(missing(Part.TEST, directory.resolve("absent")), "absent (no such folder)");
        assertFalse(Datasets.isPresent(ImageDataset.MNIST, directory));
    }

    @Test
    void aFolderUnderAFilesNameIsNotTheFile() throws IOException {
        place("train", "-idx%d-ubyte.gz");
        Files.createDirectory(directory.resolve("train-images-idx3-ubyte"));
        assertEquals(2, Datasets.load(ImageDataset.MNIST, Part.TRAIN, directory).size());
    }

    @Test
    void imagesOfAnotherSizeAreRejected() {
        place("train", "-idx%d-ubyte");
        Samples.write(directory, "train-images-idx3-ubyte", IdxWriter.images(Samples.pixels(2, 32 * 28), 2, 32, 28));
        String message = invalid();
        assertContains(message, "train-images-idx3-ubyte: expected images of 28 x 28 x 1, found images of 32 x 28 x 1");
    }

    @Test
    void labelsBeyondNineAndOtherCountsAreRejected() {
        place("train", "-idx%d-ubyte");
        Samples.write(directory, "train-labels-idx1-ubyte", IdxWriter.labels(Samples.bytes(0, 10)));
        assertContains(invalid(), "train-labels-idx1-ubyte: expected labels 0 to 9, found label 10 at index 1");
        Samples.write(directory, "train-labels-idx1-ubyte", IdxWriter.labels(Samples.bytes(0)));
        assertContains(invalid(), "train-labels-idx1-ubyte: expected 2 labels", "found 1 labels");
    }

    @Test
    void folderAndDownloadAreRefusedForTheSample() {
        for (Part part : Part.values()) {
            assertThrows(
                    UnsupportedOperationException.class, () -> Datasets.load(ImageDataset.SAMPLE, part, directory));
        }
        assertThrows(UnsupportedOperationException.class, () -> Datasets.isPresent(ImageDataset.SAMPLE, directory));
        assertThrows(UnsupportedOperationException.class, ImageDataset.SAMPLE::defaultDirectory);
        assertThrows(UnsupportedOperationException.class, () -> DatasetDownloader.defaults()
                .download(ImageDataset.SAMPLE, directory, Extra.EXCLUDED));
        assertTrue(Datasets.isPresent(ImageDataset.SAMPLE));
    }

    @Test
    void defaultPlaceIsTheCacheOfDl4j() throws IOException {
        DL4JResources.setBaseDirectory(directory.toFile());
        try {
            Path own = directory.resolve("data").resolve("MNIST");
            assertEquals(own, ImageDataset.MNIST.defaultDirectory());
            assertFalse(Files.exists(own), "asking for the folder must not create it");
            assertFalse(Datasets.isPresent(ImageDataset.MNIST));
            MissingDataException missing =
                    assertThrows(MissingDataException.class, () -> Datasets.load(ImageDataset.MNIST, Part.TRAIN));
            assertContains(missing.getMessage(), own.toString(), "; in " + directory + " for");

            place("train", "-idx%d-ubyte"); // where MnistDataSetIterator of M2.1 unpacks them
            assertSource(directory);
            Files.createDirectories(own);
            for (String name : List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte")) {
                Files.copy(directory.resolve(name), own.resolve(name));
            }
            assertSource(own);
            assertThrows(MissingDataException.class, () -> Datasets.load(ImageDataset.FASHION_MNIST, Part.TRAIN));
        } finally {
            DL4JResources.resetBaseDirectoryLocation();
        }
    }

    private static void assertSource(Path folder) {
        String source =
                Datasets.load(ImageDataset.MNIST, Part.TRAIN).provenance().source();
        assertEquals(
                folder.resolve("train-images-idx3-ubyte") + ", " + folder.resolve("train-labels-idx1-ubyte"), source);
    }

    private void place(String stem, String ending) {
        boolean compressed = ending.endsWith(".gz");
        String images = stem + "-images" + String.format(ending, 3);
        String labels = stem + "-labels" + String.format(ending, 1);
        Samples.write(directory, images, compressed ? IdxWriter.gzip(IMAGES) : IMAGES);
        Samples.write(directory, labels, compressed ? IdxWriter.gzip(LABELS) : LABELS);
    }

    private static String missing(Part part, Path folder) {
        return assertThrows(MissingDataException.class, () -> Datasets.load(ImageDataset.MNIST, part, folder))
                .getMessage();
    }

    private String invalid() {
        return assertThrows(InvalidDataException.class, () -> Datasets.load(ImageDataset.MNIST, Part.TRAIN, directory))
                .getMessage();
    }
}
