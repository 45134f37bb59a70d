package org.mat4j.lab.plot.gallery;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.Text;

/**
 * An image with lines of text below it; a wrong prediction has a thick dashed frame, and "wrong" written.
 *
 * @param lines of the caption, the last in bold if the prediction is wrong
 * @param wrong whether the prediction is not the true class
 * @param width at least that of the image and the text
 */
record Tile(BufferedImage image, List<String> lines, boolean wrong, int width) implements Picture {

    static final Color WRONG = new Color(0xBB5566);

    /** Between neighboring tiles. */
    private static final int GAP = 12;

    private static final Color FRAME = new Color(0xAAAAAA);
    private static final int FRAME_WIDTH = 4;

    /** As wide as image and text need. */
    static Tile of(BufferedImage image, List<String> lines, boolean wrong) {
        int text = lines.stream()
                .mapToInt(line -> Text.width(line, ChartStyle.LABEL_BOLD))
                .max()
                .orElse(0);
        return new Tile(image, lines, wrong, Math.max(image.getWidth() + 2 * FRAME_WIDTH, text) + GAP);
    }

    Tile widened(int value) {
        return new Tile(image, lines, wrong, value);
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
    public int height() {
        int text = lines.size() * Text.lineHeight(ChartStyle.LABEL);
        return imageTop() + image.getHeight() + FRAME_WIDTH + text + GAP;
    }

    @Override
    public void paint(Graphics2D g) {
        paintFrame(g);
        g.drawImage(image, imageLeft(), imageTop(), null);
        int line = imageTop() + image.getHeight() + FRAME_WIDTH;
        for (int i = 0; i < lines.size(); i++) {
            boolean bold = wrong && i == lines.size() - 1;
            g.setColor(bold ? WRONG.darker() : ChartStyle.TEXT);
            Text.center(g, lines.get(i), bold ? ChartStyle.LABEL_BOLD : ChartStyle.LABEL, width, line);
            line += Text.lineHeight(ChartStyle.LABEL);
        }
    }

    /** Around the image, none of whose pixels it covers. */
    private void paintFrame(Graphics2D g) {
        int thickness = wrong ? FRAME_WIDTH - 1 : 1;
        float[] dashes = wrong ? new float[] {7, 4} : null;
        g.setColor(wrong ? WRONG : FRAME);
        g.setStroke(new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
        int off = thickness / 2 + 1;
        g.drawRect(
                imageLeft() - off, imageTop() - off, image.getWidth() + 2 * off - 1, image.getHeight() + 2 * off - 1);
    }
}
