package org.mat4j.lab.plot;

import java.awt.Graphics2D;
import java.nio.file.Path;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.output.OutputFile;

/** Something that can be drawn, on pixels as well as on vectors: a chart, a sheet of charts, a gallery. */
public interface Picture {

    /** Width in pixels. */
    int width();

    /** Height in pixels. */
    int height();

    /**
     * Draws it, background included, into (0, 0) to (width, height).
     *
     * @param g its transform is kept; its other settings may be changed
     */
    void paint(Graphics2D g);

    /**
     * Writes it, complete or not at all, in place of the file that may be there.
     *
     * @param file ending in {@code .png} or {@code .svg}; its folder must exist
     * @throws IllegalArgumentException for another ending
     * @throws OutputException if the file cannot be written
     */
    default void write(Path file) {
        PictureFormat format = PictureFormat.of(file);
        OutputFile.write(file, out -> format.encode(this, out));
    }
}
