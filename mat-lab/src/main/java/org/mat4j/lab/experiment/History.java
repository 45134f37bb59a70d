package org.mat4j.lab.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.mat4j.core.train.ResumableListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.output.OutputFile;

/**
 * Records training: a row an update, written as CSV with these columns.
 *
 * <ul>
 *   <li>{@code update}, {@code epoch}: counted from 1
 *   <li>{@code loss}: the objective, all terms with their weights
 *   <li>a column for each term by its name ({@code cross_entropy}, {@code information}, {@code output_divergence}, ...):
 *       its mean over the batch, without its weight
 *   <li>{@code latent_scale}: root mean square distance of the batch's latents from their mean, in latent units
 *   <li>{@code latent_within_class}: root mean square distance of the latents from their class mean
 *   <li>{@code latent_separation}: spread between the classes divided by the spread within
 *   <li>{@code validation_error}: percent, where it was taken after the update
 * </ul>
 *
 * <p>Numbers have a decimal point in every locale; a value that there is none of is empty.
 */
public final class History implements ResumableListener {

    /**
     * A recorded update.
     *
     * @param report what it did
     * @param validationError percent; empty where it was not taken after this update
     */
    public record Row(UpdateReport report, OptionalDouble validationError) {}

    private final List<Row> rows = new ArrayList<>();

    @Override
    public void onUpdate(UpdateReport report) {
        rows.add(new Row(report, OptionalDouble.empty()));
    }

    @Override
    public void onEvaluation(EvaluationReport report) {
        int last = rows.size() - 1;
        rows.set(last, new Row(rows.get(last).report(), OptionalDouble.of(report.errorPercent())));
    }

    @Override
    public String stateName() {
        return "history";
    }

    @Override
    public byte[] state() {
        return HistoryState.write(rows);
    }

    @Override
    public void restore(byte[] state) {
        rows.clear();
        rows.addAll(HistoryState.read(state));
    }

    /** What was recorded so far. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** The lowest validation error in percent; empty if none was taken. */
    public OptionalDouble lowestValidationError() {
        return rows.stream()
                .map(Row::validationError)
                .flatMapToDouble(OptionalDouble::stream)
                .min();
    }

    /**
     * Writes the rows as CSV.
     *
     * @throws OutputException if the file cannot be written
     */
    public void write(Path file) {
        OutputFile.write(file, this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        rows.forEach(row -> terms.addAll(row.report().terms().keySet()));
        StringBuilder text = new StringBuilder("update,epoch,loss");
        terms.forEach(term -> text.append(',').append(term));
        text.append(",latent_scale,latent_within_class,latent_separation,validation_error\n");
        for (Row row : rows) {
            UpdateReport report = row.report();
            text.append(report.update()).append(',').append(report.epoch());
            number(text, report.loss());
            terms.forEach(term -> number(text, report.terms().getOrDefault(term, Double.NaN)));
            number(text, report.latent().scale());
            number(text, report.latent().withinClassSpread());
            number(text, report.latent().separation());
            number(text, row.validationError().orElse(Double.NaN));
            text.append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void number(StringBuilder text, double value) {
        text.append(',');
        if (!Double.isNaN(value)) {
            text.append(value);
        }
    }
}
