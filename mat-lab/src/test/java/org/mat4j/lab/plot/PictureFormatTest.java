package org.mat4j.lab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.mat4j.lab.output.OutputException;
import org.w3c.dom.Document;

/** Pictures as files, and in grids. */
class PictureFormatTest {

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
        PictureGrid.of(2, List.of(RED, BLUE)).write(file);

        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document document = factory.newDocumentBuilder().parse(file.toFile());
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals("0 0 60 30", document.getDocumentElement().getAttribute("viewBox"));
        assertEquals(List.of(file), files());
    }

    @Test
    void anotherEndingIsAnErrorThatNamesBoth() {
        for (String name : List.of("picture.jpg", "picture", "png", "svg.")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> RED.write(folder.resolve(name)));
            assertTrue(e.getMessage().contains(".png or .svg") && e.getMessage().contains(name), e.getMessage());
        }
    }

    @Test
    void aFailureLeavesTheFileThatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("block.png"), "before");
        Picture broken = new Block(Color.RED, 4, 4) {
            @Override
            public void paint(Graphics2D g) {
                throw new IllegalStateException("cannot paint");
            }
        };

        assertThrows(IllegalStateException.class, () -> broken.write(file));
        assertEquals("before", Files.readString(file));
        assertThrows(
                OutputException.class, () -> RED.write(folder.resolve("missing").resolve("block.png")));
    }

    @Test
    void aGridHasAsMuchRoomAsItsLargestPictures() {
        PictureGrid grid = PictureGrid.of(2, List.of(RED, BLUE, BLUE));
        BufferedImage image = PictureFormat.raster(grid);

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
        assertThrows(IllegalArgumentException.class, () -> PictureGrid.of(1, List.of()));
        assertThrows(IllegalArgumentException.class, () -> PictureGrid.of(0, List.of(RED)));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static class Block implements Picture {

        private final Color color;
        private final int width;
        private final int height;

        Block(Color color, int width, int height) {
            this.color = color;
            this.width = width;
            this.height = height;
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return height;
        }

        @Override
        public void paint(Graphics2D g) {
            g.setColor(color);
            g.fillRect(0, 0, width, height);
        }
    }
}
