package org.mat4j.lab.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.preprocess.PreprocessingKind;
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
     * @param images to choose from
     * @param count how many, at least 1
     * @throws IllegalArgumentException if there are fewer images
     */
    public static ImageData choose(List<NamedModel> models, ImageData images, int count) {
        if (count < 1 || count > images.size()) {
            throw new IllegalArgumentException("images to show are " + count + "; expected at least 1 and at most the "
                    + images.size() + " there are");
        }
        boolean[] right = new boolean[images.size()];
        Arrays.fill(right, true);
        for (NamedModel model : models) {
            int[] predicted = Predictions.of(model, images);
            for (int i = 0; i < right.length; i++) {
                right[i] &= predicted[i] == images.label(i);
            }
        }
        boolean[] taken = new boolean[images.size()];
        int[] chosen = new int[count];
        for (int c = 0; c < count; c++) {
            chosen[c] = next(images, c % images.classCount(), right, taken);
            taken[chosen[c]] = true;
        }
        return images.subset(chosen);
    }

    private static int next(ImageData images, int label, boolean[] right, boolean[] taken) {
        int anyOfClass = -1;
        int any = -1;
        for (int i = 0; i < images.size(); i++) {
            if (taken[i]) {
                continue;
            }
            any = any < 0 ? i : any;
            if (images.label(i) == label) {
                if (right[i]) {
                    return i;
                }
                anyOfClass = anyOfClass < 0 ? i : anyOfClass;
            }
        }
        return anyOfClass < 0 ? any : anyOfClass;
    }

    /**
     * Attacks the images on each model and draws them.
     *
     * @param models open, trained on pixels scaled to [0, 1]
     * @param images all are shown, in their order
     * @param attack on each model itself
     * @param level of the attack
     * @param limits whether attacked images stay images
     * @param seed of the attack
     * @param config how to draw
     * @throws IllegalArgumentException if the inputs of a model are no pixels
     */
    public static Picture of(
            List<NamedModel> models,
            ImageData images,
            Attack attack,
            double level,
            PixelLimits limits,
            long seed,
            GalleryConfig config) {
        List<Gallery.Block> blocks = new ArrayList<>();
        for (NamedModel model : models) {
            if (model.preprocessing().kind() != PreprocessingKind.SCALED) {
                throw new IllegalArgumentException(
                        "the model '" + model.name() + "' was trained on images " + model.preprocessing()
                                + "; expected scaled to [0, 1]: other inputs cannot be shown as images");
            }
            PerturbedExamples perturbed = PerturbedExamples.of(model, images, attack, between(0, level), limits, seed);
            blocks.add(new Gallery.Block(model.name(), examples(perturbed, images.shape())));
        }
        return Gallery.of(blocks, config);
    }

    private static Levels between(double low, double high) {
        return new Levels(List.of(low, high));
    }

    private static List<Gallery.Example> examples(PerturbedExamples perturbed, ImageShape shape) {
        PerturbedExamples.Level before = perturbed.levels().get(0);
        PerturbedExamples.Level after = perturbed.levels().get(1);
        List<Gallery.Example> examples = new ArrayList<>();
        for (int i = 0; i < perturbed.labels().length; i++) {
            examples.add(new Gallery.Example(
                    image(before.inputs()[i], shape),
                    image(after.inputs()[i], shape),
                    perturbed.labels()[i],
                    before.predicted()[i],
                    after.predicted()[i]));
        }
        return examples;
    }

    private static PixelImage image(double[] values, ImageShape shape) {
        return new PixelImage(values, shape.height(), shape.width(), shape.channels());
    }
}
