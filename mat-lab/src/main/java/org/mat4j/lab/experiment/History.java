package org.mat4j.lab.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.mat4j.core.train.ResumableListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.data.table.CsvTable;
import org.mat4j.lab.output.Output;

/**
 * Records training: a row per update, written as CSV with these columns.
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
 * <p>Numbers have a decimal point in every locale, and are read back as exactly the same doubles; a value that there is
 * none of is empty.
 */
public final class History implements ResumableListener {

    private static final List<String> BEFORE_TERMS = List.of("update", "epoch", "loss");
    private static final List<String> AFTER_TERMS =
            List.of("latent_scale", "latent_within_class", "latent_separation", "validation_error");

    /** Known from the first update. */
    private List<String> terms = List.of();

    private final List<Row> rows = new ArrayList<>();

    /** A recorded update: its counts, and its other numbers in the order of the columns, NaN where there is none. */
    private record Row(long update, int epoch, double[] numbers) {

        double validationError() {
            return numbers[numbers.length - 1];
        }

        List<Object> cells() {
            return Stream.concat(
                            Stream.<Object>of(update, epoch),
                            Arrays.stream(numbers).mapToObj(x -> Double.isNaN(x) ? "" : (Object) x))
                    .toList();
        }
    }

    @Override
    public void onUpdate(UpdateReport report) {
        if (rows.isEmpty()) {
            terms = List.copyOf(report.terms().keySet());
        }
        DoubleStream.Builder numbers = DoubleStream.builder().add(report.loss());
        report.terms().values().forEach(numbers::add);
        numbers.add(report.latent().scale())
                .add(report.latent().withinClassSpread())
                .add(report.latent().separation())
                .add(Double.NaN);
        rows.add(new Row(report.update(), report.epoch(), numbers.build().toArray()));
    }

    @Override
    public void onEvaluation(EvaluationReport report) {
        double[] last = rows.get(rows.size() - 1).numbers();
        last[last.length - 1] = report.errorPercent();
    }

    /** Updates recorded so far. */
    public int size() {
        return rows.size();
    }

    /** The lowest validation error in percent; null if none was taken. */
    public Double lowestValidationError() {
        return rows.stream()
                .map(Row::validationError)
                .filter(error -> !error.isNaN())
                .min(Double::compare)
                .orElse(null);
    }

    /** Writes the rows as CSV, as {@link Output#write} does. */
    public void write(Path file) {
        Output.writeText(file, toCsv());
    }

    private String toCsv() {
        List<String> columns = Stream.of(BEFORE_TERMS, terms, AFTER_TERMS)
                .flatMap(List::stream)
                .toList();
        return CsvTable.text(columns, rows.stream().map(Row::cells).toList());
    }

    @Override
    public String stateName() {
        return "history";
    }

    /** The number of rows, and the rows as they are written: so a checkpoint keeps them exactly. */
    @Override
    public byte[] state() {
        return (rows.size() + "\n" + toCsv()).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #state} gave */
    @Override
    public void restore(byte[] state) {
        String text = new String(state, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        boolean whole = text.endsWith("\n")
                && lines.size() >= 2
                && lines.get(0).equals(Integer.toString(lines.size() - 2))
                && lines.get(1).endsWith(String.join(",", AFTER_TERMS));
        if (!whole) {
            throw new IllegalArgumentException("the state of the history is damaged; expected what it had written");
        }
        List<String> columns = List.of(lines.get(1).split(","));
        terms = columns.subList(BEFORE_TERMS.size(), columns.size() - AFTER_TERMS.size());
        rows.clear();
        lines.stream().skip(2).map(History::row).forEach(rows::add);
    }

    private static Row row(String line) {
        String[] cells = line.split(",", -1);
        double[] numbers = Arrays.stream(cells, 2, cells.length)
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
        return new Row(Long.parseLong(cells[0]), Integer.parseInt(cells[1]), numbers);
    }
}
