package org.mat4j.data.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.dataset.Parts;
import org.mat4j.data.example.TestSplit;

/**
 * A table in a file, and its test part: a share of it or a file of its own. Read once; immutable.
 *
 * <pre>{@code
 * TableSource iris = TableSource.read(Path.of("iris.csv"), TableConfig.of("species"), TestSplit.DEFAULT);
 * TableData training = iris.load(Part.TRAIN);
 * }</pre>
 *
 * <p>What the columns hold is learned from the whole file, what replaces missing values from its training part.
 */
public final class TableSource implements DataSource {

    private final Columns columns;
    private final String id;
    private final Parts<TableData> parts;

    private TableSource(Columns columns, Path file, Parts<TableData> parts) {
        this.columns = columns;
        this.id = file.getFileName().toString();
        this.parts = parts;
    }

    /**
     * Reads a file of which a share is the test part.
     *
     * @throws org.mat4j.data.DataException if it is missing, or naming line and column of what is not as it should be
     * @throws IllegalArgumentException if the share gives no example to a part
     */
    public static TableSource read(Path file, TableConfig config, TestSplit split) {
        Rows rows = Rows.read(file);
        int[] labels = labels(rows.table, config);
        int[] training = split.training(labels, Arrays.stream(labels).max().getAsInt() + 1);
        return split(rows, Columns.learn(rows.table, config, training), split);
    }

    /** Reads a file to train on, and another one to test with, which has the same columns in any order. */
    public static TableSource read(Path file, TableConfig config, Path testFile) {
        Rows rows = Rows.read(file);
        int[] all = IntStream.range(0, labels(rows.table, config).length).toArray();
        Columns columns = Columns.learn(rows.table, config, all);
        TableData training = rows.data(columns);
        return new TableSource(
                columns,
                file,
                new Parts<>(Optional.of(training), Rows.read(testFile).data(columns)));
    }

    /** Reads a file of which a share is the test part, by the columns of a model. */
    public static TableSource read(Path file, Columns columns, TestSplit split) {
        return split(Rows.read(file), columns, split);
    }

    /** Reads a file to test with, by the columns of a model; there is no training part. */
    public static TableSource test(Path testFile, Columns columns) {
        return new TableSource(
                columns,
                testFile,
                new Parts<>(Optional.empty(), Rows.read(testFile).data(columns)));
    }

    private static TableSource split(Rows rows, Columns columns, TestSplit split) {
        return new TableSource(columns, rows.file, Parts.of(rows.data(columns), split));
    }

    private static int[] labels(CsvTable table, TableConfig config) {
        List<String> names = Columns.classNames(table, config.label());
        return table.rows().stream()
                .mapToInt(row -> names.indexOf(row.cell(config.label()).strip()))
                .toArray();
    }

    /** A file, read once. */
    private record Rows(Path file, CsvTable table, Checksum checksum) {

        static Rows read(Path file) {
            try {
                byte[] content = InputFile.bytes(file);
                CsvTable table = CsvTable.of(file, content);
                if (table.rows().isEmpty()) {
                    throw table.invalid("a line of values below that of the column names", "none");
                }
                return new Rows(file, table, Checksum.Algorithm.SHA_256.of(content));
            } catch (IOException e) {
                throw DataException.unreadable(file, e);
            }
        }

        TableData data(Columns columns) {
            Provenance provenance = new Provenance(
                    file.getFileName().toString(),
                    file.toString(),
                    Map.of(file.getFileName().toString(), checksum),
                    Provenance.Verification.UNCHECKED,
                    List.of());
            return TableData.of(columns.encode(table), columns.labels(table), columns.classNames(), provenance);
        }
    }

    /** {@return how rows of the table become inputs} */
    public Columns columns() {
        return columns;
    }

    /** {@return the name of the file} */
    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return id;
    }

    @Override
    public long[] inputShape() {
        return parts.test().inputShape();
    }

    @Override
    public List<String> classNames() {
        return columns.classNames();
    }

    @Override
    public TableData load(Part part) {
        return parts.load(part, "the table " + id);
    }

    @Override
    public Map<String, byte[]> attachments() {
        return Map.of(Columns.ATTACHMENT, columns.toJson());
    }
}
