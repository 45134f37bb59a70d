package org.mat4j.lab.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
     * @param rank from 1; empty if it is not finished
     * @param trial which one
     * @param values in force, of each number that the method uses
     * @param state how far it is
     * @param result empty until it is over
     */
    public record Row(
            OptionalInt rank,
            Trial trial,
            Map<Hyperparameter, Double> values,
            TrialState state,
            Optional<TrialResult> result) {

        private Row ranked(int place) {
            OptionalInt rank = state == TrialState.FINISHED ? OptionalInt.of(place) : OptionalInt.empty();
            return new Row(rank, trial, values, state, result);
        }

        private Optional<Double> validationError() {
            return result.map(TrialResult::validationError);
        }
    }

    /** @param rows in the order of the plan; their ranks are not looked at */
    static ResultsTable of(List<Row> rows) {
        // A stable sort: equal ones stay in the order of the plan.
        List<Row> sorted = rows.stream()
                .sorted(Comparator.comparing(Row::state)
                        .thenComparing(row -> row.validationError().orElse(0.0)))
                .toList();
        return new ResultsTable(IntStream.range(0, rows.size())
                .mapToObj(i -> sorted.get(i).ranked(i + 1))
                .toList());
    }

    /** The trial with the lowest validation error; empty if none is finished. */
    public Optional<Row> best() {
        return rows.stream().filter(row -> row.rank().isPresent()).findFirst();
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
        return Stream.concat(Stream.of(COLUMNS), rows.stream().map(row -> cells(row, "%s")))
                .map(cells -> String.join(",", cells) + "\n")
                .collect(Collectors.joining());
    }

    /** As a Markdown table; the validation error is in percent, rounded. */
    public String toMarkdown() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS.stream().map(column -> column.replace('_', ' ')).toList());
        lines.add(COLUMNS.stream().map(column -> "---:").toList());
        rows.forEach(row -> lines.add(cells(row, "%.2f")));
        return lines.stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining());
    }

    private static List<String> cells(Row row, String errorFormat) {
        List<String> cells = new ArrayList<>();
        cells.add(row.rank().isPresent() ? Integer.toString(row.rank().getAsInt()) : "");
        cells.add(Integer.toString(row.trial().number()));
        for (Hyperparameter parameter : Hyperparameter.values()) {
            Double value = row.values().get(parameter);
            cells.add(value == null ? "" : Candidates.text(value));
        }
        cells.add(row.validationError()
                .map(error -> String.format(Locale.ROOT, errorFormat, error))
                .orElse(""));
        cells.add(row.result().map(result -> Long.toString(result.updates())).orElse(""));
        cells.add(row.result()
                .map(result -> String.format(Locale.ROOT, "%.1f", result.seconds()))
                .orElse(""));
        cells.add(row.state().id());
        return cells;
    }
}
