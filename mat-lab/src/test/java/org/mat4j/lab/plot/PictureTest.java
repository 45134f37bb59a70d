package org.mat4j.lab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.testing.Messages;
import org.w3c.dom.Document;

/** Pictures as files, and in grids. */
class PictureTest {

    private static final Picture RED = new Block(Color.RED, 40, 20);
    private static final Picture BLUE = new Block(Color.BLUE, 20, 30);

    @TempDir
    Path folder;

    @Test
    void aPngHasThePixels() throws IOException {
        Path file = folder.resolve("block.PNG");
        RED.write(file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(40, image.getWidth());
        assertEquals(20, image.getHeight());
        assertEquals(Color.RED.getRGB(), image.getRGB(39, 19));
        assertEquals(List.of(file), files());
    }

    @Test
    void anSvgIsADocumentOfThatSize() throws Exception {
        Path file = folder.resolve("grid.svg");
        new PictureGrid(2, List.of(RED, BLUE)).write(file);

        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document document = factory.newDocumentBuilder().parse(file.toFile());
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals("0 0 60 30", document.getDocumentElement().getAttribute("viewBox"));
        assertEquals(List.of(file), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture.jpg", "picture", "png", "svg."})
    void anotherEndingIsAnErrorThatNamesBoth(String name) {
        Messages.refused(() -> RED.write(folder.resolve(name)), ".png or .svg", name);
    }

    @Test
    void aFailureLeavesTheFileThatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("block.png"), "before");
        Picture broken = new Block(null, 4, 4);

        assertThrows(IllegalStateException.class, () -> broken.write(file));
        assertEquals("before", Files.readString(file));
        assertThrows(
                OutputException.class, () -> RED.write(folder.resolve("missing").resolve("block.png")));
    }

    @Test
    void aGridHasAsMuchRoomAsItsLargestPictures() {
        PictureGrid grid = new PictureGrid(2, List.of(RED, BLUE, BLUE));
        BufferedImage image = grid.raster();

        assertEquals(60, grid.width());
        assertEquals(60, grid.height());
        // The red one is 10 lower than its row, so 5 are free above it.
        assertEquals(ChartStyle.BACKGROUND.getRGB(), image.getRGB(0, 4));
        assertEquals(Color.RED.getRGB(), image.getRGB(0, 5));
        assertEquals(Color.BLUE.getRGB(), image.getRGB(40, 0));
        assertEquals(ChartStyle.BACKGROUND.getRGB(), image.getRGB(9, 30));
        assertEquals(Color.BLUE.getRGB(), image.getRGB(10, 30));
        assertEquals(ChartStyle.BACKGROUND.getRGB(), image.getRGB(40, 30));
    }

    @Test
    void anEmptyGridIsAnError() {
        Messages.refused(() -> new PictureGrid(1, List.of()), "number of pictures is 0");
        Messages.refused(() -> new PictureGrid(0, List.of(RED)), "number of columns is 0");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private record Block(Color color, int width, int height) implements Picture {

        @Override
        public void paint(Graphics2D g) {
            if (color == null) {
                throw new IllegalStateException("cannot paint");
            }
            g.setColor(color);
            g.fillRect(0, 0, width, height);
        }
    }
}
