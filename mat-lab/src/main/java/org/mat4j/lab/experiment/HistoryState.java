package org.mat4j.lab.experiment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentStatistics;

/**
 * The rows of a {@link History} as bytes, every number exact: some hundred bytes a row, since each checkpoint holds all
 * of them.
 */
final class HistoryState {

    private HistoryState() {}

    static byte[] write(List<History.Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Set<String> terms = new LinkedHashSet<>();
            rows.forEach(row -> terms.addAll(row.report().terms().keySet()));
            out.writeInt(terms.size());
            for (String term : terms) {
                out.writeUTF(term);
            }
            out.writeInt(rows.size());
            for (History.Row row : rows) {
                write(row, terms, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory alone
        }
        return bytes.toByteArray();
    }

    private static void write(History.Row row, Set<String> terms, DataOutputStream out) throws IOException {
        UpdateReport report = row.report();
        out.writeLong(report.update());
        out.writeInt(report.epoch());
        out.writeDouble(report.loss());
        for (String term : terms) {
            // A term is never NaN: such a training ends.
            out.writeDouble(report.terms().getOrDefault(term, Double.NaN));
        }
        out.writeDouble(report.latent().scale());
        out.writeDouble(report.latent().withinClassSpread());
        out.writeDouble(report.latent().betweenClassSpread());
        out.writeUTF(report.health().name());
        out.writeDouble(row.validationError().orElse(Double.NaN));
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #write} gave */
    static List<History.Row> read(byte[] state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            List<String> terms = new ArrayList<>();
            int termCount = in.readInt();
            for (int i = 0; i < termCount; i++) {
                terms.add(in.readUTF());
            }
            int rowCount = in.readInt();
            List<History.Row> rows = new ArrayList<>();
            for (int i = 0; i < rowCount; i++) {
                rows.add(read(terms, in));
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalArgumentException("the state of the history is damaged; expected what it had written", e);
        }
    }

    private static History.Row read(List<String> terms, DataInputStream in) throws IOException {
        long update = in.readLong();
        int epoch = in.readInt();
        double loss = in.readDouble();
        Map<String, Double> values = new LinkedHashMap<>();
        for (String term : terms) {
            double value = in.readDouble();
            if (!Double.isNaN(value)) {
                values.put(term, value);
            }
        }
        LatentStatistics latent = new LatentStatistics(in.readDouble(), in.readDouble(), in.readDouble());
        LatentHealth health = LatentHealth.valueOf(in.readUTF());
        double error = in.readDouble();
        return new History.Row(
                new UpdateReport(update, epoch, loss, values, latent, health),
                Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error));
    }
}
