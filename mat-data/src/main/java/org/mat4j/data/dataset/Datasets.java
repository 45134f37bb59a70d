package org.mat4j.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.Provenance.Verification;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.format.IdxFile;
import org.mat4j.data.image.ImageData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the data sets of {@link ImageDataset}, with the names of their classes.
 *
 * <p>Files are accepted under their official names and {@link DataFile#acceptedNames() close variants}. Content with
 * another checksum than the official one is accepted with a warning in the log, and its {@link Provenance} says
 * {@link Verification#UNRECOGNIZED}. An archive that lies in the folder is {@linkplain #unpack unpacked} first. Nothing is downloaded here: that is for
 * {@link org.mat4j.data.download.DatasetDownloader}.
 */
public final class Datasets {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

    private Datasets() {}

    /**
     * Loads from the resources (the sample) or {@link ImageDataset#defaultDirectories()}, without extra images.
     *
     * @throws DataException as {@link #load(ImageDataset, Part, Extra, Optional)}
     */
    public static ImageData load(ImageDataset dataset, Part part) {
        return load(dataset, part, Extra.EXCLUDED, Optional.empty());
    }

    /**
     * Loads from a folder, without extra images.
     *
     * @throws DataException as {@link #load(ImageDataset, Part, Extra, Optional)}
     * @throws UnsupportedOperationException for the embedded sample, which has no folder
     */
    public static ImageData load(ImageDataset dataset, Part part, Path directory) {
        return load(dataset, part, Extra.EXCLUDED, Optional.of(directory));
    }

    /**
     * Loads a part: images of the data set's shape with labels from 0.
     *
     * @param directory of the files; empty for the resources (the sample) or else the first of
     *     {@link ImageDataset#defaultDirectories()} that has them
     * @throws MissingDataException if a file is not there
     * @throws InvalidDataException if a file is damaged, of another kind, or does not belong to the other
     * @throws DataException if a file cannot be read
     * @throws UnsupportedOperationException if a folder is given for the embedded sample
     * @throws IllegalArgumentException if the data set has no extra images and they are asked for
     */
    public static ImageData load(ImageDataset dataset, Part part, Extra extra, Optional<Path> directory) {
        return load(dataset, part, extra, directory, LOG::warn);
    }

    static ImageData load(
            ImageDataset dataset, Part part, Extra extra, Optional<Path> directory, Consumer<String> warnings) {
        dataset.requireExtra(extra);
        Loading loading = new Loading(dataset, part, extra, warnings);
        return dataset.isEmbedded() && directory.isEmpty()
                ? loading.embedded()
                : loading.firstOf(directories(dataset, directory));
    }

    /** Whether {@link #load(ImageDataset, Part)} would find both parts. Their content is not looked at. */
    public static boolean isPresent(ImageDataset dataset) {
        return dataset.isEmbedded() || isPresent(dataset, dataset.defaultDirectories());
    }

    /**
     * Whether {@link #load(ImageDataset, Part, Path)} would find both parts. Their content is not looked at.
     *
     * @throws UnsupportedOperationException for the embedded sample, which has no folder
     */
    public static boolean isPresent(ImageDataset dataset, Path directory) {
        return isPresent(dataset, directories(dataset, Optional.of(directory)));
    }

    private static boolean isPresent(ImageDataset dataset, List<Path> directories) {
        DatasetFiles published = dataset.published();
        return Stream.of(Part.values()).allMatch(part -> directories.stream()
                .anyMatch(directory -> published.packed(directory).isPresent()
                        || published.missing(part, Extra.EXCLUDED, directory).isEmpty()));
    }

    /**
     * Unpacks the archive of a data set that lies in a folder as it was offered, such as cifar-10-binary.tar.gz, if none of its
     * files lies beside it. The archive stays.
     *
     * @return the files that were unpacked
     * @throws InvalidDataException if the archive is damaged
     * @throws DataException if a file cannot be written
     */
    public static List<Path> unpack(ImageDataset dataset, Path directory) {
        List<Path> unpacked = dataset.published().unpack(directory);
        unpacked.forEach(file -> LOG.info("unpacked {}", file));
        return unpacked;
    }

    private static List<Path> directories(ImageDataset dataset, Optional<Path> directory) {
        dataset.requireFiles();
        return directory.map(List::of).orElseGet(dataset::defaultDirectories);
    }

    private record Loading(ImageDataset dataset, Part part, Extra extra, Consumer<String> warnings) {
        ImageData embedded() {
            Map<DataFile, Path> files = new LinkedHashMap<>();
            dataset.files(part).forEach(file -> files.put(file, Path.of(file.name())));
            List<String> names = files.keySet().stream().map(DataFile::name).toList();
            ImageData read = IdxFile.readResources(Datasets.class, names.get(0), names.get(1), dataset.classCount());
            return verified(read, "embedded", files, List.of());
        }

        ImageData firstOf(List<Path> directories) {
            DatasetFiles published = dataset.published();
            directories.forEach(candidate -> unpack(dataset, candidate));
            Path directory = directories.stream()
                    .filter(candidate ->
                            published.missing(part, extra, candidate).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new MissingDataException(missingMessage(directories)));
            Map<DataFile, Path> found = published.find(part, extra, directory);
            ImageData read = published.read(List.copyOf(found.values()), dataset.classCount());
            String absent = published.of(part, extra).stream()
                    .filter(file -> !found.containsKey(file))
                    .map(DataFile::name)
                    .collect(Collectors.joining(", "));
            if (!absent.isEmpty()) {
                warnings.accept(directory + ": " + absent + " not found. The other training files of " + dataset.title()
                        + " are used; results on them are not results on " + dataset.title() + ".");
            }
            List<String> notes = absent.isEmpty() ? List.of() : List.of("without " + absent);
            return verified(read, read.provenance().source(), found, notes);
        }

        /** What was read, with the data set's names, and whether it is the official content; warns if not. */
        private ImageData verified(ImageData read, String source, Map<DataFile, Path> files, List<String> notes) {
            Map<String, Checksum> checksums = read.provenance().checksums();
            Iterator<Checksum> sums = checksums.values().iterator();
            boolean official = notes.isEmpty();
            for (Map.Entry<DataFile, Path> file : files.entrySet()) {
                Checksum expected = file.getKey().checksum();
                Checksum found = sums.next();
                if (!found.equals(expected)) {
                    official = false;
                    warnings.accept(file.getValue() + ": not the official content of " + dataset.title() + " (expected "
                            + expected + ", found " + found.hex() + "). It is used as it is; results on it are not"
                            + " results on " + dataset.title() + ".");
                }
            }
            if (!read.shape().equals(dataset.shape())) {
                throw new InvalidDataException(
                        files.values().iterator().next(), "images of " + dataset.shape(), "images of " + read.shape());
            }
            Verification verification = official ? Verification.VERIFIED : Verification.UNRECOGNIZED;
            return read.described(
                    dataset.classNames(), new Provenance(title(), source, checksums, verification, notes));
        }

        private String title() {
            return dataset.title() + ", " + (part == Part.TRAIN ? "training part" : "test part");
        }

        /** As they are without a folder, and the folders. */
        private static String names(DataFile file) {
            List<String> folders = file.acceptedNames().stream()
                    .filter(name -> name.contains("/"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')))
                    .distinct()
                    .toList();
            return file.acceptedNames().stream()
                            .filter(name -> !name.contains("/"))
                            .collect(Collectors.joining(" or "))
                    + (folders.isEmpty() ? "" : " here or in " + String.join(" or ", folders));
        }

        private String missingMessage(List<Path> directories) {
            String looked = directories.stream()
                    .map(directory -> "in " + directory.toAbsolutePath()
                            + (Files.isDirectory(directory) ? "" : " (no such folder)") + " for "
                            + dataset.published().missing(part, extra, directory).stream()
                                    .map(Loading::names)
                                    .collect(Collectors.joining(", and for ")))
                    .collect(Collectors.joining("; "));
            return title() + ": not found. Looked " + looked
                    + ". Put the files there, name the folder that holds them, or have them downloaded.";
        }
    }
}
