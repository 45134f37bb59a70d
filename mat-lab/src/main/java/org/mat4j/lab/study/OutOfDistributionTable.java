package org.mat4j.lab.study;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.measure.ood.Separation;
import org.mat4j.lab.output.Output;

/**
 * How well detectors tell strangers, with a row for each model, set of strangers and detector, in this order.
 *
 * @param rows as measured
 */
public record OutOfDistributionTable(List<Row> rows) {
    /** Copies the list. */
    public OutOfDistributionTable {
        rows = List.copyOf(rows);
    }

    /**
     * One detector of one model on one set of strangers; see {@link Separation} for the definitions.
     *
     * @param model its name
     * @param strangers name of the set
     * @param detector its name
     * @param auroc in percent, more is better
     * @param aupr in percent, strangers being the positives, more is better
     * @param fpr95 in percent, less is better
     * @param nHome number of home examples
     * @param nStrangers number of strangers
     */
    public record Row(
            String model,
            String strangers,
            String detector,
            double auroc,
            double aupr,
            double fpr95,
            int nHome,
            int nStrangers) {
        static Row of(String model, String strangers, String detector, Separation told) {
            return new Row(
                    model,
                    strangers,
                    detector,
                    100 * told.auroc(),
                    100 * told.aupr(),
                    100 * told.fprAt95(),
                    told.home(),
                    told.strangers());
        }
    }

    /** Writes it as CSV, as {@link Output#write} does: model,strangers,detector,auroc,aupr,fpr95,n_home,n_strangers. */
    public void writeCsv(Path file) {
        Output.writeCsv(
                file,
                List.of("model", "strangers", "detector", "auroc", "aupr", "fpr95", "n_home", "n_strangers"),
                rows.stream()
                        .map(r -> List.of(
                                r.model(),
                                r.strangers(),
                                r.detector(),
                                r.auroc(),
                                r.aupr(),
                                r.fpr95(),
                                r.nHome(),
                                r.nStrangers()))
                        .toList());
    }
}
