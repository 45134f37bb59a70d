package org.mat4j.lab.plot.robustness;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.plot.ChartPicture;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.Legend;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.PlotRange;

/**
 * Accuracy by budget of attack, as figure 4 of the paper: a color and marker for each model, a style of line for each
 * attack. Accuracy runs from 0 to 100 percent in every chart, budgets from 0 to the highest one.
 */
public final class RobustnessChart {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 600;

    /** Size of a chart beside others. */
    private static final int PANEL_WIDTH = 600;

    private static final int PANEL_HEIGHT = 460;
    private static final int MARKER_SIZE = 9;

    /** Room for the markers at the ends of the axes, as a share of their extent. */
    private static final double MARGIN = 0.03;

    private static final Color ATTACK = new Color(0x555555);
    private static final float LINE_WIDTH = 2.2f;

    /** Lengths of dashes and gaps; none for the solid line. */
    private static final List<float[]> DASHES = List.of(
            new float[0],
            new float[] {9, 6},
            new float[] {2, 5},
            new float[] {12, 5, 2, 5},
            new float[] {18, 6},
            new float[] {12, 4, 2, 4, 2, 4});

    /** How many attacks can be told apart in one chart. */
    public static final int ATTACKS = DASHES.size();

    private RobustnessChart() {}

    /**
     * All models and attacks in one chart.
     *
     * @param table at most {@link #ATTACKS} attacks
     * @throws IllegalArgumentException for more attacks than can be told apart
     */
    public static Picture of(RobustnessTable table) {
        List<String> attacks = table.attacks();
        String expected = "at most " + ATTACKS + " in one chart; draw a chart for each attack";
        Checks.require(attacks.size() <= ATTACKS, "number of attacks", attacks.size(), expected);
        Map<String, Palette.Style> styles = Palette.ofModels(table.models());
        XYChart chart = chart(attacks.size() == 1 ? attacks.get(0) : "Accuracy under attack", table, WIDTH, HEIGHT);
        List<Legend.Entry> lines = new ArrayList<>();
        for (int i = 0; i < attacks.size(); i++) {
            add(chart, table, attacks.get(i), styles, stroke(i));
            lines.add(Legend.Entry.line(attacks.get(i), ATTACK, stroke(i)));
        }
        Picture sheet = ChartPicture.of(chart).above(Legend.ofModels(styles, stroke(0), WIDTH));
        return attacks.size() == 1 ? sheet : sheet.above(new Legend(lines, WIDTH));
    }

    /** A chart for each of any number of attacks, at most three side by side, all with the same axes. */
    public static Picture byAttack(RobustnessTable table) {
        Map<String, Palette.Style> styles = Palette.ofModels(table.models());
        List<XYChart> charts = new ArrayList<>();
        for (String attack : table.attacks()) {
            XYChart chart = chart(attack, table, PANEL_WIDTH, PANEL_HEIGHT);
            add(chart, table, attack, styles, stroke(0));
            charts.add(chart);
        }
        Picture grid = PictureGrid.of(Math.min(3, charts.size()), charts);
        return grid.above(Legend.ofModels(styles, stroke(0), grid.width()));
    }

    private static XYChart chart(String title, RobustnessTable table, int width, int height) {
        XYChart chart = ChartStyle.chart(title, width, height, table.unit() + " of the attack", "accuracy in %");
        double highest = table.points().stream()
                .mapToDouble(RobustnessTable.Point::budget)
                .max()
                .orElseThrow();
        PlotRange range = new PlotRange(
                PlotRange.Axis.withMargin(0, highest > 0 ? highest : 1, MARGIN),
                PlotRange.Axis.withMargin(0, 100, MARGIN));
        ChartStyle.panel(chart, range, MARKER_SIZE);
        chart.getStyler().setXAxisDecimalPattern("0.####");
        return chart;
    }

    private static void add(
            XYChart chart, RobustnessTable table, String attack, Map<String, Palette.Style> styles, BasicStroke line) {
        styles.forEach((model, style) -> {
            List<RobustnessTable.Point> curve = table.curve(model, attack);
            if (!curve.isEmpty()) {
                double[] budgets = curve.stream().mapToDouble(p -> p.budget()).toArray();
                double[] accuracies =
                        curve.stream().mapToDouble(p -> p.accuracy()).toArray();
                ChartStyle.addLine(chart, model + ", " + attack, budgets, accuracies, style.color(), line)
                        .setMarker(style.marker())
                        .setMarkerColor(style.color());
            }
        });
    }

    private static BasicStroke stroke(int attack) {
        float[] dashes = DASHES.get(attack);
        return new BasicStroke(
                LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0);
    }
}
