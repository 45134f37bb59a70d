package org.mat4j.examples.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * Loads from the resources (the sample) or else from {@link ImageDataset#defaultDirectories()}.
     *
     * @param dataset the dataset
     * @param part    training or test
     * @return images [n, 28, 28, 1] with labels 0 to 9
     * @throws MissingDataException if the files are in none of the folders
     * @throws InvalidDataException if a file is damaged, of another kind, or does not belong to the other
     */
    public static ImageData load(ImageDataset dataset, DataPart part) {
        return dataset.isEmbedded() ? loadEmbedded(dataset, part) : load(dataset, part, dataset.defaultDirectories());
    }

    /**
     * Loads from a folder.
     *
     * @param dataset   a dataset with files
     * @param part      training or test
     * @param directory the folder of the files
     * @return images [n, 28, 28, 1] with labels 0 to 9
     * @throws MissingDataException          if a file is not in the folder
     * @throws InvalidDataException          if a file is damaged, of another kind, or does not belong to the other
     * @throws UnsupportedOperationException for the embedded sample, which has no folder
     */
    public static ImageData load(ImageDataset dataset, DataPart part, Path directory) {
        return load(dataset, part, List.of(directory));
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
                        .anyMatch(directory -> missing(dataset, part, directory).isEmpty()));
    }

    /**
     * Whether {@link #load(ImageDataset, DataPart, Path)} would find both parts. Their content is not looked at.
     *
     * @param dataset   a dataset with files
     * @param directory the folder
     * @return whether all four files exist
     * @throws UnsupportedOperationException for the embedded sample, which has no folder
     */
    public static boolean isPresent(ImageDataset dataset, Path directory) {
        dataset.requireFiles();
        return dataset.files().stream().allMatch(file -> file.findIn(directory).isPresent());
    }

    private static ImageData load(ImageDataset dataset, DataPart part, List<Path> directories) {
        return load(dataset, part, directories, LOG::warn);
    }

    static ImageData load(ImageDataset dataset, DataPart part, List<Path> directories, Consumer<String> warnings) {
        dataset.requireFiles();
        Optional<Path> directory = directories.stream()
                .filter(candidate -> missing(dataset, part, candidate).isEmpty())
                .findFirst();
        if (directory.isEmpty()) {
            throw new MissingDataException(missingMessage(dataset, part, directories));
        }
        Path images = dataset.images(part).findIn(directory.get()).orElseThrow();
        Path labels = dataset.labels(part).findIn(directory.get()).orElseThrow();
        String source = images + ", " + labels;
        return load(dataset, part, IdxSource.of(images), IdxSource.of(labels), source, warnings);
    }

    private static ImageData loadEmbedded(ImageDataset dataset, DataPart part) {
        IdxSource images = IdxSource.ofResource(dataset.images(part).archiveName());
        IdxSource labels = IdxSource.ofResource(dataset.labels(part).archiveName());
        return load(dataset, part, images, labels, "embedded", LOG::warn);
    }

    private static ImageData load(
            ImageDataset dataset,
            DataPart part,
            IdxSource imageSource,
            IdxSource labelSource,
            String source,
            Consumer<String> warnings) {
        IdxFile.Images images = IdxFile.readImages(imageSource);
        IdxFile.Labels labels = IdxFile.readLabels(labelSource, ImageDataset.CLASS_COUNT);
        requireShape(imageSource, images);
        IdxFile.requireSameCount(imageSource, images, labelSource, labels);
        boolean known = isOfficial(dataset, dataset.images(part), imageSource, images.sha256(), warnings)
                & isOfficial(dataset, dataset.labels(part), labelSource, labels.sha256(), warnings);
        Provenance provenance = new Provenance(
                dataset.title() + (part == DataPart.TRAIN ? ", training part" : ", test part"),
                source,
                IdxFile.checksums(images, labels),
                known ? Verification.VERIFIED : Verification.UNRECOGNIZED,
                List.of());
        return IdxFile.assemble(images, labels, ImageDataset.CLASS_COUNT, provenance);
    }

    private static void requireShape(IdxSource source, IdxFile.Images images) {
        ImageShape shape = ImageDataset.SHAPE;
        if (images.height() != shape.height() || images.width() != shape.width()) {
            throw new InvalidDataException(
                    source.name(),
                    "images of " + shape.height() + " x " + shape.width() + " pixels",
                    images.height() + " x " + images.width());
        }
    }

    private static boolean isOfficial(
            ImageDataset dataset, DataFile file, IdxSource source, String found, Consumer<String> warnings) {
        boolean same = file.sha256().equals(found);
        if (!same) {
            warnings.accept(source.name() + ": not the official content of " + dataset.title() + " (expected SHA-256 "
                    + file.sha256() + ", found " + found + "). It is used as it is; results on it are not results on "
                    + dataset.title() + ".");
        }
        return same;
    }

    private static List<DataFile> missing(ImageDataset dataset, DataPart part, Path directory) {
        return Stream.of(dataset.images(part), dataset.labels(part))
                .filter(file -> file.findIn(directory).isEmpty())
                .toList();
    }

    private static String missingMessage(ImageDataset dataset, DataPart part, List<Path> directories) {
        String looked = directories.stream()
                .map(directory -> "in " + directory.toAbsolutePath()
                        + (Files.isDirectory(directory) ? "" : " (no such folder)") + " for "
                        + missing(dataset, part, directory).stream()
                                .map(file -> String.join(" or ", file.acceptedNames()))
                                .collect(Collectors.joining(", and for ")))
                .collect(Collectors.joining("; "));
        return dataset.title() + ", " + (part == DataPart.TRAIN ? "training" : "test") + " part: not found. Looked "
                + looked + ". Put the files there, name the folder that holds them, or have them downloaded.";
    }
}
