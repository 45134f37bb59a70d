package org.mat4j.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Latents of size 2 as smoothed densities, as in the lower row of figure 2 of the paper. Each class has its color, the
 * stronger the denser it is compared with its own densest place, and its number there or close by; where classes overlap,
 * their colors mix.
 *
 * @param chart below the colors; its series are the densest places of the classes, named as {@link LatentChart#POINTS}
 * @param width of the picture in pixels, and its height
 */
record DensityChart(XYChart chart, PlotRange range, BufferedImage image, int width) implements Picture {

    /** Cells of the grid along each axis. */
    static final int CELLS = 200;

    /** The least smoothing, as a share of the extent of the plot: one and a half cells. */
    private static final double LEAST = 1.5 / CELLS;

    /** Below 1, so that the thin outskirts of a class are still seen. */
    private static final double CONTRAST = 0.6;

    private static final float HALO = 3.5f;

    /** By how much a number is moved at a time, in pixels; at most 16 times. */
    private static final int STEP = 6;

    /** The densities of one model: of latents of size 2, at least one, of at most {@link Palette#CLASSES} classes. */
    static DensityChart of(String title, LatentSample sample, PlotRange range, int width) {
        XYChart chart = ChartStyle.chart(title, width, width, LatentChart.Z1, LatentChart.Z2);
        ChartStyle.panel(chart, range, 1);
        double least = LEAST * Math.max(range.x().extent(), range.y().extent());
        List<double[]> shares = new ArrayList<>();
        List<Color> colors = new ArrayList<>();
        for (int k : sample.classes()) {
            double[] density = KernelDensity.onGrid(sample.ofClass(k), least, range, CELLS);
            int peak = IntStream.range(0, density.length)
                    .reduce((a, b) -> density[b] > density[a] ? b : a)
                    .orElseThrow();
            double[] x = {range.x().center(peak % CELLS, CELLS)};
            double[] y = {range.y().center(peak / CELLS, CELLS)};
            chart.addSeries(LatentChart.POINTS + k, x, y).setMarker(SeriesMarkers.NONE);
            // A class that lies outside of the range has no peak in it.
            double highest = density[peak] > 0 ? density[peak] : 1;
            shares.add(Arrays.stream(density).map(d -> d / highest).toArray());
            colors.add(Palette.ofClass(k).color());
        }
        BufferedImage image = new BufferedImage(CELLS, CELLS, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < CELLS * CELLS; i++) {
            image.setRGB(i % CELLS, CELLS - 1 - i / CELLS, mix(shares, i, colors));
        }
        return new DensityChart(chart, range, image, width);
    }

    /** The mean of the colors, weighted by the shares in a cell, over white; as strong as the greatest share. */
    private static int mix(List<double[]> shares, int cell, List<Color> colors) {
        double sum = 0;
        double greatest = 0;
        double[] mean = new double[3];
        for (int k = 0; k < colors.size(); k++) {
            double share = shares.get(k)[cell];
            sum += share;
            greatest = Math.max(greatest, share);
            mean[0] += share * colors.get(k).getRed();
            mean[1] += share * colors.get(k).getGreen();
            mean[2] += share * colors.get(k).getBlue();
        }
        double strength = Math.pow(greatest, CONTRAST);
        int rgb = 0;
        for (double channel : mean) {
            double value = sum > 0 ? 255 * (1 - strength) + strength * channel / sum : 255;
            rgb = rgb << 8 | (int) Math.round(value);
        }
        return rgb;
    }

    @Override
    public int height() {
        return width;
    }

    @Override
    public List<XYChart> charts() {
        return List.of(chart);
    }

    @Override
    public void paint(Graphics2D g) {
        int below = ChartPicture.paint(g, chart, width, width);
        g.translate(0, below);
        double left = chart.getScreenXFromChart(range.x().min());
        double right = chart.getScreenXFromChart(range.x().max());
        double top = chart.getScreenYFromChart(range.y().max());
        double bottom = chart.getScreenYFromChart(range.y().min());
        Rectangle plot = new Rectangle2D.Double(left, top, right - left, bottom - top).getBounds();
        g.drawImage(image, plot.x, plot.y, plot.width, plot.height, null);
        g.setColor(chart.getStyler().getPlotBorderColor());
        g.setStroke(new BasicStroke(1));
        g.draw(plot);
        paintNumbers(g);
        g.translate(0, -below);
    }

    /** At the peaks, moved up or down where they would cover one another. */
    private void paintNumbers(Graphics2D g) {
        List<Rectangle2D> placed = new ArrayList<>();
        for (XYSeries peak : chart.getSeriesMap().values()) {
            double x = chart.getScreenXFromChart(peak.getXData()[0]);
            double y = chart.getScreenYFromChart(peak.getYData()[0]);
            String number = peak.getName().substring(LatentChart.POINTS.length());
            Shape outline = outline(g, number, x, y);
            for (int step = 1; step <= 16 && placed.stream().anyMatch(outline.getBounds2D()::intersects); step++) {
                // Alternately below and above, ever farther.
                int sign = step % 2 == 0 ? -1 : 1;
                outline = outline(g, number, x, y + sign * STEP * ((step + 1) / 2));
            }
            placed.add(outline.getBounds2D());
            // In black with a white rim: readable on any color.
            g.setColor(ChartStyle.BACKGROUND);
            g.setStroke(new BasicStroke(HALO, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(outline);
            g.setColor(Color.BLACK);
            g.fill(outline);
        }
    }

    private static Shape outline(Graphics2D g, String text, double x, double y) {
        Shape outline = new TextLayout(text, ChartStyle.TITLE, g.getFontRenderContext()).getOutline(null);
        Rectangle2D bounds = outline.getBounds2D();
        return AffineTransform.getTranslateInstance(x - bounds.getCenterX(), y - bounds.getCenterY())
                .createTransformedShape(outline);
    }
}
