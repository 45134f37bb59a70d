package org.mat4j.lab.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** How much room text takes, in pixels. */
public final class TextSize {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private TextSize() {}

    /** The width of a line. */
    public static int width(String text, Font font) {
        return (int) Math.ceil(font.getStringBounds(text, CONTEXT).getWidth());
    }

    /** From the top of a capital to the bottom of a descender, with the room to the next line. */
    public static int lineHeight(Font font) {
        return (int) Math.ceil(font.getLineMetrics("Ag", CONTEXT).getHeight());
    }

    /** From the top of a line to its base line. */
    public static int ascent(Font font) {
        return (int) Math.ceil(font.getLineMetrics("Ag", CONTEXT).getAscent());
    }
}
