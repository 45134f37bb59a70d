package org.mat4j.data.table;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.mat4j.core.check.Checks;

/**
 * What the columns of a table are. Immutable.
 *
 * @param label the column of the classes
 * @param categorical columns of categories whose names are numbers, such as postal codes; others are found out
 * @param ignored columns that are left out, such as row numbers
 * @param missing what becomes of missing values; a missing class is always an error
 */
@RecordBuilder
public record TableConfig(String label, Set<String> categorical, Set<String> ignored, Missing missing)
        implements TableConfigBuilder.With {

    /** Checks that each column is one of these. */
    public TableConfig {
        Checks.require(!label.isBlank(), "label column", "'" + label + "'", "the name of a column");
        categorical = Set.copyOf(categorical);
        ignored = Set.copyOf(ignored);
        Objects.requireNonNull(missing, "missing");
        Set<String> both = new HashSet<>(categorical);
        both.retainAll(ignored);
        Checks.require(both.isEmpty(), "columns both categorical and ignored", both, "none");
        Checks.require(
                !categorical.contains(label) && !ignored.contains(label),
                "label column",
                "'" + label + "'",
                "one that is neither called categorical nor ignored");
    }

    /** A table with a label column; missing values are refused. */
    public static TableConfig of(String label) {
        return new TableConfig(label, Set.of(), Set.of(), Missing.REFUSED);
    }
}
