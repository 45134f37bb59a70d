package org.mat4j.lab.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/**
 * The 2-D latents of several models in one sheet, as figure 2 of the paper: as points with the mixture's ellipses, as
 * smoothed densities, or both. In each chart both axes have the same scale.
 */
public final class EmbeddingSheet extends Sheet {

    /** Width and height of the plots: a square one with its titles. */
    private static final int PANEL_WIDTH = 560;

    private static final int PANEL_HEIGHT = 560;

    /** Smaller than in a chart of its own, since the panels are smaller too. */
    private static final int MARKER_SIZE = 4;

    private EmbeddingSheet(List<XYChart> charts, Picture sheet) {
        super(charts, sheet);
    }

    /**
     * A sheet.
     *
     * @param panels a model each, at least one, in the order to show
     * @param scale whether all models have the same axes: {@link AxisScale#SHARED} shows which latent is more spread out
     *     in absolute terms, {@link AxisScale#OWN} how well its classes are separated, whatever its unit
     * @param view how to show the latents
     * @throws IllegalArgumentException for no panel, a latent that is not of size 2, or more than {@link Palette#CLASSES}
     *     classes
     */
    public static EmbeddingSheet of(List<EmbeddingPanel> panels, AxisScale scale, EmbeddingView view) {
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("panels: expected at least one, found none");
        }
        List<XYChart> points = panels.stream().map(EmbeddingSheet::pointsOf).toList();
        List<PlotRange> ranges = points.stream()
                .map(chart -> PlotRange.squareAround(scale == AxisScale.SHARED ? points : List.of(chart)))
                .toList();
        List<DensityChart> densities = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            ranges.get(i).apply(points.get(i));
            if (view != EmbeddingView.POINTS) {
                EmbeddingPanel panel = panels.get(i);
                densities.add(DensityChart.of(panel.title(), panel.sample(), ranges.get(i), PANEL_WIDTH, PANEL_HEIGHT));
            }
        }
        int classes =
                panels.stream().mapToInt(p -> p.mixture().classCount()).max().orElseThrow();
        return arrange(points, densities, view, classes);
    }

    private static XYChart pointsOf(EmbeddingPanel panel) {
        XYChart chart = LatentChart.of(panel.title(), panel.sample(), panel.mixture());
        chart.getStyler().setMarkerSize(MARKER_SIZE).setLegendVisible(false).setPlotContentSize(1);
        return chart;
    }

    private static EmbeddingSheet arrange(
            List<XYChart> points, List<DensityChart> densities, EmbeddingView view, int classes) {
        Stream<Picture> upper = view == EmbeddingView.DENSITY
                ? Stream.empty()
                : points.stream().map(chart -> new ChartPicture(chart, PANEL_WIDTH, PANEL_HEIGHT));
        int columns =
                view == EmbeddingView.POINTS_ABOVE_DENSITY ? points.size() : (int) Math.ceil(Math.sqrt(points.size()));
        Picture grid =
                PictureGrid.of(columns, Stream.concat(upper, densities.stream()).toList());
        List<XYChart> charts = Stream.concat(
                        view == EmbeddingView.DENSITY ? Stream.empty() : points.stream(),
                        densities.stream().map(DensityChart::chart))
                .toList();
        return new EmbeddingSheet(charts, PictureGrid.column(grid, legend(view, classes, grid.width())));
    }

    private static Legend legend(EmbeddingView view, int classes, int width) {
        List<LegendEntry> entries = new ArrayList<>(Legend.entriesOfClasses(classes));
        if (view != EmbeddingView.DENSITY) {
            entries.addAll(LatentChart.ellipseEntries());
        }
        return Legend.of(entries, width);
    }
}
