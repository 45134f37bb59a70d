package org.mat4j.data.table;

import java.util.Locale;
import java.util.Set;

/** What becomes of missing values, which are empty, {@code ?}, {@code NA} or {@code NaN} in any case. */
public enum Missing {
    /** They are errors that name line and column. */
    REFUSED,
    /** Numbers become the median of their column, categories the most frequent one, both over the training rows. */
    IMPUTED;

    private static final Set<String> SPELLINGS = Set.of("", "?", "na", "nan");

    static boolean is(String cell) {
        return SPELLINGS.contains(cell.strip().toLowerCase(Locale.ROOT));
    }
}
