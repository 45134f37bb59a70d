package org.mat4j.lab.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureFormat;

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

    /** A drawn picture, as pixels. */
    public static Figure of(String caption, String alternative, Picture picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(PictureFormat.raster(picture), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Figure(caption, alternative, png.toByteArray());
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
