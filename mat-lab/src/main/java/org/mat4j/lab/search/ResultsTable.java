package org.mat4j.lab.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mat4j.lab.output.Markdown;

/**
 * The trials of a search in the order of their rank: finished ones by their validation error, the lowest first and equal
 * ones in the order of the plan; then those that diverged, are unfinished or waiting. Immutable.
 *
 * @param rows all trials, the best first
 */
public record ResultsTable(List<Row> rows) {

    private static final List<String> COLUMNS = Stream.of(
                    Stream.of("rank", "trial"),
                    Stream.of(Hyperparameter.values()).map(Hyperparameter::id),
                    Stream.of("validation_error", "updates", "seconds", "state"))
            .flatMap(s -> s)
            .toList();

    /**
     * A trial and what became of it.
     *
     * @param trial which one
     * @param values in force, of each number that the method uses
     * @param state how far it is
     * @param result empty until it is over
     */
    public record Row(
            Trial trial, Map<Hyperparameter, Double> values, Trial.State state, Optional<TrialResult> result) {

        private Optional<Double> validationError() {
            return result.map(TrialResult::validationError);
        }
    }

    /** @param rows in the order of the plan */
    static ResultsTable of(List<Row> rows) {
        // A stable sort: equal ones stay in the order of the plan.
        return new ResultsTable(rows.stream()
                .sorted(Comparator.comparing(Row::state)
                        .thenComparing(row -> row.validationError().orElse(0.0)))
                .toList());
    }

    /** The trial with the lowest validation error; empty if none is finished. */
    public Optional<Row> best() {
        return rows.stream().filter(row -> row.state() == Trial.State.FINISHED).findFirst();
    }

    /** Whether nothing is left to do. */
    public boolean isComplete() {
        return rows.stream().allMatch(row -> row.state().isOver());
    }

    /**
     * As comma-separated values with a line of names. Numbers have a decimal point in every locale; what is not known, or
     * of no use to the method, is empty. The validation error is in percent and exact.
     */
    public String toCsv() {
        return Stream.concat(Stream.of(COLUMNS), cells("%s"))
                .map(cells -> String.join(",", cells) + "\n")
                .collect(Collectors.joining());
    }

    /** As a Markdown table; the validation error is in percent, rounded. */
    public String toMarkdown() {
        Stream<List<String>> header = Stream.of(
                COLUMNS.stream().map(column -> column.replace('_', ' ')).toList(),
                Collections.nCopies(COLUMNS.size(), "---:"));
        return Markdown.table(Stream.concat(header, cells("%.2f")));
    }

    private Stream<List<String>> cells(String errorFormat) {
        return IntStream.range(0, rows.size()).mapToObj(i -> {
            Row row = rows.get(i);
            List<String> cells = new ArrayList<>();
            cells.add(row.state() == Trial.State.FINISHED ? Integer.toString(i + 1) : "");
            cells.add(Integer.toString(row.trial().number()));
            for (Hyperparameter parameter : Hyperparameter.values()) {
                Double value = row.values().get(parameter);
                cells.add(value == null ? "" : Candidates.text(value));
            }
            cells.add(format(errorFormat, row.validationError()));
            cells.add(format("%d", row.result().map(TrialResult::updates)));
            cells.add(format("%.1f", row.result().map(TrialResult::seconds)));
            cells.add(row.state().id());
            return cells;
        });
    }

    private static String format(String format, Optional<?> value) {
        return value.map(v -> String.format(Locale.ROOT, format, v)).orElse("");
    }
}
