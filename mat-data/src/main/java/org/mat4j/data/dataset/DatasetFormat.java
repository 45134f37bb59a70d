package org.mat4j.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** Which files a dataset consists of, and how they are read. */
public sealed interface DatasetFormat permits IdxFormat, Cifar10Format, SvhnFormat {
    /** The shape of one image. */
    ImageShape shape();

    /** The number of classes. */
    int classCount();

    /** Every file that a part is published in, in the order of their images; extra files belong to the training part. */
    List<DataFile> files(DataPart part, ExtraData extra);

    /** Whether {@link ExtraData#INCLUDED} gives more files. */
    default boolean hasExtraData() {
        return false;
    }

    /** The archive that the files are offered in; empty if each is offered on its own. */
    default Optional<RemoteFile> archive() {
        return Optional.empty();
    }

    /** The files that a folder lacks so that the part cannot be read from it; empty if it can. */
    default List<DataFile> missing(DataPart part, ExtraData extra, Path directory) {
        return files(part, extra).stream()
                .filter(file -> file.findIn(directory).isEmpty())
                .toList();
    }

    /**
     * Reads a part of which nothing is {@link #missing}.
     *
     * @throws MissingDataException if a file has gone
     * @throws InvalidDataException if a file is damaged, of another kind, or does not belong to the others
     * @throws DataException        if a file cannot be read
     */
    ImageData read(LoadRequest request);
}
