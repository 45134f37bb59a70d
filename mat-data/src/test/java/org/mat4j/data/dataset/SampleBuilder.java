package org.mat4j.data.dataset;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.Provenance.Verification;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.format.IdxFile;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.testing.IdxWriter;

/**
 * Makes the embedded sample of MNIST from the full data set: 500 training and 100 test images of every class, drawn
 * at random from the official training and test files, in their order there. The seed is fixed, so a second run
 * gives the same content; it prints the checksums that {@link ImageDataset#SAMPLE} has to know.
 *
 * <p>From the top folder, with the folder of the MNIST files in MNIST:
 *
 * <pre>{@code
 * mvn -q -pl mat-data -am test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=org.mat4j.data.dataset.SampleBuilder \
 *     -Dexec.args="MNIST mat-data/src/main/resources/org/mat4j/data/dataset"
 * }</pre>
 */
public final class SampleBuilder {
    /** Of the draw; the training and the test part come from different files. */
    static final long SEED = 20180715;

    static final int TRAIN_SIZE = 5000;
    static final int TEST_SIZE = 1000;

    private SampleBuilder() {}

    /**
     * @param args the folder of the MNIST files, the folder to write to
     * @throws IOException if the sample cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("expected two arguments, MNIST folder and target; found " + args.length);
        }
        build(Path.of(args[0]), Path.of(args[1]), System.out);
    }

    private static void build(Path mnist, Path target, PrintStream out) throws IOException {
        Files.createDirectories(target);
        for (Part part : Part.values()) {
            ImageData whole = Datasets.load(ImageDataset.MNIST, part, mnist);
            if (whole.provenance().verification() != Verification.VERIFIED) {
                throw new InvalidDataException(mnist.toString(), "the official MNIST", "other content");
            }
            int size = part == Part.TRAIN ? TRAIN_SIZE : TEST_SIZE;
            ImageData sample = whole.randomSubset(size, ClassBalance.EQUAL, SEED);
            out.println(sample.provenance());
            List<DataFile> files = ImageDataset.SAMPLE.files(part);
            write(target.resolve(files.get(0).name()), imagesFile(sample), out);
            write(target.resolve(files.get(1).name()), labelsFile(sample), out);
        }
    }

    /** The images of some data as an IDX file. */
    static byte[] imagesFile(ImageData data) {
        int values = data.shape().values();
        byte[] pixels = new byte[data.size() * values];
        for (int i = 0; i < data.size(); i++) {
            data.unlabeled().copyPixels(i, pixels, i * values);
        }
        return IdxWriter.images(
                pixels, data.size(), data.shape().height(), data.shape().width());
    }

    /** The labels of some data as an IDX file. */
    static byte[] labelsFile(ImageData data) {
        byte[] labels = new byte[data.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) data.label(i);
        }
        return IdxWriter.labels(labels);
    }

    private static void write(Path file, byte[] content, PrintStream out) throws IOException {
        byte[] compressed = IdxWriter.gzip(content);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, compressed);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        out.println(file.getFileName() + ": " + compressed.length + " bytes, of the content " + IdxFile.checksum(file));
    }
}
