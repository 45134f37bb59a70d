package org.mat4j.lab.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;

/** Lines of text in a picture, and how much room they take in pixels. */
public final class Text {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Text() {}

    /** The width of a line. */
    public static int width(String line, Font font) {
        return (int) Math.ceil(font.getStringBounds(line, CONTEXT).getWidth());
    }

    /** From the top of a capital to the bottom of a descender, with the room to the next line. */
    public static int lineHeight(Font font) {
        return (int) Math.ceil(font.getLineMetrics("Ag", CONTEXT).getHeight());
    }

    /** Draws a line, in the color that is set, centered between 0 and a width. */
    public static void center(Graphics2D g, String line, Font font, int width, int top) {
        draw(g, line, font, (width - width(line, font)) / 2, top);
    }

    static void draw(Graphics2D g, String line, Font font, int left, int top) {
        g.setFont(font);
        g.drawString(
                line,
                left,
                top + (int) Math.ceil(font.getLineMetrics("Ag", CONTEXT).getAscent()));
    }

    /** A number as short as it is exact, such as 2 or 6.5. */
    public static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
