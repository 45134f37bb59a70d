package org.mat4j.lab.plot.robustness;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.lab.output.OutputFile;
import org.mat4j.lab.plot.table.CsvRow;
import org.mat4j.lab.plot.table.CsvTable;

/**
 * The accuracy of models under attacks by level. As CSV a line a point, with the columns model,attack,level,accuracy,n; as
 * JSON an array of objects with members of these names. The accuracy is in percent and exact in both.
 *
 * @param points at least one; each model, attack and level once
 */
public record RobustnessTable(List<RobustnessPoint> points) {

    static final List<String> COLUMNS = List.of("model", "attack", "level", "accuracy", "n");

    /** Checks that there is a point and none twice. */
    public RobustnessTable {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points: expected at least one, found none");
        }
        Set<List<Object>> seen = new HashSet<>();
        for (RobustnessPoint p : points) {
            // Plus 0 so that 0 and -0 are one level.
            if (!seen.add(List.of(p.model(), p.attack(), p.level() + 0.0))) {
                throw new IllegalArgumentException("points: expected each model, attack and level once, found "
                        + p.model() + ", " + p.attack() + ", " + p.level() + " again");
            }
        }
    }

    /** The models, in the order of their first points. */
    public List<String> models() {
        return points.stream().map(RobustnessPoint::model).distinct().toList();
    }

    /** The attacks, in the order of their first points. */
    public List<String> attacks() {
        return points.stream().map(RobustnessPoint::attack).distinct().toList();
    }

    /** The points of one curve by ascending level; none if the model was not attacked so. */
    public List<RobustnessPoint> curve(String model, String attack) {
        return points.stream()
                .filter(p -> p.model().equals(model) && p.attack().equals(attack))
                .sorted(Comparator.comparingDouble(RobustnessPoint::level))
                .toList();
    }

    /**
     * Those of several tables in one, such as of several runs.
     *
     * @throws IllegalArgumentException if a model, attack and level is in two of them
     */
    public static RobustnessTable of(RobustnessTable... tables) {
        return new RobustnessTable(
                Stream.of(tables).flatMap(table -> table.points().stream()).toList());
    }

    /**
     * Writes it as CSV.
     *
     * @throws org.mat4j.lab.output.OutputException if the file cannot be written
     */
    public void writeCsv(Path file) {
        StringBuilder text = new StringBuilder(CsvTable.line(COLUMNS));
        for (RobustnessPoint p : points) {
            text.append(CsvTable.line(List.of(
                    p.model(),
                    p.attack(),
                    Double.toString(p.level()),
                    Double.toString(p.accuracy()),
                    Integer.toString(p.n()))));
        }
        OutputFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes it as JSON.
     *
     * @throws org.mat4j.lab.output.OutputException if the file cannot be written
     */
    public void writeJson(Path file) {
        OutputFile.write(file, out -> out.write(RobustnessJson.bytes(points)));
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
        List<RobustnessPoint> points = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            String model = table.text(row, "model");
            String attack = table.text(row, "attack");
            double level = table.number(row, "level");
            double accuracy = table.number(row, "accuracy");
            int n = table.wholeNumber(row, "n");
            try {
                points.add(new RobustnessPoint(model, attack, level, accuracy, n));
            } catch (IllegalArgumentException e) {
                throw new InvalidDataException(
                        file + ", line " + row.line(), "a point of a robustness curve", e.getMessage(), e);
            }
        }
        return checked(file, points);
    }

    /**
     * Reads JSON.
     *
     * @throws DataException if the file is missing, is damaged, or a value is not what it should be
     */
    public static RobustnessTable readJson(Path file) {
        return checked(file, RobustnessJson.read(file));
    }

    private static RobustnessTable checked(Path file, List<RobustnessPoint> points) {
        try {
            return new RobustnessTable(points);
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(file.toString(), "points of robustness curves", e.getMessage(), e);
        }
    }
}
