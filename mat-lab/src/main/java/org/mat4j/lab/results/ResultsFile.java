package org.mat4j.lab.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.mat4j.data.table.CsvTable;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.output.Output;

/**
 * A table of results as a CSV file: a row per run, sorted by experiment and seed. Errors and accuracies are in percent;
 * what was not measured is empty.
 *
 * <p>Columns: {@code experiment}, {@code seed}, {@code settings} (equal for equal settings of the experiment), {@code
 * version} of this library, {@code updates} made, {@code test-error}, {@code validation-error} (the lowest),
 * {@code fisher-ratio} of the test part's latents, {@code l2-error} and {@code fgsm-error} (see {@link Scores.Robustness}),
 * {@code seconds} of training, and for each threat, such as {@code l-infinity-0.3}, the robust accuracy with {@code -low}
 * and {@code -high} of its interval of 95 % and {@code -n}, the number of examples.
 *
 * @param path the file; it need not exist
 */
public record ResultsFile(Path path) {

    static final String EXPERIMENT = "experiment";
    static final String SEED = "seed";
    static final String SETTINGS = "settings";

    private static final int DECIMALS = 4;

    /** The row of a finished run: its values by column. */
    static Map<String, String> row(PlannedRun run, RunSummary summary, RunMeasures measures) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put(EXPERIMENT, run.name());
        row.put(SEED, Long.toString(summary.seed()));
        row.put(SETTINGS, run.settings());
        row.put("version", summary.provenance().get("mat4j"));
        row.put("updates", Long.toString(summary.updates()));
        row.put("test-error", text(summary.testError()));
        row.put("validation-error", text(summary.validationError()));
        row.put("fisher-ratio", text(measures.fisherRatio()));
        Scores.Robustness own = summary.robustness();
        row.put("l2-error", text(own == null ? null : own.l2Error()));
        row.put("fgsm-error", text(own == null ? null : own.fgsmError()));
        row.put("seconds", text(summary.seconds()));
        measures.under(run.threats()).forEach(left -> {
            String threat = left.norm() + "-" + text(left.epsilon());
            row.put(threat, text(left.robust()));
            row.put(threat + "-low", text(left.low()));
            row.put(threat + "-high", text(left.high()));
            row.put(threat + "-n", Integer.toString(left.n()));
        });
        return row;
    }

    /** Rounded; empty for null, and for the ratio of latents that have collapsed, which is infinite or NaN. */
    private static String text(Double value) {
        if (value == null || !Double.isFinite(value)) {
            return "";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /**
     * Writes the file with a row in place of the one of the same experiment and seed, or beside the others.
     *
     * @throws org.mat4j.data.DataException if the file is there and damaged
     * @throws org.mat4j.lab.output.OutputException if it cannot be written
     */
    void put(Map<String, String> row) {
        List<Map<String, String>> rows = new ArrayList<>();
        if (Files.exists(path)) {
            for (CsvTable.Row old : CsvTable.read(path).rows()) {
                boolean replaced = old.text(EXPERIMENT).equals(row.get(EXPERIMENT))
                        && old.number(SEED) == Double.parseDouble(row.get(SEED));
                if (!replaced) {
                    rows.add(old.values());
                }
            }
        }
        rows.add(row);
        rows.sort(Comparator.<Map<String, String>, String>comparing(r -> r.get(EXPERIMENT))
                .thenComparing(r -> Double.parseDouble(r.get(SEED))));
        List<String> columns = columns(row, rows);
        Output.writeCsv(
                path,
                columns,
                rows.stream()
                        .map(r ->
                                columns.stream().map(c -> r.getOrDefault(c, "")).toList())
                        .toList());
    }

    /** Those of every run, then those of the threats under which any was attacked, in alphabetical order. */
    private static List<String> columns(Map<String, String> row, List<Map<String, String>> rows) {
        List<String> columns = new ArrayList<>(row.keySet());
        columns.subList(columns.indexOf("seconds") + 1, columns.size()).clear();
        TreeSet<String> more = new TreeSet<>();
        rows.forEach(r -> r.forEach((column, value) -> {
            if (!value.isEmpty()) {
                more.add(column);
            }
        }));
        columns.forEach(more::remove);
        columns.addAll(more);
        return columns;
    }
}
