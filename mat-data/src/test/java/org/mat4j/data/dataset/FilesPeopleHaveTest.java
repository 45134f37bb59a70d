package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.testing.ColorImages;
import org.mat4j.data.testing.IdxWriter;
import org.mat4j.data.testing.Samples;
import org.mat4j.data.testing.TarWriter;

/** Every data set in every place where its files lie, with labels that miss all classes but two. */
class FilesPeopleHaveTest {

    private static final String PACKED = "packed";
    private static final int[] LABELS = {1, 3, 3, 1, 3, 1};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "MNIST, ''",
        "MNIST, raw",
        "MNIST, MNIST/raw",
        "FASHION_MNIST, ''",
        "FASHION_MNIST, raw",
        "FASHION_MNIST, FashionMNIST/raw",
        "CIFAR_10, ''",
        "CIFAR_10, cifar-10-batches-bin",
        "CIFAR_10, packed",
        "CIFAR_100, ''",
        "CIFAR_100, cifar-100-binary",
        "CIFAR_100, packed",
        "CIFAR_100_COARSE, ''",
        "CIFAR_100_COARSE, cifar-100-binary",
        "CIFAR_100_COARSE, packed",
        "SVHN, ''",
    })
    void areReadAndSplitByTheClassesThatExist(ImageDataset dataset, String place) throws IOException {
        Map<String, byte[]> files = files(dataset);
        if (place.equals(PACKED)) {
            TarWriter tar = new TarWriter();
            files.forEach((name, content) -> tar.file("folder/" + name, content));
            Samples.write(directory, dataset.archive().orElseThrow().name(), tar.finish());
        } else {
            Path folder = Files.createDirectories(directory.resolve(place));
            files.forEach((name, content) -> Samples.write(folder, name, content));
        }

        assertTrue(Datasets.isPresent(dataset, directory));
        ImageData test = Datasets.load(dataset, Part.TEST, directory);
        assertArrayEquals(LABELS, test.labels());
        assertEquals(dataset.classCount(), test.classCount());
        ImageData train = Datasets.load(dataset, Part.TRAIN, directory);
        assertArrayEquals(
                counts(dataset, 2), train.randomSubset(4, ClassBalance.EQUAL, 1).classCounts());
        assertArrayEquals(
                counts(dataset, 1), train.splitByCount(2, 1).validation().classCounts());
    }

    private static int[] counts(ImageDataset dataset, int each) {
        int[] counts = new int[dataset.classCount()];
        counts[1] = each;
        counts[3] = each;
        return counts;
    }

    /** Both parts have the same examples. */
    private Map<String, byte[]> files(ImageDataset dataset) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        switch (dataset) {
            case CIFAR_10 -> {
                IntStream.rangeClosed(1, 5)
                        .forEach(i -> files.put("data_batch_" + i + ".bin", ColorImages.cifar(LABELS)));
                files.put("test_batch.bin", ColorImages.cifar(LABELS));
            }
            case CIFAR_100, CIFAR_100_COARSE -> {
                byte[] content = ColorImages.cifar100(
                        Arrays.stream(LABELS).mapToObj(l -> new int[] {l, l}).toArray(int[][]::new));
                files.put("train.bin", content);
                files.put("test.bin", content);
            }
            case SVHN -> {
                double[] labels = Arrays.stream(LABELS).asDoubleStream().toArray();
                for (String name : new String[] {"train_32x32.mat", "test_32x32.mat"}) {
                    Path file = ColorImages.svhn(directory.resolve("other.mat"), labels);
                    files.put(name, Files.readAllBytes(file));
                }
            }
            default -> {
                int n = LABELS.length;
                for (String part : new String[] {"train", "t10k"}) {
                    files.put(part + "-images-idx3-ubyte", IdxWriter.images(Samples.pixels(n, 784), n, 28, 28));
                    files.put(part + "-labels-idx1-ubyte", IdxWriter.labels(Samples.bytes(LABELS)));
                }
            }
        }
        return files;
    }
}
