package org.mat4j.lab.plot;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.mat4j.core.check.Checks;

/**
 * Pictures in rows and columns. A column is as wide as its widest picture and a row as high as its highest; smaller ones
 * are centered.
 */
public final class PictureGrid implements Picture {

    private final List<Picture> pictures;
    private final int[] widths;
    private final int[] heights;

    /**
     * @param columns at least 1
     * @param pictures row by row, at least one; the last row may be short
     * @throws IllegalArgumentException for no column or no picture
     */
    public PictureGrid(int columns, List<? extends Picture> pictures) {
        Checks.require(!pictures.isEmpty(), "number of pictures", 0, "at least one");
        Checks.require(columns >= 1, "number of columns", columns, "at least 1");
        this.pictures = List.copyOf(pictures);
        this.widths = new int[Math.min(columns, pictures.size())];
        this.heights = new int[(pictures.size() + columns - 1) / columns];
        for (int i = 0; i < pictures.size(); i++) {
            int column = i % columns;
            int row = i / columns;
            widths[column] = Math.max(widths[column], pictures.get(i).width());
            heights[row] = Math.max(heights[row], pictures.get(i).height());
        }
    }

    /** Charts side by side, at least one, each in the size that it was made with. */
    public static PictureGrid row(List<XYChart> charts) {
        return of(charts.size(), charts);
    }

    /** Charts row by row, at least one, each in the size that it was made with. */
    public static PictureGrid of(int columns, List<XYChart> charts) {
        return new PictureGrid(columns, charts.stream().map(ChartPicture::of).toList());
    }

    @Override
    public List<XYChart> charts() {
        return pictures.stream().flatMap(picture -> picture.charts().stream()).toList();
    }

    @Override
    public int width() {
        return IntStream.of(widths).sum();
    }

    @Override
    public int height() {
        return IntStream.of(heights).sum();
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(ChartStyle.BACKGROUND);
        g.fillRect(0, 0, width(), height());
        int top = 0;
        int i = 0;
        for (int height : heights) {
            int left = 0;
            for (int column = 0; column < widths.length && i < pictures.size(); column++, i++) {
                Picture picture = pictures.get(i);
                int x = left + (widths[column] - picture.width()) / 2;
                int y = top + (height - picture.height()) / 2;
                // A copy, so that what one picture sets does not reach the next.
                Graphics2D own = (Graphics2D) g.create();
                own.translate(x, y);
                picture.paint(own);
                own.dispose();
                left += widths[column];
            }
            top += height;
        }
    }
}
