package org.mat4j.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What the colors, markers and lines of all charts of a sheet mean; in lines, broken where the width is used up. */
public final class Legend implements Picture {

    private static final int PADDING = 10;
    private static final int LINE_HEIGHT = 26;
    private static final int MARKER_SIZE = 9;
    private static final int MARKER_WIDTH = 22;
    private static final int LINE_WIDTH = 52;
    private static final int GAP = 22;

    private final List<List<Entry>> lines = new ArrayList<>();
    private final int width;

    /**
     * A name and what stands for it.
     *
     * @param name shown
     * @param style color of line and marker; a line without markers has {@link SeriesMarkers#NONE}
     * @param line empty if there are markers alone
     */
    public record Entry(String name, Palette.Style style, Optional<BasicStroke> line) {

        /** An entry of a line without markers. */
        public static Entry line(String name, Color color, BasicStroke line) {
            return new Entry(name, new Palette.Style(color, SeriesMarkers.NONE), Optional.of(line));
        }

        private int symbolWidth() {
            return line.isPresent() ? LINE_WIDTH : MARKER_WIDTH;
        }

        private int width() {
            return symbolWidth() + Text.width(name, ChartStyle.LABEL);
        }
    }

    /** A legend of a sheet of a width in pixels, with the entries in their order. */
    public Legend(List<Entry> entries, int width) {
        this.width = width;
        int used = 0;
        for (Entry entry : entries) {
            int room = entry.width();
            if (lines.isEmpty() || used + GAP + room > width - 2 * PADDING) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            used += (used == 0 ? 0 : GAP) + room;
            lines.get(lines.size() - 1).add(entry);
        }
    }

    /** The models of a chart, as lines with markers. */
    public static Legend ofModels(Map<String, Palette.Style> styles, BasicStroke line, int width) {
        return new Legend(
                styles.entrySet().stream()
                        .map(model -> new Entry(model.getKey(), model.getValue(), Optional.of(line)))
                        .toList(),
                width);
    }

    /**
     * The classes, as points: each by its name, or as "class 3" where the name is its number.
     *
     * @param names in the order of the classes
     */
    public static List<Entry> classes(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(k -> new Entry(
                        names.get(k).equals(Integer.toString(k)) ? "class " + k : names.get(k),
                        Palette.ofClass(k),
                        Optional.empty()))
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
        int middle = PADDING + LINE_HEIGHT / 2;
        for (List<Entry> line : lines) {
            int room = line.stream().mapToInt(Entry::width).sum() + GAP * (line.size() - 1);
            int left = (width - room) / 2;
            for (Entry entry : line) {
                paint(g, entry, left, middle);
                left += entry.width() + GAP;
            }
            middle += LINE_HEIGHT;
        }
    }

    private static void paint(Graphics2D g, Entry entry, int left, int middle) {
        int symbol = entry.symbolWidth();
        g.setColor(entry.style().color());
        entry.line().ifPresent(stroke -> {
            g.setStroke(stroke);
            g.drawLine(left, middle, left + symbol - 8, middle);
        });
        entry.style().marker().paint(g, left + (symbol - 8) / 2.0, middle, MARKER_SIZE);
        g.setColor(ChartStyle.TEXT);
        int top = middle - Text.lineHeight(ChartStyle.LABEL) / 2;
        Text.draw(g, entry.name(), ChartStyle.LABEL, left + symbol, top);
    }
}
