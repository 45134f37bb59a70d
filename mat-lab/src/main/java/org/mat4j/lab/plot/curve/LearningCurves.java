package org.mat4j.lab.plot.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.SeriesStyle;
import org.mat4j.lab.plot.Sheet;

/**
 * The validation error and the loss of several runs against their updates, side by side, as figure 3(a) of the paper. A
 * loss of many updates is averaged over neighboring ones, as its axis tells; it is the whole objective, whose terms
 * differ from method to method, so that only its course compares, not its height.
 */
public final class LearningCurves extends Sheet {

    /** The most points of a curve of the loss. */
    static final int POINTS = 200;

    private LearningCurves(List<XYChart> charts, Picture sheet) {
        super(charts, sheet);
    }

    /**
     * The curves of some runs.
     *
     * @param validationErrors percent, a curve for each run that has some; may be empty
     * @param losses a curve for each run; may be empty
     * @throws IllegalArgumentException if both are empty, or a name is given twice in one of them
     */
    public static LearningCurves of(List<Curve> validationErrors, List<Curve> losses) {
        List<String> names = Stream.concat(validationErrors.stream(), losses.stream())
                .map(Curve::name)
                .distinct()
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("curves: expected at least one, found none");
        }
        Map<String, SeriesStyle> styles = Palette.ofModels(names);
        List<XYChart> charts = new ArrayList<>();
        if (!validationErrors.isEmpty()) {
            charts.add(chart("Validation error", "validation error in %", validationErrors, styles));
        }
        if (!losses.isEmpty()) {
            List<Curve> averaged = losses.stream().map(c -> c.averaged(POINTS)).toList();
            charts.add(chart("Loss", lossTitle(losses), averaged, styles));
        }
        return new LearningCurves(charts, CurveSheet.of(charts, styles));
    }

    /**
     * The curves of some histories, of each what it has.
     *
     * @throws IllegalArgumentException if none has any, or a name is given twice
     */
    public static LearningCurves of(List<RunHistory> runs) {
        return of(
                runs.stream().flatMap(run -> run.validationError().stream()).toList(),
                runs.stream().flatMap(run -> run.loss().stream()).toList());
    }

    private static XYChart chart(String title, String yTitle, List<Curve> curves, Map<String, SeriesStyle> styles) {
        return CurvePanel.of(
                title, yTitle, curves, styles, CurvePanel.rangeOf(curves, ValueScale.LINEAR), ValueScale.LINEAR);
    }

    private static String lossTitle(List<Curve> losses) {
        int block = losses.stream().mapToInt(c -> c.blockFor(POINTS)).max().orElseThrow();
        return block == 1 ? "loss" : "loss, mean of up to " + block + " updates";
    }
}
