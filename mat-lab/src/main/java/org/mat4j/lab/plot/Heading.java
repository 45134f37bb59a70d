package org.mat4j.lab.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Stream;

/** Lines of text, one below the other and each centered: a bold one, then what explains it. */
public final class Heading implements Picture {

    private static final int PADDING = 12;

    private final List<String> lines;

    private Heading(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * A heading.
     *
     * @param title in bold
     * @param explanations a line each, smaller; may be none
     */
    public static Heading of(String title, String... explanations) {
        return new Heading(
                Stream.concat(Stream.of(title), Stream.of(explanations)).toList());
    }

    @Override
    public int width() {
        int widest = 0;
        for (int i = 0; i < lines.size(); i++) {
            widest = Math.max(widest, TextSize.width(lines.get(i), font(i)));
        }
        return widest + 2 * PADDING;
    }

    @Override
    public int height() {
        int height = 2 * PADDING;
        for (int i = 0; i < lines.size(); i++) {
            height += TextSize.lineHeight(font(i));
        }
        return height;
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(ChartStyle.TEXT);
        int top = PADDING;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            g.setFont(font(i));
            g.drawString(line, (width() - TextSize.width(line, font(i))) / 2, top + TextSize.ascent(font(i)));
            top += TextSize.lineHeight(font(i));
        }
    }

    private static Font font(int line) {
        return line == 0 ? ChartStyle.HEADING : ChartStyle.LABEL;
    }
}
