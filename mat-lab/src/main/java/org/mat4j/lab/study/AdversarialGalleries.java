package org.mat4j.lab.study;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.data.example.Examples;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.gallery.Gallery;
import org.mat4j.lab.plot.gallery.GalleryConfig;
import org.mat4j.lab.plot.gallery.PixelImage;

/** The same images attacked on several models, as figures 6 to 8 of the paper. */
public final class AdversarialGalleries {
    private AdversarialGalleries() {}

    /**
     * The images to show: of each class in turn the first ones that all models classify right; where there are not enough
     * of them, the first ones of the class.
     *
     * @param models open, at least one
     * @param examples images to choose from
     * @param count how many, at least 1
     * @throws IllegalArgumentException if there are fewer images, or no images
     */
    public static ImageData choose(List<NamedModel> models, Examples examples, int count) {
        if (!(examples instanceof ImageData images)) {
            throw new IllegalArgumentException("the data to draw is " + examples + ", expected images");
        }
        Checks.require(
                count >= 1 && count <= images.size(),
                "number of images to show",
                count,
                "at least 1 and at most the " + images.size() + " there are");
        List<int[]> predicted = models.stream().map(m -> m.predict(images)).toList();
        boolean[] taken = new boolean[images.size()];
        int[] chosen = new int[count];
        for (int c = 0; c < count; c++) {
            int wanted = c % images.classCount();
            // 0 for an image of the class that all get right, 1 for another one of the class, 2 for any; the first of
            // them.
            chosen[c] = IntStream.range(0, images.size())
                    .filter(i -> !taken[i])
                    .boxed()
                    .min(Comparator.comparingInt(i ->
                            images.label(i) != wanted ? 2 : predicted.stream().allMatch(p -> p[i] == wanted) ? 0 : 1))
                    .orElseThrow();
            taken[chosen[c]] = true;
        }
        return images.subset(chosen);
    }

    /**
     * Attacks the images on each model and draws them.
     *
     * @param models open
     * @param images all are shown, in their order
     * @param attack on each model itself
     * @param level of the attack
     * @param limits whether attacked images stay images
     * @param seed of the attack
     * @param config how to draw; without names of the classes, those of the first model are shown
     */
    public static Picture of(
            List<NamedModel> models,
            ImageData images,
            Attack attack,
            double level,
            Bounds limits,
            long seed,
            GalleryConfig config) {
        List<Gallery.Block> blocks = models.stream()
                .map(model -> block(
                        model,
                        PerturbedExamples.of(model, images, attack, Budgets.levels(0, level), limits, seed),
                        images.shape()))
                .toList();
        return Gallery.of(
                blocks,
                config.classNames().isEmpty()
                        ? config.withClassNames(models.get(0).model().classNames())
                        : config);
    }

    private static Gallery.Block block(NamedModel model, PerturbedExamples perturbed, ImageShape shape) {
        PerturbedExamples.Level before = perturbed.levels().get(0);
        PerturbedExamples.Level after = perturbed.levels().get(1);
        List<Gallery.Example> examples = IntStream.range(0, perturbed.labels().length)
                .mapToObj(i -> new Gallery.Example(
                        image(before.inputs()[i], shape),
                        image(after.inputs()[i], shape),
                        perturbed.labels()[i],
                        before.predicted()[i],
                        after.predicted()[i]))
                .toList();
        return new Gallery.Block(model.name(), examples);
    }

    private static PixelImage image(double[] values, ImageShape shape) {
        return new PixelImage(values, shape.height(), shape.width(), shape.channels());
    }
}
