package org.mat4j.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.dataset.IdxSource;
import org.mat4j.data.dataset.ImageFolder;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.table.Columns;
import org.mat4j.data.table.CsvTable;
import org.mat4j.data.table.Missing;
import org.mat4j.data.table.NumpySource;
import org.mat4j.data.table.TableConfig;
import org.mat4j.data.table.TableSource;
import picocli.CommandLine.Option;

/** What files of one's own hold. */
final class OwnDataOptions {

    /** Of all of them. */
    static final String[] NAMES = {
        "--label-column",
        "--categorical",
        "--ignore-columns",
        "--missing",
        "--labels-file",
        "--image-shape",
        "--transposed",
        "--test-data",
        "--test-labels-file",
        "--test-share"
    };

    private static final String TABLE = ".csv";
    private static final String ARRAY = ".npy";

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            description = "Of a table: the column of the classes. A command on a model knows it.")
    private String labelColumn;

    @Option(
            names = "--categorical",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Of a table to train on: columns of categories whose names are numbers, with commas. Columns are "
                            + "numbers if their first value is one, else categories.")
    private Set<String> categorical = Set.of();

    @Option(
            names = "--ignore-columns",
            paramLabel = "NAME",
            split = ",",
            description = "Of a table to train on: columns to leave out, with commas.")
    private Set<String> ignored = Set.of();

    @Option(
            names = "--missing",
            paramLabel = "NAME",
            description =
                    "Of a table to train on: values that are empty, ?, NA or NaN are ${bundle:choices.Missing}: errors, "
                            + "or replaced by the median or the most frequent category of the training rows. Default: refused.")
    private Missing missing = Missing.REFUSED;

    @Option(
            names = "--labels-file",
            paramLabel = "FILE",
            description =
                    "Of --data features.npy, [n, columns]: the labels as numpy.save writes them, whole numbers [n], or "
                            + "to train on probabilities [n, classes]; of images in an IDX file: the labels in another one, also those of QMNIST.")
    private Path labelsFile;

    @Option(
            names = "--image-shape",
            paramLabel = "HxWxC",
            description =
                    "Of a folder to train on: the height, width and channels (1 gray, 3 color) that all pictures are "
                            + "converted to, such as 32x32x3. Default: those of the first picture, if it is at most "
                            + "${bundle:default.ownImageSize} pixels high and wide.")
    private ImageShape imageShape;

    @Option(
            names = "--transposed",
            description = "Of images in an IDX file: they lie column by column, as those of EMNIST.")
    private boolean transposed;

    @Option(
            names = "--test-data",
            paramLabel = "PATH",
            description =
                    "The test part: a table, an array of features, a folder. Default: the folder test beside train in a "
                            + "folder that has both, else a share of --data.")
    private Path testData;

    @Option(
            names = "--test-labels-file",
            paramLabel = "FILE",
            description = "Of --test-data features.npy, or in an IDX file: the labels.")
    private Path testLabelsFile;

    @Option(
            names = "--test-share",
            paramLabel = "X",
            description =
                    "Share of --data that is the test part, above 0 and below 1: of each class, always the same examples. "
                            + "Default: ${bundle:default.testShare}.")
    private Double testShare;

    boolean isTestGiven() {
        return testData != null;
    }

    /** Whether anything was given. */
    boolean any() {
        return labelColumn != null
                || !categorical.isEmpty()
                || !ignored.isEmpty()
                || missing != Missing.REFUSED
                || labelsFile != null
                || imageShape != null
                || transposed
                || testData != null
                || testLabelsFile != null
                || testShare != null;
    }

    /**
     * The data.
     *
     * @param data what {@code --data} says; empty if it was not given
     * @param model that it is for; empty to train on it
     */
    DataSource source(Optional<Path> data, Optional<TrainedModel> model, Given given) {
        Path path = data.or(() -> Optional.ofNullable(testData)).orElseThrow();
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean table = name.endsWith(TABLE);
        boolean array = name.endsWith(ARRAY);
        boolean idx = !table && !array && Files.isRegularFile(path);
        boolean folder = !table && !array && !idx;
        Checks.require(
                !folder || Files.isDirectory(path),
                data.isPresent() ? "--data" : "--test-data",
                path,
                "a file NAME" + TABLE + " or NAME" + ARRAY
                        + ", an IDX file, or a folder with a folder of pictures for each class");
        Optional<Columns> columns =
                model.flatMap(known -> known.attachment(Columns.ATTACHMENT)).map(Columns::fromJson);
        given.require(testData == null, "beside --test-data, which is the whole test part", "--test-share")
                .require(testData != null, "without --test-data", "--test-labels-file")
                .require(data.isPresent(), "without --data", "--labels-file")
                .require(table, "without a table", "--label-column", "--categorical", "--ignore-columns", "--missing")
                .require(
                        columns.isEmpty(),
                        "on a model, which knows its columns",
                        "--categorical",
                        "--ignore-columns",
                        "--missing")
                .require(array || idx, "without features.npy or an IDX file", "--labels-file", "--test-labels-file")
                .require(idx, "without an IDX file", "--transposed")
                .require(folder, "without a folder of pictures", "--image-shape")
                .require(model.isEmpty(), "on a model, which knows the shape of its images", "--image-shape")
                .require(
                        !folder || !ImageFolder.hasTestPart(path),
                        "on " + path + ", whose folder test is the test part",
                        "--test-share");
        if (array) {
            return arrays(data, model.map(TrainedModel::classNames));
        }
        if (idx) {
            return images(data, model.map(TrainedModel::classNames));
        }
        if (!table) {
            return folder(path, model);
        }
        return columns.<DataSource>map(
                        known -> ofModel(data, labelColumn == null ? known : known.withLabel(labelColumn)))
                .orElseGet(() -> toTrainOn(data));
    }

    private ImageFolder folder(Path folder, Optional<TrainedModel> model) {
        ImageFolder.Reading reading = new ImageFolder.Reading(
                model.map(known -> ImageShape.of(known.info().inputShape())).or(() -> Optional.ofNullable(imageShape)),
                model.map(TrainedModel::classNames));
        return testData == null
                ? ImageFolder.read(folder, reading, split())
                : ImageFolder.read(folder, reading, testData);
    }

    private IdxSource images(Optional<Path> data, Optional<List<String>> classNames) {
        Optional<IdxSource.Pair> whole = data.map(file -> idx(file, labelsFile, "--labels-file"));
        if (testData == null) {
            return IdxSource.read(whole.orElseThrow(), classNames, split());
        }
        IdxSource.Pair test = idx(testData, testLabelsFile, "--test-labels-file");
        return whole.map(pair -> IdxSource.read(pair, classNames, test))
                .orElseGet(() -> IdxSource.test(test, classNames.orElseThrow(OwnDataOptions::nothingToTrainOn)));
    }

    private IdxSource.Pair idx(Path images, Path labels, String option) {
        Checks.require(labels != null, option, "missing", "the labels of " + images);
        return new IdxSource.Pair(
                images, labels, transposed ? IdxSource.Orientation.COLUMNS : IdxSource.Orientation.ROWS);
    }

    private NumpySource arrays(Optional<Path> data, Optional<List<String>> classNames) {
        Optional<NumpySource.Pair> whole = data.map(file -> pair(file, labelsFile, "--labels-file"));
        if (testData == null) {
            return NumpySource.read(whole.orElseThrow(), classNames, split());
        }
        NumpySource.Pair test = pair(testData, testLabelsFile, "--test-labels-file");
        return whole.map(pair -> NumpySource.read(pair, classNames, test))
                .orElseGet(() -> NumpySource.test(test, classNames.orElseThrow(OwnDataOptions::nothingToTrainOn)));
    }

    private static NumpySource.Pair pair(Path features, Path labels, String option) {
        Checks.require(labels != null, option, "missing", "the labels of " + features);
        return new NumpySource.Pair(features, labels);
    }

    private static IllegalArgumentException nothingToTrainOn() {
        return new IllegalArgumentException("--data is missing, expected what to train on beside --test-data");
    }

    private TableSource ofModel(Optional<Path> data, Columns columns) {
        return testData == null
                ? TableSource.read(data.orElseThrow(), columns, split())
                : TableSource.test(testData, columns);
    }

    private TableSource toTrainOn(Optional<Path> data) {
        Path file = data.orElseThrow(OwnDataOptions::nothingToTrainOn);
        if (labelColumn == null) {
            throw new IllegalArgumentException("--label-column is missing, expected the column of the classes, one of "
                    + String.join(", ", CsvTable.read(file).columns()));
        }
        TableConfig config = new TableConfig(labelColumn, categorical, ignored, missing);
        return testData == null ? TableSource.read(file, config, split()) : TableSource.read(file, config, testData);
    }

    private TestSplit split() {
        return testShare == null ? TestSplit.DEFAULT : new TestSplit(testShare);
    }
}
