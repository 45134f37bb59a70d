package org.mat4j.data.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.LabelForm;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.Inputs;

/** Labeled rows of numbers; a label is a class or the probabilities of all. Immutable. */
public final class TableData implements Examples {
    private static final long serialVersionUID = 1L;

    private final Rows rows;
    private final int[] labels;
    private final float[][] probabilities; // null where labels are classes

    @SuppressWarnings("serial") // a list that List.copyOf makes is serializable
    private final List<String> classNames;

    private TableData(Rows rows, int[] labels, float[][] probabilities, List<String> classNames) {
        this.rows = rows;
        this.labels = labels;
        this.probabilities = probabilities;
        this.classNames = classNames;
    }

    /**
     * Data from arrays, of which the labels are copied and the rows are not: the caller must not change them.
     *
     * @param rows [n][columns], finite, at least one
     * @param labels [n], 0 to the number of classes - 1
     * @param classNames by label, at least 1, all different
     * @throws IllegalArgumentException if a length, a number or a label is not as said here
     */
    public static TableData of(float[][] rows, int[] labels, List<String> classNames, Provenance provenance) {
        Checks.require(rows.length > 0, "number of rows", 0, "at least one");
        Checks.require(labels.length == rows.length, "number of labels", labels.length, rows.length + ", one per row");
        Checks.require(
                !classNames.isEmpty() && Set.copyOf(classNames).size() == classNames.size(),
                "class names",
                classNames,
                "at least one, all different");
        int columns = rows[0].length;
        Checks.atLeast(1, "number of columns", columns);
        for (int i = 0; i < rows.length; i++) {
            Checks.require(
                    rows[i].length == columns,
                    "number of values of row " + i,
                    rows[i].length,
                    columns + " as in row 0");
            for (int c = 0; c < columns; c++) {
                Checks.require(
                        Float.isFinite(rows[i][c]),
                        "value of row " + i + ", column " + c,
                        rows[i][c],
                        "a finite number");
            }
            Checks.require(
                    labels[i] >= 0 && labels[i] < classNames.size(),
                    "label of row " + i,
                    labels[i],
                    "0 to " + (classNames.size() - 1));
        }
        return new TableData(new Rows(rows, provenance), labels.clone(), null, List.copyOf(classNames));
    }

    /**
     * The same rows to train on with probabilities of the classes, such as those that another network gave; everything else
     * takes the most likely class, the first of several, for the label. Where all rows are one-hot, these are the labels.
     *
     * @param probabilities [n][classCount], each row of the form {@link LabelForm#PROBABILITIES}
     * @throws IllegalArgumentException if a length or a row is not as said here
     */
    public static TableData of(
            float[][] rows, float[][] probabilities, List<String> classNames, Provenance provenance) {
        int[] labels = new int[probabilities.length];
        boolean uncertain = false;
        for (int i = 0; i < labels.length; i++) {
            float[] row = probabilities[i];
            Checks.require(
                    row.length == classNames.size(),
                    "number of probabilities of row " + i,
                    row.length,
                    classNames.size() + ", one per class");
            int place = i;
            double[] values =
                    IntStream.range(0, row.length).mapToDouble(c -> row[c]).toArray();
            uncertain |= LabelForm.ONE_HOT.mistakeIn(values).isPresent();
            LabelForm.PROBABILITIES.mistakeIn(values).ifPresent(expected -> {
                throw new IllegalArgumentException(
                        "probabilities of row " + place + " are " + Arrays.toString(row) + ", expected " + expected);
            });
            for (int c = 1; c < row.length; c++) {
                labels[i] = row[c] > row[labels[i]] ? c : labels[i];
            }
        }
        TableData classes = of(rows, labels, classNames, provenance);
        if (!uncertain) {
            return classes;
        }
        float[][] copy = Arrays.stream(probabilities).map(float[]::clone).toArray(float[][]::new);
        return new TableData(classes.rows, classes.labels, copy, classes.classNames);
    }

    @Override
    public Inputs unlabeled() {
        return rows;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public LabelForm labelForm() {
        return probabilities == null ? LabelForm.ONE_HOT : LabelForm.PROBABILITIES;
    }

    @Override
    public void copyLabel(int index, float[] target, int offset) {
        if (probabilities == null) {
            Examples.super.copyLabel(index, target, offset);
        } else {
            System.arraycopy(probabilities[index], 0, target, offset, probabilities[index].length);
        }
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public TableData select(int[] indices, String step) {
        Checks.require(indices.length > 0, "the number of indices", 0, "at least one example");
        return new TableData(
                new Rows(chosen(rows.values, indices), rows.provenance.then(step)),
                Arrays.stream(indices).map(i -> labels[i]).toArray(),
                probabilities == null ? null : chosen(probabilities, indices),
                classNames);
    }

    private static float[][] chosen(float[][] rows, int[] indices) {
        return Arrays.stream(indices).mapToObj(i -> rows[i]).toArray(float[][]::new);
    }

    @Override
    public String toString() {
        return provenance().name() + ": " + size() + " rows of " + inputShape()[0] + " numbers, " + classCount()
                + " classes";
    }

    /** The rows, which selections share. */
    private static final class Rows implements Inputs {
        private static final long serialVersionUID = 1L;

        private final float[][] values;
        private final Provenance provenance;

        Rows(float[][] values, Provenance provenance) {
            this.values = values;
            this.provenance = Objects.requireNonNull(provenance, "provenance");
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public long[] inputShape() {
            return new long[] {values[0].length};
        }

        @Override
        public Provenance provenance() {
            return provenance;
        }

        @Override
        public void copyTo(int index, float[] target, int offset) {
            System.arraycopy(values[index], 0, target, offset, values[index].length);
        }
    }
}
