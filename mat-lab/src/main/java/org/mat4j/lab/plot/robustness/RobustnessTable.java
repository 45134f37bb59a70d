package org.mat4j.lab.plot.robustness;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.table.CsvTable;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.Output;

/**
 * The accuracy of models under attacks by budget. As CSV a line per point, with the columns model,attack,unit,budget,accuracy,n; as
 * JSON an array of objects with members of these names. The accuracy is in percent and exact in both.
 *
 * @param points at least one, all in one unit; each model, attack and budget once
 */
public record RobustnessTable(List<Point> points) {

    private static final List<String> COLUMNS = List.of("model", "attack", "unit", "budget", "accuracy", "n");

    /** As strict in reading as the CSV: no member too many or too few, no number for a text or the like. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /**
     * How much accuracy one attack with one budget left to one model.
     *
     * @param model its name, not blank
     * @param attack its name, not blank
     * @param unit what the budget is measured in
     * @param budget largest size of a perturbation, at least 0
     * @param accuracy percent of the examples classified right, 0 to 100
     * @param n number of examples, at least 1
     */
    public record Point(String model, String attack, Budgets.Unit unit, double budget, double accuracy, int n) {

        /** Checks the values. */
        public Point {
            Checks.require(model != null && !model.isBlank(), "model", model, "a name");
            Checks.require(attack != null && !attack.isBlank(), "attack", attack, "a name");
            Checks.require(unit != null, "unit", unit, "one of " + List.of(Budgets.Unit.values()));
            Checks.require(budget >= 0 && Double.isFinite(budget), "budget", budget, "a finite number from 0");
            Checks.require(accuracy >= 0 && accuracy <= 100, "accuracy", accuracy, "0 to 100 percent");
            Checks.require(n >= 1, "n", n, "at least 1 example");
        }
    }

    /** Checks that there is a point and none twice. */
    public RobustnessTable {
        points = List.copyOf(points);
        Checks.require(!points.isEmpty(), "number of points", 0, "at least one");
        Budgets.Unit unit = points.get(0).unit();
        Set<List<Object>> seen = new HashSet<>();
        for (Point p : points) {
            // Plus 0 so that 0 and -0 are one budget.
            List<Object> key = List.of(p.model(), p.attack(), p.budget() + 0.0);
            Checks.require(seen.add(key), "point " + key, "there again", "each model, attack and budget once");
            Checks.require(p.unit() == unit, "unit", p.unit(), unit + ", as of the first point");
        }
    }

    /** What all budgets are measured in. */
    public Budgets.Unit unit() {
        return points.get(0).unit();
    }

    /** The models, in the order of their first points. */
    public List<String> models() {
        return points.stream().map(Point::model).distinct().toList();
    }

    /** The attacks, in the order of their first points. */
    public List<String> attacks() {
        return points.stream().map(Point::attack).distinct().toList();
    }

    /** The points of one curve by ascending budget; none if the model was not attacked so. */
    public List<Point> curve(String model, String attack) {
        return points.stream()
                .filter(p -> p.model().equals(model) && p.attack().equals(attack))
                .sorted(Comparator.comparingDouble(Point::budget))
                .toList();
    }

    /** The points of several tables in one, such as of several runs, all in one unit and none in two of them. */
    public static RobustnessTable of(RobustnessTable... tables) {
        return new RobustnessTable(
                Stream.of(tables).flatMap(table -> table.points().stream()).toList());
    }

    /** Writes it as CSV, as {@link Output#write} does. */
    public void writeCsv(Path file) {
        Output.writeCsv(
                file,
                COLUMNS,
                points.stream()
                        .map(p -> List.of(p.model(), p.attack(), p.unit(), p.budget(), p.accuracy(), p.n()))
                        .toList());
    }

    /** Writes it as JSON, as {@link Output#write} does. */
    public void writeJson(Path file) {
        Output.write(file, out -> out.write(JSON.writeValueAsBytes(points)));
    }

    /**
     * Reads CSV.
     *
     * @throws DataException if the file is missing, is damaged, has other columns, or a value is not what it should be; the
     *     message names file and line
     */
    public static RobustnessTable readCsv(Path file) {
        CsvTable table = CsvTable.read(file);
        table.requireColumns(COLUMNS);
        List<Point> points = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String model = row.text("model");
            String attack = row.text("attack");
            String unit = row.text("unit");
            double budget = row.number("budget");
            double accuracy = row.number("accuracy");
            int n = row.wholeNumber("n");
            try {
                points.add(new Point(model, attack, JSON.convertValue(unit, Budgets.Unit.class), budget, accuracy, n));
            } catch (IllegalArgumentException e) {
                throw row.invalid("a point of a robustness curve", e.getMessage());
            }
        }
        return checked(file, points);
    }

    /**
     * Reads JSON.
     *
     * @throws DataException if the file is missing, is damaged, or a value is not what it should be; the message names file
     *     and line
     */
    public static RobustnessTable readJson(Path file) {
        String what = "a JSON array of points";
        Point[] points = Json.read(file, Point[].class, what, JSON);
        if (points == null || Arrays.asList(points).contains(null)) {
            throw new InvalidDataException(file.toString(), what, "null");
        }
        return checked(file, List.of(points));
    }

    private static RobustnessTable checked(Path file, List<Point> points) {
        try {
            return new RobustnessTable(points);
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(file.toString(), "points of robustness curves", e.getMessage(), e);
        }
    }
}
