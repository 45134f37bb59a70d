package org.mat4j.lab.plot.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.Heading;
import org.mat4j.lab.plot.LatentChart;
import org.mat4j.lab.plot.LatentSample;
import org.mat4j.lab.plot.Legend;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.PlotRange;
import org.mat4j.lab.plot.Text;

/**
 * Latents of any size in the plane under increasing attack, as figure 5 of the paper: a row for each model, a column for
 * each level, points colored by their true class. All levels of a model are projected together and have the same axes, so
 * that it is seen where an attack moves the points; between the rows places do not compare.
 */
public final class ProjectionSheet {

    /** Square plots. */
    private static final int PANEL = 420;

    /** Room for the title, which makes the plot below it square again. */
    private static final int TITLE = 30;

    private static final int MARKER_SIZE = 5;

    private ProjectionSheet() {}

    /**
     * A model in the sheet: the latents of the same examples under each level of an attack.
     *
     * @param model its name
     * @param latents for each level [n, D]
     * @param labels [n], the true classes, at least 0
     */
    public record Row(String model, List<double[][]> latents, int[] labels) {

        /** Checks the lengths. */
        public Row {
            latents = List.copyOf(latents);
            String of = " in row '" + model + "'";
            Checks.require(!latents.isEmpty(), "number of levels" + of, 0, "at least one");
            Checks.require(labels.length > 0, "number of examples" + of, 0, "at least one");
            for (double[][] level : latents) {
                boolean complete = level.length == labels.length;
                Checks.require(
                        complete, "number of latents" + of, level.length, labels.length + " as there are labels");
            }
        }
    }

    /**
     * A sheet.
     *
     * @param rows at least one
     * @param classNames by label, for the legend
     * @param levels of the attack, one for each of the latents of every row
     * @param projection how to put them into the plane
     * @throws IllegalArgumentException if there is no row, a row has another number of levels, a label is negative or has no name, or
     *     the projection cannot be made
     */
    public static Picture of(List<Row> rows, List<String> classNames, double[] levels, Projection projection) {
        Checks.require(!rows.isEmpty(), "number of rows", 0, "at least one");
        List<XYChart> charts = new ArrayList<>();
        for (Row row : rows) {
            int found = row.latents().size();
            String what = "number of levels in row '" + row.model() + "'";
            Checks.require(found == levels.length, what, found, levels.length + " as there are levels");
            charts.addAll(charts(row, levels, projection));
            int last = IntStream.of(row.labels()).max().orElseThrow();
            Checks.require(
                    last < classNames.size(), "number of class names", classNames.size(), "a name for class " + last);
        }
        Picture grid = PictureGrid.of(levels.length, charts);
        Heading heading =
                new Heading(List.of("Latents under attack", projection.title() + ", all levels of a model together"));
        Legend legend = new Legend(Legend.classes(classNames), grid.width());
        return new PictureGrid(1, List.of(heading, grid, legend));
    }

    private static List<XYChart> charts(Row row, double[] levels, Projection projection) {
        double[][] all = row.latents().stream().flatMap(Arrays::stream).toArray(double[][]::new);
        double[][] places = projection.project(all);
        List<XYChart> charts = new ArrayList<>();
        int n = row.labels().length;
        for (int i = 0; i < levels.length; i++) {
            String title = row.model() + ", level " + Text.number(levels[i]);
            XYChart chart = ChartStyle.chart(title, PANEL, PANEL + TITLE, "", "");
            // The numbers on the axes mean nothing; that they are the same does.
            chart.getStyler().setAxisTicksVisible(false).setAxisTitlesVisible(false);
            double[][] level = Arrays.copyOfRange(places, i * n, (i + 1) * n);
            LatentChart.addPoints(chart, new LatentSample(level, row.labels()));
            charts.add(chart);
        }
        PlotRange range = PlotRange.squareAround(charts);
        charts.forEach(chart -> ChartStyle.panel(chart, range, MARKER_SIZE));
        return charts;
    }
}
