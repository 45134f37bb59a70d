package org.mat4j.data.table;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mat4j.data.Checksum;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.dataset.Parts;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.format.NpyFile;

/**
 * Features and labels in files that NumPy wrote, such as what a foundation model gave: {@code features.npy}, [n, columns], and
 * {@code labels.npy}, [n] or [n, 1], whole numbers. Class names are the numbers that occur. Read once; immutable.
 */
public final class NumpySource implements DataSource {

    private final Path features;
    private final Parts<TableData> parts;

    private NumpySource(Path features, Parts<TableData> parts) {
        this.features = features;
        this.parts = parts;
    }

    /**
     * Two files.
     *
     * @param features [n, columns]
     * @param labels [n]
     */
    public record Pair(Path features, Path labels) {}

    /**
     * Reads files of which a share is the test part.
     *
     * @param classNames of a model, in its order, among which the labels must be; empty to take the numbers that occur
     * @throws org.mat4j.data.DataException if a file is missing or damaged, or the two do not belong together
     * @throws IllegalArgumentException if the share gives no example to a part
     */
    public static NumpySource read(Pair files, Optional<List<String>> classNames, TestSplit split) {
        return new NumpySource(files.features, Parts.of(data(files, classNames), split));
    }

    /** Reads files to train on, and others to test with, whose labels are among theirs. */
    public static NumpySource read(Pair files, Optional<List<String>> classNames, Pair testFiles) {
        TableData training = data(files, classNames);
        return new NumpySource(
                files.features,
                new Parts<>(Optional.of(training), data(testFiles, Optional.of(training.classNames()))));
    }

    /** Reads files to test with, by the class names of a model; there is no training part. */
    public static NumpySource test(Pair testFiles, List<String> classNames) {
        return new NumpySource(
                testFiles.features, new Parts<>(Optional.empty(), data(testFiles, Optional.of(classNames))));
    }

    /** The rows of a file, [n][columns], finite. */
    public static float[][] rows(Path file) {
        NpyFile array = NpyFile.read(file);
        if (array.shape().length != 2 || array.values().length == 0) {
            throw new InvalidDataException(file, "an array [n, columns]", Arrays.toString(array.shape()));
        }
        float[][] rows = new float[(int) array.shape()[0]][(int) array.shape()[1]];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < rows[i].length; c++) {
                rows[i][c] = (float) array.values()[i * rows[i].length + c];
                if (!Float.isFinite(rows[i][c])) {
                    throw new InvalidDataException(
                            file,
                            "finite numbers up to 3.4e38",
                            array.values()[i * rows[i].length + c] + " in row " + i + ", column " + c);
                }
            }
        }
        return rows;
    }

    private static long[] labels(Path file) {
        NpyFile array = NpyFile.read(file);
        long[] shape = array.shape();
        if (shape.length != 1 && !(shape.length == 2 && shape[1] == 1)) {
            throw new InvalidDataException(file, "labels [n]", "an array " + Arrays.toString(shape));
        }
        long[] labels = new long[array.values().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (long) array.values()[i];
            if (labels[i] != array.values()[i]) {
                throw new InvalidDataException(file, "whole numbers", array.values()[i] + " in row " + i);
            }
        }
        return labels;
    }

    private static List<String> classNames(Path file, long[] labels) {
        List<String> names = Arrays.stream(labels)
                .distinct()
                .sorted()
                .mapToObj(Long::toString)
                .toList();
        if (names.size() < 2) {
            throw new InvalidDataException(file, "at least two different labels", names.toString());
        }
        return names;
    }

    private static TableData data(Pair files, Optional<List<String>> classNames) {
        long[] labels = labels(files.labels);
        List<String> names = classNames.orElseGet(() -> classNames(files.labels, labels));
        float[][] rows = rows(files.features);
        if (labels.length != rows.length) {
            throw new InvalidDataException(
                    files.labels,
                    rows.length + " labels, one per row of " + files.features,
                    Integer.toString(labels.length));
        }
        int[] places = new int[labels.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = names.indexOf(Long.toString(labels[i]));
            if (places[i] < 0) {
                throw new InvalidDataException(files.labels, "labels among " + names, labels[i] + " in row " + i);
            }
        }
        Map<String, Checksum> sums = new LinkedHashMap<>();
        for (Path file : List.of(files.features, files.labels)) {
            sums.put(file.getFileName().toString(), Checksum.Algorithm.SHA_256.of(file));
        }
        return TableData.of(
                rows,
                places,
                names,
                new Provenance(
                        files.features.getFileName().toString(),
                        files.features.toString(),
                        sums,
                        Provenance.Verification.UNCHECKED,
                        List.of()));
    }

    /** {@return the name of the features' file} */
    @Override
    public String id() {
        return features.getFileName().toString();
    }

    @Override
    public String title() {
        return id();
    }

    @Override
    public long[] inputShape() {
        return parts.test().inputShape();
    }

    @Override
    public List<String> classNames() {
        return parts.test().classNames();
    }

    @Override
    public TableData load(Part part) {
        return parts.load(part, id());
    }
}
