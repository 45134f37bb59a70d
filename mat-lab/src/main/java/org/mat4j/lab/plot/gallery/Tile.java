package org.mat4j.lab.plot.gallery;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.TextSize;

/** An image with lines of text below it; a wrong prediction has a thick dashed frame, and "wrong" written. */
final class Tile implements Picture {

    /** Between neighboring tiles. */
    static final int GAP = 12;

    static final Color WRONG = new Color(0xBB5566);

    private static final Color FRAME = new Color(0xAAAAAA);
    private static final int FRAME_WIDTH = 4;

    private final BufferedImage image;
    private final List<String> lines;
    private final Verdict verdict;
    private final int width;

    /** What the frame tells. */
    enum Verdict {
        /** No prediction, or a right one. */
        PLAIN,
        /** The prediction is not the true class. */
        WRONG
    }

    /**
     * @param lines of the caption, the last in bold if the verdict is wrong
     * @param width at least that of the image and the text
     */
    Tile(BufferedImage image, List<String> lines, Verdict verdict, int width) {
        this.image = image;
        this.lines = lines;
        this.verdict = verdict;
        this.width = width;
    }

    /** The least width for an image and some text. */
    static int widthFor(int imageWidth, List<String> lines) {
        int text = lines.stream()
                .mapToInt(line -> TextSize.width(line, ChartStyle.LABEL_BOLD))
                .max()
                .orElse(0);
        return Math.max(imageWidth + 2 * FRAME_WIDTH, text) + GAP;
    }

    /** Where the image begins, from the left of the tile. */
    int imageLeft() {
        return (width - image.getWidth()) / 2;
    }

    /** Where the image begins, from the top of the tile. */
    static int imageTop() {
        return FRAME_WIDTH + GAP / 2;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return imageTop()
                + image.getHeight()
                + FRAME_WIDTH
                + lines.size() * TextSize.lineHeight(ChartStyle.LABEL)
                + GAP;
    }

    @Override
    public void paint(Graphics2D g) {
        int left = imageLeft();
        int top = imageTop();
        frame(g, left, top);
        g.drawImage(image, left, top, null);
        int line = top + image.getHeight() + FRAME_WIDTH;
        for (int i = 0; i < lines.size(); i++) {
            boolean bold = verdict == Verdict.WRONG && i == lines.size() - 1;
            g.setFont(bold ? ChartStyle.LABEL_BOLD : ChartStyle.LABEL);
            g.setColor(bold ? WRONG.darker() : ChartStyle.TEXT);
            int room = width - TextSize.width(lines.get(i), g.getFont());
            g.drawString(lines.get(i), room / 2, line + TextSize.ascent(g.getFont()));
            line += TextSize.lineHeight(ChartStyle.LABEL);
        }
    }

    /** Around the image, none of whose pixels it covers. */
    private void frame(Graphics2D g, int left, int top) {
        int thickness = verdict == Verdict.WRONG ? FRAME_WIDTH - 1 : 1;
        float[] dashes = verdict == Verdict.WRONG ? new float[] {7, 4} : null;
        g.setColor(verdict == Verdict.WRONG ? WRONG : FRAME);
        g.setStroke(new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
        int off = thickness / 2 + 1;
        g.drawRect(left - off, top - off, image.getWidth() + 2 * off - 1, image.getHeight() + 2 * off - 1);
    }
}
