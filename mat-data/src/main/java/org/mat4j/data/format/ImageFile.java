package org.mat4j.data.format;

import java.nio.file.Path;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

/** A file of labeled images, of which it is known how many it has. */
public interface ImageFile {
    /** The file. */
    Path path();

    /** The number of images. */
    long count();

    /**
     * Reads all images.
     *
     * @param pixels    takes the pixels in the order [n, height, width, channels]
     * @param labels    takes the labels, [n]
     * @param at        the example that the first image becomes
     * @param algorithm of the checksum
     * @return the checksum of the file
     * @throws MissingDataException if the file has gone
     * @throws InvalidDataException if it is damaged
     * @throws DataException        if it cannot be read
     */
    Checksum read(byte[] pixels, byte[] labels, int at, Checksum.Algorithm algorithm);
}
