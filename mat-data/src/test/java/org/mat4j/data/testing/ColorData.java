package org.mat4j.data.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Small color datasets for tests of other packages. */
public final class ColorData {
    private ColorData() {}

    /** Writes CIFAR-10 with the given numbers of training and test images, of all classes in turns. */
    public static void writeCifar10(Path directory, int train, int test) {
        Samples.write(directory, "data_batch_1.bin", ColorImages.cifar(labels(train, 0)));
        Samples.write(directory, "test_batch.bin", ColorImages.cifar(labels(test, 0)));
    }

    /** Writes the archive of CIFAR-100 with the given numbers of training and test images, of all classes in turns. */
    public static void writeCifar100(Path archive, int train, int test) throws IOException {
        byte[] content = new TarWriter()
                .file("cifar-100-binary/train.bin", cifar100(train))
                .file("cifar-100-binary/test.bin", cifar100(test))
                .finish();
        Files.write(archive, content);
    }

    /** The superclass of a class is not the official one. */
    private static byte[] cifar100(int count) {
        return ColorImages.cifar100(IntStream.range(0, count)
                .mapToObj(i -> new int[] {i % 20, i % 100})
                .toArray(int[][]::new));
    }

    /** Writes SVHN with the given numbers of training, test and extra images, of all classes in turns. */
    public static void writeSvhn(Path directory, int train, int test, int extra) {
        writeSvhn(directory.resolve("train_32x32.mat"), train);
        writeSvhn(directory.resolve("test_32x32.mat"), test);
        writeSvhn(directory.resolve("extra_32x32.mat"), extra);
    }

    private static void writeSvhn(Path file, int count) {
        ColorImages.svhn(file, IntStream.of(labels(count, 1)).asDoubleStream().toArray());
    }

    private static int[] labels(int count, int first) {
        return IntStream.range(0, count).map(i -> first + i % 10).toArray();
    }
}
