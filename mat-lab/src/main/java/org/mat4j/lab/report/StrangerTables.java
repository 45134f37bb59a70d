package org.mat4j.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.mat4j.lab.report.HtmlReport.Table;
import org.mat4j.lab.study.OutOfDistributionTable;
import org.mat4j.lab.study.OutOfDistributionTable.Row;

/** The tables of a report on strangers: one for each measure, with a column for each detector. */
final class StrangerTables {

    private StrangerTables() {}

    static List<Table> of(OutOfDistributionTable measured) {
        return List.of(
                table(
                        "Area under the ROC curve in percent: how often a stranger scores higher than a test example; 50 is"
                                + " guessing, more is better.",
                        measured,
                        Row::auroc),
                table(
                        "Average precision in percent, strangers being the positives: it depends on their share, more is better.",
                        measured,
                        Row::aupr),
                table(
                        "Strangers in percent that pass for test examples where 95 % of the test examples do: less is better.",
                        measured, Row::fpr95));
    }

    private static Table table(String caption, OutOfDistributionTable measured, ToDoubleFunction<Row> measure) {
        List<Row> all = measured.rows();
        List<String> detectors = all.stream().map(Row::detector).distinct().toList();
        List<List<String>> rows = new ArrayList<>();
        for (String set : all.stream().map(Row::strangers).distinct().toList()) {
            for (String model : all.stream().map(Row::model).distinct().toList()) {
                Stream<String> cells = all.stream()
                        .filter(r -> r.strangers().equals(set) && r.model().equals(model))
                        .map(r -> String.format(Locale.ROOT, "%.1f", measure.applyAsDouble(r)));
                rows.add(Stream.concat(Stream.of(set, model), cells).toList());
            }
        }
        return new Table(
                caption,
                Stream.concat(Stream.of("strangers", "run"), detectors.stream()).toList(),
                rows);
    }
}
