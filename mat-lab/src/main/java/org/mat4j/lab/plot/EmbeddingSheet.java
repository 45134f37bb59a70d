package org.mat4j.lab.plot;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.GaussianMixture;

/**
 * The 2-D latents of several models in one sheet, as figure 2 of the paper: as points with the mixture's ellipses, as
 * smoothed densities, or both. In each chart both axes have the same scale.
 */
public final class EmbeddingSheet {

    /** Width and height of a panel: a square plot with its titles. */
    private static final int PANEL = 560;

    /** Smaller than in a chart of its own, since the panels are smaller too. */
    private static final int MARKER_SIZE = 4;

    private EmbeddingSheet() {}

    /** Whether the charts of a sheet show the same range. */
    public enum Axes {

        /** All charts have the same axes: which latent is more spread out in absolute terms. */
        SHARED,

        /** Each model has axes around its own values: how well its classes are separated, whatever its unit. */
        OWN
    }

    /** How a sheet shows latents. */
    public enum View {

        /** As points with the mixture's ellipses, about as many columns as rows. */
        POINTS,

        /** As smoothed densities, about as many columns as rows. */
        DENSITY,

        /** A row of points and below it a row of densities, as figure 2 of the paper. */
        POINTS_ABOVE_DENSITY
    }

    /**
     * A model in the sheet.
     *
     * @param title what to write above it, such as the method
     * @param sample its latents, of size 2
     * @param mixture its mixture, whose ellipses are drawn over the points
     */
    public record Panel(String title, LatentSample sample, GaussianMixture mixture) {}

    /**
     * A sheet.
     *
     * @param panels one per model, at least one, in the order to show
     * @param classNames in the order of the mixtures' components, for the legend
     * @throws IllegalArgumentException for no panel, another number of names than a mixture has classes, a latent that is not of size 2, or more than {@link Palette#CLASSES}
     *     classes
     */
    public static Picture of(List<Panel> panels, List<String> classNames, Axes axes, View view) {
        Checks.require(!panels.isEmpty(), "number of panels", 0, "at least one");
        for (Panel panel : panels) {
            int classes = panel.mixture().classCount();
            Checks.require(
                    classNames.size() == classes,
                    "number of class names",
                    classNames.size(),
                    classes + ", the classes of '" + panel.title() + "'");
        }
        List<XYChart> points = panels.stream()
                .map(p -> LatentChart.of(p.title(), p.sample(), p.mixture()))
                .toList();
        List<PlotRange> ranges = points.stream()
                .map(chart -> PlotRange.squareAround(axes == Axes.SHARED ? points : List.of(chart)))
                .toList();
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < points.size() && view != View.DENSITY; i++) {
            ChartStyle.panel(points.get(i), ranges.get(i), MARKER_SIZE);
            pictures.add(new ChartPicture(points.get(i), PANEL, PANEL));
        }
        for (int i = 0; i < points.size() && view != View.POINTS; i++) {
            Panel panel = panels.get(i);
            pictures.add(DensityChart.of(panel.title(), panel.sample(), ranges.get(i), PANEL));
        }
        int columns = view == View.POINTS_ABOVE_DENSITY ? panels.size() : (int) Math.ceil(Math.sqrt(panels.size()));
        Picture grid = new PictureGrid(columns, pictures);
        List<Legend.Entry> entries = new ArrayList<>(Legend.classes(classNames));
        if (view != View.DENSITY) {
            entries.addAll(LatentChart.ellipseEntries());
        }
        return grid.above(new Legend(entries, grid.width()));
    }
}
