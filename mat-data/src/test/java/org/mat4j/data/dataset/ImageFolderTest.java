package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.assertRefused;
import static org.mat4j.data.testing.Messages.messageOf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.dataset.ImageFolder.Reading;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** Folders of pictures by class. */
class ImageFolderTest {

    private static final TestSplit HALF = new TestSplit(0.5);

    @TempDir
    Path folder;

    /** A gray picture of one value. */
    private void picture(String path, int size, int value) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, value);
        }
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        String format = path.toLowerCase().endsWith("jpeg") ? "jpeg" : "png";
        assertEquals(true, ImageIO.write(image, format, file.toFile()));
    }

    private void cats() throws IOException {
        picture("dog/b.png", 4, 40);
        picture("dog/A.PNG", 6, 30);
        picture("cat/2.Jpeg", 4, 20);
        picture("cat/1.png", 4, 10);
    }

    @Test
    void classesAndPicturesComeInTheOrderOfTheirNames() throws IOException {
        cats();
        picture(".hidden/x.png", 4, 90);
        Files.writeString(folder.resolve("dog/notes.txt"), "not a picture");
        ImageFolder read = ImageFolder.read(folder, Reading.AS_FOUND, folder);
        ImageData data = read.load(Part.TRAIN);

        assertEquals(List.of("cat", "dog"), data.classNames());
        assertEquals(new ImageShape(4, 4, 1), data.shape());
        assertArrayEquals(new int[] {0, 0, 1, 1}, data.labels());
        int[] values = {10, 20, 30, 40};
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], data.pixel(i, 3, 2, 0), 1, "picture " + i);
        }
    }

    @Test
    void aShareOfEveryClassIsTheTestPart() throws IOException {
        cats();
        ImageFolder read =
                ImageFolder.read(folder, new Reading(Optional.of(new ImageShape(2, 3, 3)), Optional.empty()), HALF);

        assertArrayEquals(new int[] {1, 1}, read.load(Part.TEST).classCounts());
        assertArrayEquals(new int[] {1, 1}, read.load(Part.TRAIN).classCounts());
        assertArrayEquals(new long[] {2, 3, 3}, read.inputShape());
    }

    @Test
    void foldersTrainAndTestAreTheParts() throws IOException {
        picture("train/cat/1.png", 4, 10);
        picture("train/dog/1.png", 4, 20);
        picture("test/dog/9.png", 4, 30);
        ImageFolder read = ImageFolder.read(folder, Reading.AS_FOUND, HALF);

        assertArrayEquals(new int[] {0, 1}, read.load(Part.TRAIN).labels());
        assertArrayEquals(new int[] {1}, read.load(Part.TEST).labels());
    }

    @Test
    void aModelsClassesKeepTheirOrder() throws IOException {
        cats();
        Reading ofModel = new Reading(Optional.of(new ImageShape(4, 4, 1)), Optional.of(List.of("dog", "cow", "cat")));

        assertArrayEquals(
                new int[] {2, 2, 0, 0},
                ImageFolder.read(folder, ofModel, folder).load(Part.TEST).labels());
        Reading other = new Reading(ofModel.shape(), Optional.of(List.of("cat", "cow")));
        assertContains(
                messageOf(InvalidDataException.class, () -> ImageFolder.read(folder, other, HALF)),
                "[cat, cow]",
                "dog");
    }

    @Test
    void whatIsNoSuchFolderIsToldWhy() throws IOException {
        assertContains(
                messageOf(
                        MissingDataException.class,
                        () -> ImageFolder.read(folder.resolve("none"), Reading.AS_FOUND, HALF)),
                "there is no folder",
                "none");
        assertContains(
                messageOf(InvalidDataException.class, () -> ImageFolder.read(folder, Reading.AS_FOUND, HALF)),
                "at least two classes",
                "found none");
        picture("cat/1.png", 65, 1);
        Files.createDirectories(folder.resolve("dog"));
        assertRefused(() -> ImageFolder.read(folder, Reading.AS_FOUND, HALF), "image shape", "1.png of 65 x 65 x 1");
        Reading small = new Reading(Optional.of(new ImageShape(2, 2, 1)), Optional.empty());
        assertContains(
                messageOf(MissingDataException.class, () -> ImageFolder.read(folder, small, HALF)),
                "no picture",
                "dog");
        Files.writeString(folder.resolve("dog/broken.png"), "no picture");
        assertContains(
                messageOf(InvalidDataException.class, () -> ImageFolder.read(folder, small, HALF)), "broken.png");
    }
}
