package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.table.Columns;
import org.mat4j.data.table.CsvTable;
import org.mat4j.data.table.Missing;
import org.mat4j.data.table.TableConfig;
import org.mat4j.data.table.TableSource;
import picocli.CommandLine.Option;

/** What files of one's own hold. */
final class OwnDataOptions {

    static final String TABLE = ".csv";

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
            names = "--test-data",
            paramLabel = "FILE",
            description = "The test part of a table. Default: a share of --data.")
    private Path testData;

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
                || testData != null
                || testShare != null;
    }

    /**
     * The data.
     *
     * @param data what {@code --data} says; empty if it was not given
     * @param columns of the models that it is for; empty if there are none, or none of a table
     */
    DataSource source(Optional<Path> data, Optional<Columns> columns) {
        Checks.require(
                testData == null || testShare == null,
                "--test-share",
                testShare,
                "none beside --test-data, a whole part");
        Path file = data.or(() -> Optional.ofNullable(testData)).orElseThrow();
        Checks.require(
                file.toString().toLowerCase(Locale.ROOT).endsWith(TABLE),
                "--data",
                file,
                "a table in a file NAME" + TABLE);
        return columns.map(known -> ofModel(data, labelColumn == null ? known : known.withLabel(labelColumn)))
                .orElseGet(() -> toTrainOn(data));
    }

    private TableSource ofModel(Optional<Path> data, Columns columns) {
        return testData == null
                ? TableSource.read(data.orElseThrow(), columns, split())
                : TableSource.test(testData, columns);
    }

    private TableSource toTrainOn(Optional<Path> data) {
        Checks.require(data.isPresent(), "--data", "missing", "the table to train on beside --test-data");
        Path file = data.get();
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
