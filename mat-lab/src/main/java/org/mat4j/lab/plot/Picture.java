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
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.output.OutputException;

/** Something that can be drawn, on pixels as well as on vectors: a chart, a sheet of charts, a gallery. */
public interface Picture {

    /** Width in pixels. */
    int width();

    /** Height in pixels. */
    int height();

    /** The charts in it, row by row from left to right; their series and axes are what is drawn. */
    default List<XYChart> charts() {
        return List.of();
    }

    /** This with another picture below it, both centered. */
    default Picture above(Picture below) {
        return new PictureGrid(1, List.of(this, below));
    }

    /**
     * Draws it, background included, into (0, 0) to (width, height).
     *
     * @param g its transform is kept; its other settings may be changed
     */
    void paint(Graphics2D g);

    /**
     * Writes it, complete or not at all, in place of the file that may be there: as PNG, pixels, or as SVG, vectors, which
     * stay sharp at any size (photographs in it are pixels still).
     *
     * @param file ending in {@code .png} or {@code .svg}, in upper or lower case; its folder must exist
     * @throws IllegalArgumentException for another ending
     * @throws OutputException if the file cannot be written
     */
    default void write(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean png = name.endsWith(".png");
        Checks.require(png || name.endsWith(".svg"), "picture file", file, "a name ending in .png or .svg");
        Output.write(file, png ? this::writePng : this::writeSvg);
    }

    /** Writes it as PNG to a stream, which stays open. */
    default void writePng(OutputStream out) throws IOException {
        if (!ImageIO.write(raster(), "png", out)) {
            throw new IOException("this Java runtime cannot write PNG");
        }
    }

    /** Writes it as SVG to a stream, which stays open. */
    default void writeSvg(OutputStream out) throws IOException {
        ChartStyle.headless();
        VectorGraphics2D g = new VectorGraphics2D();
        paint(g);
        new SVGProcessor()
                .getDocument(g.getCommands(), new PageSize(0, 0, width(), height()))
                .writeTo(out);
    }

    /** Its pixels, as they are written to a PNG file. */
    default BufferedImage raster() {
        ChartStyle.headless();
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            paint(g);
        } finally {
            g.dispose();
        }
        return image;
    }
}
