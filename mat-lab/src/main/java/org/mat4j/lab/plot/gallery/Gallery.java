package org.mat4j.lab.plot.gallery;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mat4j.lab.plot.Heading;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.gallery.Tile.Verdict;

/**
 * Adversarial examples by method, as figures 6 to 8 of the paper. A block for each method: the original images with true
 * and predicted class, below them the perturbations, amplified around gray, with their L2 norms, and below these the
 * adversarial images with the classes predicted now. Wrong predictions have a dashed frame and are called wrong.
 */
public final class Gallery implements Picture {

    /** Images are enlarged by a whole factor to about this size. */
    private static final int TILE = 96;

    private final Picture picture;

    private Gallery(Picture picture) {
        this.picture = picture;
    }

    /**
     * A gallery.
     *
     * @param blocks at least one, of images of one shape
     * @param config how to draw it
     * @throws IllegalArgumentException if there is no block, shapes differ, or a class has no name
     */
    public static Gallery of(List<GalleryBlock> blocks, GalleryConfig config) {
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("blocks: expected at least one, found none");
        }
        List<GalleryExample> all =
                blocks.stream().flatMap(block -> block.examples().stream()).toList();
        PixelImage first = all.get(0).original();
        for (GalleryExample example : all) {
            if (!example.original().hasShapeOf(first)) {
                throw new IllegalArgumentException("images: expected one shape in a gallery, found others");
            }
        }
        int times = Math.max(1, TILE / Math.max(first.width(), first.height()));
        int width = all.stream()
                .flatMap(example -> Stream.of(
                        originalLines(example, config),
                        perturbationLines(example, config),
                        adversarialLines(example, config)))
                .mapToInt(lines -> Tile.widthFor(first.width() * times, lines))
                .max()
                .orElseThrow();
        List<Picture> parts = new ArrayList<>();
        parts.add(Heading.of(
                config.title(),
                "Each block from top to bottom: original; perturbation times " + number(config.amplification())
                        + ", gray is 0; adversarial image.",
                "Below the images the true class, and the predicted one after 'right' or 'wrong'."));
        for (GalleryBlock block : blocks) {
            parts.add(Heading.of(block.title(), summary(block)));
            parts.add(block(block, config, times, width));
        }
        return new Gallery(PictureGrid.of(1, parts));
    }

    private static Picture block(GalleryBlock block, GalleryConfig config, int times, int width) {
        List<Picture> originals = new ArrayList<>();
        List<Picture> perturbations = new ArrayList<>();
        List<Picture> adversarials = new ArrayList<>();
        for (GalleryExample e : block.examples()) {
            originals.add(new Tile(
                    e.original().raster(times), originalLines(e, config), verdict(e.before(), e.label()), width));
            perturbations.add(new Tile(
                    e.perturbation(config.amplification()).raster(times),
                    perturbationLines(e, config),
                    Verdict.PLAIN,
                    width));
            adversarials.add(new Tile(
                    e.adversarial().raster(times), adversarialLines(e, config), verdict(e.after(), e.label()), width));
        }
        return PictureGrid.of(
                block.examples().size(),
                Stream.of(originals, perturbations, adversarials)
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> originalLines(GalleryExample e, GalleryConfig config) {
        return List.of("true: " + config.nameOf(e.label()), prediction(e.before(), e.label(), config));
    }

    private static List<String> perturbationLines(GalleryExample e, GalleryConfig config) {
        return List.of(String.format(Locale.ROOT, "norm %.2f", e.norm()));
    }

    private static List<String> adversarialLines(GalleryExample e, GalleryConfig config) {
        return List.of(prediction(e.after(), e.label(), config));
    }

    private static String prediction(int predicted, int label, GalleryConfig config) {
        return (predicted == label ? "right: " : "wrong: ") + config.nameOf(predicted);
    }

    private static Verdict verdict(int predicted, int label) {
        return predicted == label ? Verdict.PLAIN : Verdict.WRONG;
    }

    private static String summary(GalleryBlock block) {
        long before =
                block.examples().stream().filter(e -> e.before() == e.label()).count();
        long after =
                block.examples().stream().filter(e -> e.after() == e.label()).count();
        return "of " + block.examples().size() + " images " + before + " right before and " + after
                + " after the attack";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public void paint(Graphics2D g) {
        picture.paint(g);
    }
}
