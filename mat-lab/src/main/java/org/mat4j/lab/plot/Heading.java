package org.mat4j.lab.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Lines of text, one below the other and each centered.
 *
 * @param lines a bold one, then smaller ones that explain it
 */
public record Heading(List<String> lines) implements Picture {

    private static final int PADDING = 12;

    /** Copies the lines. */
    public Heading {
        lines = List.copyOf(lines);
    }

    @Override
    public int width() {
        return 2 * PADDING
                + perLine(i -> Text.width(lines.get(i), font(i))).max().orElse(0);
    }

    @Override
    public int height() {
        return 2 * PADDING + perLine(i -> Text.lineHeight(font(i))).sum();
    }

    private IntStream perLine(IntUnaryOperator size) {
        return IntStream.range(0, lines.size()).map(size);
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(ChartStyle.TEXT);
        int top = PADDING;
        for (int i = 0; i < lines.size(); i++) {
            Text.center(g, lines.get(i), font(i), width(), top);
            top += Text.lineHeight(font(i));
        }
    }

    private static Font font(int line) {
        return line == 0 ? ChartStyle.HEADING : ChartStyle.LABEL;
    }
}
