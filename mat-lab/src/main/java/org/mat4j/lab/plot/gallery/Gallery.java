package org.mat4j.lab.plot.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.plot.Heading;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.Text;

/**
 * Adversarial examples by method, as figures 6 to 8 of the paper. A block for each method: the original images with true
 * and predicted class, below them the perturbations, amplified around gray, with their L2 norms, and below these the
 * adversarial images with the classes predicted now. Wrong predictions have a dashed frame and are called wrong.
 */
public final class Gallery {

    /** Images are enlarged by a whole factor to about this size. */
    private static final int TILE = 96;

    private Gallery() {}

    /**
     * An image under attack.
     *
     * @param original the image before the attack
     * @param adversarial the image after it, of the same shape
     * @param label its true class
     * @param before the class predicted for the original
     * @param after the class predicted for the adversarial image
     */
    public record Example(PixelImage original, PixelImage adversarial, int label, int before, int after) {

        /** Checks shapes and classes. */
        public Example {
            requireShape("adversarial image", adversarial, original);
            int lowest = Math.min(label, Math.min(before, after));
            Checks.require(lowest >= 0, "class", lowest, "a number from 0");
        }

        /** The L2 norm of what the attack added, over all values of the image. */
        public double norm() {
            return MathArrays.safeNorm(adversarial.minus(original));
        }

        /**
         * What the attack added, amplified around gray: where it added nothing the image is gray, where it added it is
         * lighter and where it took away darker.
         *
         * @param factor that the difference is multiplied with
         */
        public PixelImage perturbation(double factor) {
            double[] values = Arrays.stream(adversarial.minus(original))
                    .map(value -> 0.5 + factor * value)
                    .toArray();
            return new PixelImage(values, original.height(), original.width(), original.channels());
        }
    }

    /**
     * The examples of one method.
     *
     * @param title what to write beside them, such as the method
     * @param examples at least one; those of all methods best in the same order, so that columns compare
     */
    public record Block(String title, List<Example> examples) {

        /** Checks that there is an example. */
        public Block {
            examples = List.copyOf(examples);
            Checks.require(!examples.isEmpty(), "number of examples in block '" + title + "'", 0, "at least one");
        }

        private String summary() {
            long before = examples.stream().filter(e -> e.before() == e.label()).count();
            long after = examples.stream().filter(e -> e.after() == e.label()).count();
            return "of " + examples.size() + " images " + before + " right before and " + after + " after the attack";
        }
    }

    /**
     * A gallery.
     *
     * @param blocks at least one, of images of one shape
     * @throws IllegalArgumentException if there is no block, shapes differ, or a class has no name
     */
    public static Picture of(List<Block> blocks, GalleryConfig config) {
        Checks.require(!blocks.isEmpty(), "number of blocks", 0, "at least one");
        PixelImage first = blocks.get(0).examples().get(0).original();
        int times = Math.max(1, TILE / Math.max(first.width(), first.height()));
        List<List<Tile>> tiles = new ArrayList<>();
        for (Block block : blocks) {
            block.examples().forEach(e -> requireShape("image in block '" + block.title() + "'", e.original(), first));
            tiles.add(tiles(block, config, times));
        }
        int width =
                tiles.stream().flatMap(List::stream).mapToInt(Tile::width).max().orElseThrow();
        List<Picture> parts = new ArrayList<>();
        parts.add(new Heading(List.of(
                config.title(),
                "Each block from top to bottom: original; perturbation times " + Text.number(config.amplification())
                        + ", gray is 0; adversarial image.",
                "Below the images the true class, and the predicted one after 'right' or 'wrong'.")));
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            parts.add(new Heading(List.of(block.title(), block.summary())));
            List<Tile> equal =
                    tiles.get(b).stream().map(tile -> tile.widened(width)).toList();
            parts.add(new PictureGrid(block.examples().size(), equal));
        }
        return new PictureGrid(1, parts);
    }

    /** Originals, perturbations and adversarial images, each tile as wide as it needs. */
    private static List<Tile> tiles(Block block, GalleryConfig config, int times) {
        List<Tile> tiles = new ArrayList<>();
        for (Example e : block.examples()) {
            List<String> lines = List.of("true: " + config.nameOf(e.label()), prediction(e.before(), e, config));
            tiles.add(Tile.of(e.original().raster(times), lines, e.before() != e.label()));
        }
        for (Example e : block.examples()) {
            List<String> lines = List.of(String.format(Locale.ROOT, "norm %.2f", e.norm()));
            tiles.add(Tile.of(e.perturbation(config.amplification()).raster(times), lines, false));
        }
        for (Example e : block.examples()) {
            List<String> lines = List.of(prediction(e.after(), e, config));
            tiles.add(Tile.of(e.adversarial().raster(times), lines, e.after() != e.label()));
        }
        return tiles;
    }

    private static String prediction(int predicted, Example e, GalleryConfig config) {
        return (predicted == e.label() ? "right: " : "wrong: ") + config.nameOf(predicted);
    }

    private static void requireShape(String what, PixelImage image, PixelImage other) {
        boolean same = image.shape().equals(other.shape());
        Checks.require(
                same, "shape of the " + what, image.shape(), other.shape().toString());
    }
}
