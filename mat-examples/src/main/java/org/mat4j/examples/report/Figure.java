package org.mat4j.examples.report;

import java.util.Base64;
import java.util.Objects;

/** A picture of a report. */
public final class Figure {

    private final String caption;
    private final String alternative;
    private final byte[] png;

    /**
     * @param caption below it: what it shows and in which units
     * @param alternative what stands for it where pictures are not shown
     * @param png the file's content
     */
    public Figure(String caption, String alternative, byte[] png) {
        this.caption = Objects.requireNonNull(caption, "caption");
        this.alternative = Objects.requireNonNull(alternative, "alternative");
        this.png = png.clone();
        if (png.length == 0) {
            throw new IllegalArgumentException(
                    "the picture '" + alternative + "' is empty; expected a PNG file's content");
        }
    }

    /** What it shows. */
    public String caption() {
        return caption;
    }

    /** What stands for it. */
    public String alternative() {
        return alternative;
    }

    /** The picture as an address that holds it. */
    public String source() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
