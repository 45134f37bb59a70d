package org.mat4j.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.download.DatasetDownloader;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.Provenance;
import org.mat4j.data.image.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the datasets of {@link ImageDataset}.
 *
 * <p>Files are accepted under their official names and {@link DataFile#acceptedNames() close variants}. Content with
 * another checksum than the official one is accepted with a warning in the log, and its {@link Provenance} says
 * {@link Verification#UNRECOGNIZED}. Nothing is downloaded here: that is for {@link DatasetDownloader}.
 */
public final class Datasets {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

    private Datasets() {}

    /**
     * Loads from the resources (the sample) or else from {@link ImageDataset#defaultDirectories()}, without extra images.
     *
     * @param dataset the dataset
     * @param part    training or test
     * @return images of the dataset's shape with labels from 0
     * @throws MissingDataException if the files are in none of the folders
     * @throws InvalidDataException if a file is damaged, of another kind, or does not belong to the other
     */
    public static ImageData load(ImageDataset dataset, DataPart part) {
        return load(dataset, part, ExtraData.EXCLUDED);
    }

    /**
     * Loads from the resources (the sample) or else from {@link ImageDataset#defaultDirectories()}.
     *
     * @param dataset the dataset
     * @param part    training or test
     * @param extra   whether the training part includes extra images
     * @return images of the dataset's shape with labels from 0
     * @throws MissingDataException     if the files are in none of the folders
     * @throws InvalidDataException     if a file is damaged, of another kind, or does not belong to the other
     * @throws IllegalArgumentException if the dataset has no extra images and they are asked for
     */
    public static ImageData load(ImageDataset dataset, DataPart part, ExtraData extra) {
        dataset.requireExtra(extra);
        return dataset.isEmbedded()
                ? dataset.format().read(new LoadRequest(dataset, part, extra, Optional.empty(), LOG::warn))
                : load(dataset, part, extra, dataset.defaultDirectories(), LOG::warn);
    }

    /**
     * Loads from a folder, without extra images.
     *
     * @param dataset   a dataset with files
     * @param part      training or test
     * @param directory the folder of the files
     * @return images of the dataset's shape with labels from 0
     * @throws MissingDataException          if a file is not in the folder
     * @throws InvalidDataException          if a file is damaged, of another kind, or does not belong to the other
     * @throws UnsupportedOperationException for the embedded sample, which has no folder
     */
    public static ImageData load(ImageDataset dataset, DataPart part, Path directory) {
        return load(dataset, part, directory, ExtraData.EXCLUDED);
    }

    /**
     * Loads from a folder.
     *
     * @param dataset   a dataset with files
     * @param part      training or test
     * @param directory the folder of the files
     * @param extra     whether the training part includes extra images
     * @return images of the dataset's shape with labels from 0
     * @throws MissingDataException          if a file is not in the folder
     * @throws InvalidDataException          if a file is damaged, of another kind, or does not belong to the other
     * @throws UnsupportedOperationException for the embedded sample, which has no folder
     * @throws IllegalArgumentException      if the dataset has no extra images and they are asked for
     */
    public static ImageData load(ImageDataset dataset, DataPart part, Path directory, ExtraData extra) {
        return load(dataset, part, extra, List.of(directory), LOG::warn);
    }

    /**
     * Whether {@link #load(ImageDataset, DataPart)} would find both parts. Their content is not looked at.
     *
     * @param dataset the dataset
     * @return true for the sample; else whether the files exist
     */
    public static boolean isPresent(ImageDataset dataset) {
        return dataset.isEmbedded()
                || Stream.of(DataPart.values()).allMatch(part -> dataset.defaultDirectories().stream()
                        .anyMatch(directory -> isPresent(dataset, part, directory)));
    }

    /**
     * Whether {@link #load(ImageDataset, DataPart, Path)} would find both parts. Their content is not looked at.
     *
     * @param dataset   a dataset with files
     * @param directory the folder
     * @return whether the files exist that it needs
     * @throws UnsupportedOperationException for the embedded sample, which has no folder
     */
    public static boolean isPresent(ImageDataset dataset, Path directory) {
        dataset.requireFiles();
        return Stream.of(DataPart.values()).allMatch(part -> isPresent(dataset, part, directory));
    }

    private static boolean isPresent(ImageDataset dataset, DataPart part, Path directory) {
        return dataset.format().missing(part, ExtraData.EXCLUDED, directory).isEmpty();
    }

    static ImageData load(
            ImageDataset dataset, DataPart part, ExtraData extra, List<Path> directories, Consumer<String> warnings) {
        dataset.requireFiles();
        dataset.requireExtra(extra);
        Path directory = directories.stream()
                .filter(candidate ->
                        dataset.format().missing(part, extra, candidate).isEmpty())
                .findFirst()
                .orElseThrow(() -> new MissingDataException(missingMessage(dataset, part, extra, directories)));
        return dataset.format().read(new LoadRequest(dataset, part, extra, Optional.of(directory), warnings));
    }

    private static String missingMessage(ImageDataset dataset, DataPart part, ExtraData extra, List<Path> directories) {
        String looked = directories.stream()
                .map(directory -> "in " + directory.toAbsolutePath()
                        + (Files.isDirectory(directory) ? "" : " (no such folder)") + " for "
                        + dataset.format().missing(part, extra, directory).stream()
                                .map(file -> String.join(" or ", file.acceptedNames()))
                                .collect(Collectors.joining(", and for ")))
                .collect(Collectors.joining("; "));
        return dataset.title() + ", " + (part == DataPart.TRAIN ? "training" : "test") + " part: not found. Looked "
                + looked + ". Put the files there, name the folder that holds them, or have them downloaded.";
    }
}
