package org.mat4j.lab.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** How a picture is written; the ending of the file's name tells it. */
public enum PictureFormat {

    /** Pixels. */
    PNG {
        @Override
        public void encode(Picture picture, OutputStream out) throws IOException {
            if (!ImageIO.write(raster(picture), "png", out)) {
                throw new IOException("this Java runtime cannot write PNG");
            }
        }
    },

    /** Vectors, which stay sharp at any size; photographs in it are pixels still. */
    SVG {
        @Override
        public void encode(Picture picture, OutputStream out) throws IOException {
            VectorGraphics2D g = new VectorGraphics2D();
            picture.paint(g);
            PageSize page = new PageSize(0, 0, picture.width(), picture.height());
            new SVGProcessor().getDocument(g.getCommands(), page).writeTo(out);
        }
    };

    static {
        ChartStyle.headless();
    }

    /**
     * The format of a file.
     *
     * @param file ending in {@code .png} or {@code .svg}, in upper or lower case
     * @throws IllegalArgumentException for another ending
     */
    public static PictureFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (PictureFormat format : values()) {
            if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new IllegalArgumentException("picture file is " + file + ", expected a name ending in .png or .svg");
    }

    /** Writes a picture to a stream, which stays open. */
    public abstract void encode(Picture picture, OutputStream out) throws IOException;

    /** The pixels of a picture, as they are written to a PNG file. */
    public static BufferedImage raster(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            picture.paint(g);
        } finally {
            g.dispose();
        }
        return image;
    }
}
