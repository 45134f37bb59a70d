package org.mat4j.lab.plot.robustness;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.mat4j.lab.plot.AxisRange;
import org.mat4j.lab.plot.ChartPicture;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.Legend;
import org.mat4j.lab.plot.LegendEntry;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.PlotRange;
import org.mat4j.lab.plot.SeriesStyle;
import org.mat4j.lab.plot.Sheet;

/**
 * Accuracy by level of attack, as figure 4 of the paper: a color and marker for each model, a style of line for each
 * attack. Accuracy runs from 0 to 100 percent in every chart, levels from 0 to the highest one.
 */
public final class RobustnessChart extends Sheet {

    /** Between the names of model and attack, in the name of a series. */
    public static final String SEPARATOR = ", ";

    private static final int WIDTH = 860;
    private static final int HEIGHT = 600;

    /** Of a chart beside others. */
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

    private RobustnessChart(List<XYChart> charts, Picture picture) {
        super(charts, picture);
    }

    /**
     * All models and attacks in one chart.
     *
     * @param table at most {@link #ATTACKS} attacks
     * @throws IllegalArgumentException for more attacks than can be told apart
     */
    public static RobustnessChart of(RobustnessTable table) {
        List<String> attacks = table.attacks();
        if (attacks.size() > ATTACKS) {
            throw new IllegalArgumentException("attacks: expected at most " + ATTACKS + " in one chart, found "
                    + attacks.size() + "; draw a chart for each attack");
        }
        Map<String, SeriesStyle> styles = Palette.ofModels(table.models());
        XYChart chart = chart(attacks.size() == 1 ? attacks.get(0) : "Accuracy under attack", table, WIDTH, HEIGHT);
        List<LegendEntry> lines = new ArrayList<>();
        for (int i = 0; i < attacks.size(); i++) {
            BasicStroke line = stroke(i);
            add(chart, table, attacks.get(i), styles, line);
            lines.add(LegendEntry.line(attacks.get(i), ATTACK, line));
        }
        List<Picture> parts = new ArrayList<>(List.of(ChartPicture.of(chart), models(styles, WIDTH)));
        if (attacks.size() > 1) {
            parts.add(Legend.of(lines, WIDTH));
        }
        return new RobustnessChart(List.of(chart), PictureGrid.of(1, parts));
    }

    /**
     * A chart for each attack, at most three side by side, all with the same axes.
     *
     * @param table any number of attacks
     */
    public static RobustnessChart byAttack(RobustnessTable table) {
        Map<String, SeriesStyle> styles = Palette.ofModels(table.models());
        List<XYChart> charts = new ArrayList<>();
        for (String attack : table.attacks()) {
            XYChart chart = chart(attack, table, PANEL_WIDTH, PANEL_HEIGHT);
            add(chart, table, attack, styles, stroke(0));
            charts.add(chart);
        }
        Picture grid = PictureGrid.of(
                Math.min(3, charts.size()),
                charts.stream().map(ChartPicture::of).toList());
        return new RobustnessChart(charts, PictureGrid.column(grid, models(styles, grid.width())));
    }

    private static XYChart chart(String title, RobustnessTable table, int width, int height) {
        XYChart chart = ChartStyle.build(new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle("level of the attack")
                .yAxisTitle("accuracy in %"));
        chart.getStyler().setLegendVisible(false).setMarkerSize(MARKER_SIZE);
        double highest = table.points().stream()
                .mapToDouble(RobustnessTable.Point::level)
                .max()
                .orElseThrow();
        double level = highest > 0 ? highest : 1;
        new PlotRange(
                        new AxisRange(-MARGIN * level, (1 + MARGIN) * level),
                        new AxisRange(-100 * MARGIN, 100 * (1 + MARGIN)))
                .apply(chart);
        chart.getStyler().setPlotContentSize(1);
        return chart;
    }

    private static void add(
            XYChart chart, RobustnessTable table, String attack, Map<String, SeriesStyle> styles, BasicStroke line) {
        styles.forEach((model, style) -> {
            List<RobustnessTable.Point> curve = table.curve(model, attack);
            if (!curve.isEmpty()) {
                XYSeries series = chart.addSeries(
                        model + SEPARATOR + attack,
                        curve.stream().mapToDouble(RobustnessTable.Point::level).toArray(),
                        curve.stream()
                                .mapToDouble(RobustnessTable.Point::accuracy)
                                .toArray());
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
                series.setLineStyle(line).setLineColor(style.color());
                series.setMarker(style.marker()).setMarkerColor(style.color());
            }
        });
    }

    private static Legend models(Map<String, SeriesStyle> styles, int width) {
        List<LegendEntry> entries = new ArrayList<>();
        styles.forEach((model, style) -> entries.add(LegendEntry.curve(model, style, stroke(0))));
        return Legend.of(entries, width);
    }

    private static BasicStroke stroke(int attack) {
        float[] dashes = DASHES.get(attack);
        return new BasicStroke(
                LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0);
    }
}
