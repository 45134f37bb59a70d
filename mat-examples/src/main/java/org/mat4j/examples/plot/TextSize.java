package org.mat4j.examples.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** How much room text takes, in pixels. */
final class TextSize {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private TextSize() {}

    static int width(String text, Font font) {
        return (int) Math.ceil(font.getStringBounds(text, CONTEXT).getWidth());
    }

    /** From the top of a capital to the bottom of a descender, with the room to the next line. */
    static int lineHeight(Font font) {
        return (int) Math.ceil(font.getLineMetrics("Ag", CONTEXT).getHeight());
    }

    /** From the top of a line to its base line. */
    static int ascent(Font font) {
        return (int) Math.ceil(font.getLineMetrics("Ag", CONTEXT).getAscent());
    }
}
