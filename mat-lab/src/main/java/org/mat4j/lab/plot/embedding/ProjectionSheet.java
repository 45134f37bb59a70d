package org.mat4j.lab.plot.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.mat4j.lab.plot.ChartPicture;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.Heading;
import org.mat4j.lab.plot.LatentChart;
import org.mat4j.lab.plot.LatentSample;
import org.mat4j.lab.plot.Legend;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.PlotRange;
import org.mat4j.lab.plot.SeriesStyle;
import org.mat4j.lab.plot.Sheet;

/**
 * Latents of any size in the plane under increasing attack, as figure 5 of the paper: a row for each model, a column for
 * each level, points colored by their true class. All levels of a model are projected together and have the same axes, so
 * that it is seen where an attack moves the points; between the rows places do not compare.
 */
public final class ProjectionSheet extends Sheet {

    /** Square plots. */
    private static final int PANEL = 420;

    /** Room for the title, which makes the plot below it square again. */
    private static final int TITLE = 30;

    private static final int MARKER_SIZE = 5;

    private ProjectionSheet(List<XYChart> charts, Picture picture) {
        super(charts, picture);
    }

    /**
     * A sheet.
     *
     * @param rows at least one
     * @param levels of the attack, one for each of the latents of every row
     * @param projection how to put them into the plane
     * @throws IllegalArgumentException if there is no row, a row has another number of levels, a label cannot be drawn, or
     *     the projection cannot be made
     */
    public static ProjectionSheet of(List<ProjectionRow> rows, double[] levels, Projection projection) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("rows: expected at least one, found none");
        }
        List<XYChart> charts = new ArrayList<>();
        for (ProjectionRow row : rows) {
            if (row.latents().size() != levels.length) {
                throw new IllegalArgumentException("row '" + row.model() + "': expected latents for the "
                        + levels.length + " levels, found " + row.latents().size());
            }
            charts.addAll(row(row, levels, projection));
        }
        Picture grid = PictureGrid.of(
                levels.length,
                charts.stream()
                        .map(chart -> new ChartPicture(chart, PANEL, PANEL + TITLE))
                        .toList());
        int classes = 1
                + rows.stream()
                        .flatMapToInt(row -> IntStream.of(row.labels()))
                        .max()
                        .orElseThrow();
        return new ProjectionSheet(
                charts,
                PictureGrid.column(
                        Heading.of("Latents under attack", projection.title() + ", all levels of a model together"),
                        grid,
                        Legend.ofClasses(classes, grid.width())));
    }

    private static List<XYChart> row(ProjectionRow row, double[] levels, Projection projection) {
        double[][] all = row.latents().stream().flatMap(Arrays::stream).toArray(double[][]::new);
        double[][] places = projection.project(all);
        List<XYChart> charts = new ArrayList<>();
        int n = row.labels().length;
        for (int i = 0; i < levels.length; i++) {
            LatentSample sample = new LatentSample(Arrays.copyOfRange(places, i * n, (i + 1) * n), row.labels());
            charts.add(chart(row.model() + ", level " + text(levels[i]), sample));
        }
        PlotRange range = PlotRange.squareAround(charts);
        charts.forEach(range::apply);
        return charts;
    }

    private static XYChart chart(String title, LatentSample sample) {
        XYChart chart = ChartStyle.build(
                new XYChartBuilder().width(PANEL).height(PANEL + TITLE).title(title));
        chart.getStyler().setLegendVisible(false).setMarkerSize(MARKER_SIZE).setPlotContentSize(1);
        // The numbers on the axes mean nothing; that they are the same does.
        chart.getStyler().setAxisTicksVisible(false).setAxisTitlesVisible(false);
        for (int k : sample.classes()) {
            SeriesStyle style = Palette.ofClass(k);
            double[][] points = sample.ofClass(k);
            XYSeries series = chart.addSeries(
                    LatentChart.POINTS + k,
                    Arrays.stream(points).mapToDouble(p -> p[0]).toArray(),
                    Arrays.stream(points).mapToDouble(p -> p[1]).toArray());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(style.marker()).setMarkerColor(style.color());
        }
        return chart;
    }

    private static String text(double level) {
        return level == Math.rint(level) ? Long.toString((long) level) : Double.toString(level);
    }
}
