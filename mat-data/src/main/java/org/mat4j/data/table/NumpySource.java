package org.mat4j.data.table;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mat4j.core.network.LabelForm;
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
 * {@code labels.npy}: whole numbers [n] or [n, 1], of which those that occur are the class names; or probabilities
 * [n, classes], of classes that are counted from 0 unless a model names them. Read once; immutable.
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
     * @param labels [n], [n, 1] or [n, classes]
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
        return rows(NpyFile.read(file));
    }

    private static float[][] rows(NpyFile array) {
        if (array.shape().length != 2 || array.values().length == 0) {
            throw new InvalidDataException(array.file(), "an array [n, columns]", Arrays.toString(array.shape()));
        }
        float[][] rows = new float[(int) array.shape()[0]][(int) array.shape()[1]];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < rows[i].length; c++) {
                double value = array.values()[i * rows[i].length + c];
                rows[i][c] = (float) value;
                if (!Float.isFinite(rows[i][c])) {
                    throw new InvalidDataException(
                            array.file(), "finite numbers up to 3.4e38", value + " in row " + i + ", column " + c);
                }
            }
        }
        return rows;
    }

    private static TableData data(Pair files, Optional<List<String>> classNames) {
        NpyFile features = NpyFile.read(files.features);
        NpyFile labels = NpyFile.read(files.labels);
        Map<String, Checksum> sums = new LinkedHashMap<>();
        for (NpyFile array : List.of(features, labels)) {
            sums.put(array.file().getFileName().toString(), array.checksum());
        }
        String name = files.features.getFileName().toString();
        Provenance provenance =
                new Provenance(name, files.features.toString(), sums, Provenance.Verification.UNCHECKED, List.of());
        float[][] rows = rows(features);
        long[] shape = labels.shape();
        boolean probabilities = shape.length == 2 && shape[1] > 1;
        if (shape.length != 1 && !(shape.length == 2 && shape[1] > 0)) {
            throw new InvalidDataException(
                    files.labels, "labels [n], or probabilities [n, classes]", "an array " + Arrays.toString(shape));
        }
        if (shape[0] != rows.length) {
            throw new InvalidDataException(
                    files.labels, rows.length + " labels, one per row of " + files.features, Long.toString(shape[0]));
        }
        return probabilities
                ? ofProbabilities(rows, labels, classNames, provenance)
                : ofClasses(rows, labels, classNames, provenance);
    }

    private static TableData ofClasses(
            float[][] rows, NpyFile labels, Optional<List<String>> classNames, Provenance provenance) {
        double[] values = labels.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != (long) values[i]) {
                throw new InvalidDataException(labels.file(), "whole numbers", values[i] + " in row " + i);
            }
        }
        List<String> names = classNames.orElseGet(() -> Arrays.stream(values)
                .distinct()
                .sorted()
                .mapToObj(NumpySource::className)
                .toList());
        if (classNames.isEmpty() && names.size() < 2) {
            throw new InvalidDataException(labels.file(), "at least two different labels", names.toString());
        }
        int[] places = new int[values.length];
        for (int i = 0; i < places.length; i++) {
            String name = className(values[i]);
            places[i] = names.indexOf(name);
            if (places[i] < 0) {
                throw new InvalidDataException(labels.file(), "labels among " + names, name + " in row " + i);
            }
        }
        return TableData.of(rows, places, names, provenance);
    }

    private static String className(double label) {
        return Long.toString((long) label);
    }

    private static TableData ofProbabilities(
            float[][] rows, NpyFile labels, Optional<List<String>> classNames, Provenance provenance) {
        int classes = (int) labels.shape()[1];
        List<String> names = classNames.orElseGet(
                () -> IntStream.range(0, classes).mapToObj(Integer::toString).toList());
        if (names.size() != classes) {
            throw new InvalidDataException(
                    labels.file(), "a probability for each of the classes " + names, classes + " columns");
        }
        float[][] probabilities = new float[rows.length][classes];
        for (int i = 0; i < rows.length; i++) {
            double[] row = Arrays.copyOfRange(labels.values(), i * classes, (i + 1) * classes);
            int place = i;
            LabelForm.PROBABILITIES.mistakeIn(row).ifPresent(expected -> {
                throw new InvalidDataException(
                        labels.file(), "rows of " + expected, Arrays.toString(row) + " in row " + place);
            });
            for (int c = 0; c < classes; c++) {
                probabilities[i][c] = (float) row[c];
            }
        }
        return TableData.of(rows, probabilities, names, provenance);
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
    public LabelForm labelForm() {
        return parts.training().map(TableData::labelForm).orElse(LabelForm.ONE_HOT);
    }

    @Override
    public TableData load(Part part) {
        return parts.load(part, id());
    }
}
