package org.mat4j.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.PictureFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with a folder of pictures for each class, whose name is that of the class; in the order of their names, whatever
 * the file system gives. Its test part is a share, or the folder holds two such folders, {@code train} and {@code test}.
 * Read once; immutable.
 */
public final class ImageFolder implements DataSource {

    /** Pictures up to this height and width are taken in their own size where none is asked for. */
    public static final int LARGEST_OWN_SIZE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);

    private static final String TRAIN = "train";
    private static final String TEST = "test";

    private final Path folder;
    private final Parts<ImageData> parts;

    private ImageFolder(Path folder, Parts<ImageData> parts) {
        this.folder = folder;
        this.parts = parts;
    }

    /**
     * What the pictures become.
     *
     * @param shape that all are {@linkplain org.mat4j.data.image.ImageConversion#to converted to}; empty for that of the first
     *     one, if it is at most {@link #LARGEST_OWN_SIZE} in height and width
     * @param classNames of a model, in its order, among which those of the folders must be; empty to take those of the folders
     */
    public record Reading(Optional<ImageShape> shape, Optional<List<String>> classNames) {

        /** Shape and classes as they are found. */
        public static final Reading AS_FOUND = new Reading(Optional.empty(), Optional.empty());
    }

    /**
     * Reads a folder.
     *
     * @param split which pictures are the test part, if there is no folder {@code test}
     * @throws MissingDataException if there is no such folder, or no picture in the folder of a class
     * @throws InvalidDataException if a picture is damaged, a class is unknown, or there are fewer than two
     * @throws DataException if a file cannot be read
     * @throws IllegalArgumentException if no shape is asked for, and the first picture is large
     */
    public static ImageFolder read(Path folder, Reading reading, TestSplit split) {
        Checks.path("folder of pictures", folder);
        if (hasTestPart(folder)) {
            return read(folder.resolve(TRAIN), reading, folder.resolve(TEST));
        }
        return new ImageFolder(folder, Parts.of(load(folder, complete(folder, reading)), split));
    }

    /** Whether the folder has the folders {@code train} and {@code test}. */
    public static boolean hasTestPart(Path folder) {
        return Files.isDirectory(folder.resolve(TRAIN)) && Files.isDirectory(folder.resolve(TEST));
    }

    /** Reads a folder to train on, and one to test with, which need not have pictures of all classes. */
    public static ImageFolder read(Path folder, Reading reading, Path testFolder) {
        Checks.path("folder of pictures", folder);
        Checks.path("folder of pictures to test on", testFolder);
        Reading both = complete(folder, reading);
        return new ImageFolder(folder, new Parts<>(Optional.of(load(folder, both)), load(testFolder, both)));
    }

    /** The same with what was left open. */
    private static Reading complete(Path folder, Reading reading) {
        List<Path> classes = classes(folder);
        if (reading.classNames().isEmpty() && classes.size() < 2) {
            throw new InvalidDataException(
                    folder,
                    "a folder for each of at least two classes",
                    classes.size() == 1 ? "only " + classes.get(0) : "none");
        }
        ImageShape shape = reading.shape().orElseGet(() -> {
            Path first = PictureFile.in(classes.get(0)).get(0);
            ImageShape own = PictureFile.shape(first);
            Checks.require(
                    Math.max(own.height(), own.width()) <= LARGEST_OWN_SIZE,
                    "image shape",
                    "missing",
                    "one such as 64 x 64 x " + own.channels() + " for pictures like " + first + " of " + own);
            return own;
        });
        List<String> names = reading.classNames()
                .orElseGet(() -> classes.stream().map(ImageFolder::name).toList());
        return new Reading(Optional.of(shape), Optional.of(names));
    }

    private static List<Path> classes(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new MissingDataException("there is no folder " + folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(path -> !name(path).startsWith("."))
                    .sorted(Comparator.comparing(ImageFolder::name))
                    .toList();
        } catch (IOException e) {
            throw DataException.unreadable(folder, e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static ImageData load(Path folder, Reading reading) {
        ImageShape shape = reading.shape().orElseThrow();
        List<String> names = reading.classNames().orElseThrow();
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path each : classes(folder)) {
            int label = names.indexOf(name(each));
            if (label < 0) {
                throw new InvalidDataException(folder, "folders of the classes " + names, "the folder " + name(each));
            }
            List<Path> pictures = PictureFile.in(each);
            warnOfOthers(each, pictures.size());
            files.addAll(pictures);
            pictures.forEach(picture -> labels.add(label));
        }
        if (files.isEmpty()) {
            throw new MissingDataException("there is no picture in a folder of a class in " + folder);
        }
        Checks.require(
                (long) files.size() * shape.values() <= Integer.MAX_VALUE,
                "number of values of the images in " + folder,
                files.size() + " images of " + shape,
                "fewer than 2^31: choose a smaller shape");
        byte[] pixels = new byte[files.size() * shape.values()];
        byte[] classes = new byte[files.size()];
        for (int i = 0; i < classes.length; i++) {
            PictureFile.image(files.get(i), shape).unlabeled().copyPixels(0, pixels, i * shape.values());
            classes[i] = (byte) (int) labels.get(i);
        }
        Provenance provenance = new Provenance(
                name(folder.toAbsolutePath()),
                folder.toString(),
                Map.of("pixels", Checksum.Algorithm.SHA_256.of(pixels)),
                Provenance.Verification.UNCHECKED,
                List.of());
        return ImageData.owning(pixels, classes, shape, names.size(), provenance)
                .described(names, provenance);
    }

    private static void warnOfOthers(Path folder, int pictures) {
        try (Stream<Path> files = Files.walk(folder)) {
            long all = files.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .count();
            if (all > pictures) {
                LOG.warn(
                        "{} of {} files in {} are passed over: they are no pictures that can be read",
                        all - pictures,
                        all,
                        folder);
            }
        } catch (IOException e) {
            throw DataException.unreadable(folder, e);
        }
    }

    /** {@return the name of the folder} */
    @Override
    public String id() {
        return name(folder.toAbsolutePath().normalize());
    }

    @Override
    public String title() {
        return id();
    }

    @Override
    public long[] inputShape() {
        return parts.test().inputShape();
    }

    @Override
    public List<String> classNames() {
        return parts.test().classNames();
    }

    @Override
    public ImageData load(Part part) {
        return parts.load(part, id());
    }
}
