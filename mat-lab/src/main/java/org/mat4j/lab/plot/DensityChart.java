package org.mat4j.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Latents of size 2 as smoothed densities, as in the lower row of figure 2 of the paper. Each class has its color, the
 * stronger the denser it is compared with its own densest place, and its number there or close by; where classes overlap, their
 * colors mix.
 */
public final class DensityChart implements Picture {

    /** Cells of the grid along each axis. */
    static final int CELLS = 200;

    /** The least smoothing, as a share of the extent of the plot: one and a half cells. */
    private static final double LEAST = 1.5 / CELLS;

    /** Below 1, so that the thin outskirts of a class are still seen. */
    private static final double CONTRAST = 0.6;

    private static final Font NUMBER = ChartStyle.TITLE;
    private static final float HALO = 3.5f;

    /** By how much a number is moved at a time, in pixels, and how often at most. */
    private static final int STEP = 6;

    private static final int MOVES = 16;

    private final XYChart chart;
    private final PlotRange range;
    private final int width;
    private final int height;
    private final BufferedImage image;

    private DensityChart(XYChart chart, PlotRange range, BufferedImage image, int width, int height) {
        this.chart = chart;
        this.range = range;
        this.image = image;
        this.width = width;
        this.height = height;
    }

    /**
     * The densities of one model.
     *
     * @param title above the chart
     * @param sample latents of size 2, at least one, of at most {@link Palette#CLASSES} classes
     * @param range of the axes
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @throws IllegalArgumentException for another latent size, no latent or more classes
     */
    public static DensityChart of(String title, LatentSample sample, PlotRange range, int width, int height) {
        XYChart chart = ChartStyle.build(new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(LatentChart.Z1)
                .yAxisTitle(LatentChart.Z2));
        chart.getStyler().setLegendVisible(false).setPlotContentSize(1);
        range.apply(chart);
        List<double[][]> densities = new ArrayList<>();
        List<Color> colors = new ArrayList<>();
        for (int k : sample.classes()) {
            double least = LEAST * Math.max(range.x().extent(), range.y().extent());
            double[][] density = KernelDensity.of(sample.ofClass(k), least).onGrid(range, CELLS, CELLS);
            addPeak(chart, k, density, range);
            densities.add(density);
            colors.add(Palette.ofClass(k).color());
        }
        return new DensityChart(chart, range, image(densities, colors), width, height);
    }

    /** The chart below the colors; its series are the densest places of the classes, named as {@link LatentChart#POINTS}. */
    public XYChart chart() {
        return chart;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void paint(Graphics2D g) {
        int below = ChartPicture.paint(g, chart, width, height);
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
        numbers(g);
        g.translate(0, -below);
    }

    /** At the peaks, moved up or down where they would cover one another. */
    private void numbers(Graphics2D g) {
        List<Rectangle2D> placed = new ArrayList<>();
        for (XYSeries peak : chart.getSeriesMap().values()) {
            double x = chart.getScreenXFromChart(peak.getXData()[0]);
            double y = chart.getScreenYFromChart(peak.getYData()[0]);
            String number = peak.getName().substring(LatentChart.POINTS.length());
            Shape outline = outline(g, number, x, y);
            for (int step = 1; step <= MOVES && overlaps(outline, placed); step++) {
                // Alternately below and above, ever farther.
                int sign = step % 2 == 0 ? -1 : 1;
                outline = outline(g, number, x, y + sign * STEP * ((step + 1) / 2));
            }
            placed.add(outline.getBounds2D());
            paint(g, outline);
        }
    }

    private static boolean overlaps(Shape shape, List<Rectangle2D> placed) {
        return placed.stream().anyMatch(shape.getBounds2D()::intersects);
    }

    private static void addPeak(XYChart chart, int k, double[][] density, PlotRange range) {
        int bestRow = 0;
        int bestColumn = 0;
        for (int row = 0; row < CELLS; row++) {
            for (int column = 0; column < CELLS; column++) {
                if (density[row][column] > density[bestRow][bestColumn]) {
                    bestRow = row;
                    bestColumn = column;
                }
            }
        }
        XYSeries series = chart.addSeries(
                LatentChart.POINTS + k,
                new double[] {range.x().min() + (bestColumn + 0.5) * range.x().extent() / CELLS},
                new double[] {range.y().min() + (bestRow + 0.5) * range.y().extent() / CELLS});
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.NONE);
    }

    private static BufferedImage image(List<double[][]> densities, List<Color> colors) {
        double[] peaks = densities.stream().mapToDouble(DensityChart::highest).toArray();
        BufferedImage image = new BufferedImage(CELLS, CELLS, BufferedImage.TYPE_INT_RGB);
        double[] shares = new double[peaks.length];
        for (int row = 0; row < CELLS; row++) {
            for (int column = 0; column < CELLS; column++) {
                for (int k = 0; k < peaks.length; k++) {
                    // A class that lies outside of the range has no peak in it.
                    shares[k] = peaks[k] > 0 ? densities.get(k)[row][column] / peaks[k] : 0;
                }
                image.setRGB(column, CELLS - 1 - row, mix(shares, colors));
            }
        }
        return image;
    }

    private static double highest(double[][] density) {
        double highest = 0;
        for (double[] row : density) {
            for (double value : row) {
                highest = Math.max(highest, value);
            }
        }
        return highest;
    }

    /** The mean of the colors, weighted by the shares, over white; as strong as the greatest share. */
    private static int mix(double[] shares, List<Color> colors) {
        double sum = 0;
        double greatest = 0;
        double[] mean = new double[3];
        for (int k = 0; k < shares.length; k++) {
            sum += shares[k];
            greatest = Math.max(greatest, shares[k]);
            mean[0] += shares[k] * colors.get(k).getRed();
            mean[1] += shares[k] * colors.get(k).getGreen();
            mean[2] += shares[k] * colors.get(k).getBlue();
        }
        double strength = Math.pow(greatest, CONTRAST);
        int rgb = 0;
        for (double channel : mean) {
            double value = sum > 0 ? 255 * (1 - strength) + strength * channel / sum : 255;
            rgb = rgb << 8 | (int) Math.round(value);
        }
        return rgb;
    }

    private static Shape outline(Graphics2D g, String text, double x, double y) {
        Shape outline = new TextLayout(text, NUMBER, g.getFontRenderContext()).getOutline(null);
        Rectangle2D bounds = outline.getBounds2D();
        return AffineTransform.getTranslateInstance(x - bounds.getCenterX(), y - bounds.getCenterY())
                .createTransformedShape(outline);
    }

    /** In black with a white rim: readable on any color. */
    private static void paint(Graphics2D g, Shape number) {
        g.setColor(ChartStyle.BACKGROUND);
        g.setStroke(new BasicStroke(HALO, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(number);
        g.setColor(Color.BLACK);
        g.fill(number);
    }
}
