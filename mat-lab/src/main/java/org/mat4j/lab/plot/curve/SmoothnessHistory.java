package org.mat4j.lab.plot.curve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.table.CsvTable;

/**
 * The smoothness of a model during its training; as a file, {@code smoothness.csv} with the columns
 * update,output,manifold,average.
 *
 * @param name of the run
 * @param points by ascending update, at least one
 */
public record SmoothnessHistory(String name, List<SmoothnessCurve.Point> points) {

    private static final List<String> COLUMNS = List.of("update", "output", "manifold", "average");

    /** How far the average in a file may be from that of the other two, for one that was written with fewer digits. */
    private static final double TOLERANCE = 1e-3;

    /** Checks the order. */
    public SmoothnessHistory {
        points = List.copyOf(points);
        // The curves check that there are points, and their order.
        curve(name, points, Smoothness::output);
    }

    /** One measure by update, such as {@code Smoothness::manifold}. */
    public Curve curve(ToDoubleFunction<Smoothness> measure) {
        return curve(name, points, measure);
    }

    /**
     * Reads a file.
     *
     * @param name of the run
     * @param file with exactly the four columns
     * @throws org.mat4j.data.DataException if the file is missing or empty, is damaged, has other columns, or an
     *     average that is not that of the other two; the message names file and line
     */
    public static SmoothnessHistory read(String name, Path file) {
        CsvTable table = CsvTable.read(file);
        table.requireColumns(COLUMNS);
        if (table.rows().isEmpty()) {
            throw new InvalidDataException(file.toString(), "at least one line of values", "none");
        }
        table.ascending("update");
        List<SmoothnessCurve.Point> points = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            double update = row.number("update");
            if (update < 0 || update != Math.rint(update)) {
                throw row.invalid("update", "a whole number from 0", Double.toString(update));
            }
            Smoothness smoothness = new Smoothness(row.number("output"), row.number("manifold"));
            double average = row.number("average");
            if (Math.abs(average - smoothness.average()) > TOLERANCE * Math.max(1e-12, Math.abs(average))) {
                throw row.invalid(
                        "average", "the average of output and manifold, " + smoothness.average(), "" + average);
            }
            points.add(new SmoothnessCurve.Point((long) update, smoothness));
        }
        return new SmoothnessHistory(name, points);
    }

    private static Curve curve(String name, List<SmoothnessCurve.Point> points, ToDoubleFunction<Smoothness> value) {
        return new Curve(
                name,
                points.stream().mapToDouble(SmoothnessCurve.Point::update).toArray(),
                points.stream()
                        .mapToDouble(point -> value.applyAsDouble(point.smoothness()))
                        .toArray());
    }
}
