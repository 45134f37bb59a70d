package org.mat4j.lab.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the colors, markers and lines of all charts of a sheet mean; in lines, broken where the width is used up. */
public final class Legend implements Picture {

    private static final int PADDING = 10;
    private static final int LINE_HEIGHT = 26;
    private static final int MARKER_SIZE = 9;
    private static final int MARKER_WIDTH = 22;
    private static final int LINE_WIDTH = 52;
    private static final int GAP = 22;

    private final List<List<LegendEntry>> lines = new ArrayList<>();
    private final int width;

    private Legend(List<LegendEntry> entries, int width) {
        this.width = width;
        int used = 0;
        for (LegendEntry entry : entries) {
            int room = widthOf(entry);
            if (lines.isEmpty() || used + GAP + room > width - 2 * PADDING) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            used += (used == 0 ? 0 : GAP) + room;
            lines.get(lines.size() - 1).add(entry);
        }
    }

    /**
     * A legend.
     *
     * @param entries in the order to show
     * @param width of the sheet, in pixels
     */
    public static Legend of(List<LegendEntry> entries, int width) {
        return new Legend(entries, width);
    }

    /**
     * The classes 0 to count - 1, as points.
     *
     * @param count at most {@link Palette#CLASSES}
     * @param width of the sheet, in pixels
     */
    public static Legend ofClasses(int count, int width) {
        return of(entriesOfClasses(count), width);
    }

    static List<LegendEntry> entriesOfClasses(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> LegendEntry.points("class " + k, Palette.ofClass(k)))
                .toList();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return lines.size() * LINE_HEIGHT + 2 * PADDING;
    }

    @Override
    public void paint(Graphics2D g) {
        g.setFont(ChartStyle.LABEL);
        int middle = PADDING + LINE_HEIGHT / 2;
        for (List<LegendEntry> line : lines) {
            int room = line.stream().mapToInt(Legend::widthOf).sum() + GAP * (line.size() - 1);
            int left = (width - room) / 2;
            for (LegendEntry entry : line) {
                paint(g, entry, left, middle);
                left += widthOf(entry) + GAP;
            }
            middle += LINE_HEIGHT;
        }
    }

    private static void paint(Graphics2D g, LegendEntry entry, int left, int middle) {
        int symbol = symbolWidth(entry);
        g.setColor(entry.color());
        entry.line().ifPresent(stroke -> {
            g.setStroke(stroke);
            g.drawLine(left, middle, left + symbol - 8, middle);
        });
        entry.marker().ifPresent(marker -> marker.paint(g, left + (symbol - 8) / 2.0, middle, MARKER_SIZE));
        g.setColor(ChartStyle.TEXT);
        int top = middle - TextSize.lineHeight(ChartStyle.LABEL) / 2;
        g.drawString(entry.name(), left + symbol, top + TextSize.ascent(ChartStyle.LABEL));
    }

    private static int widthOf(LegendEntry entry) {
        return symbolWidth(entry) + TextSize.width(entry.name(), ChartStyle.LABEL);
    }

    private static int symbolWidth(LegendEntry entry) {
        return entry.line().isPresent() ? LINE_WIDTH : MARKER_WIDTH;
    }
}
