package org.mat4j.lab.study;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.data.example.Examples;
import org.mat4j.data.image.ImageConversion;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.NoiseImages;
import org.mat4j.data.table.NoiseRows;

/**
 * Examples of another kind than those of the models.
 *
 * @param name as tables show it
 * @param examples their labels do not matter
 */
public record Strangers(String name, Examples examples) {
    /** Checks the name. */
    public Strangers {
        Checks.require(!name.isBlank(), "name of strangers", "'" + name + "'", "some text");
    }

    /**
     * Two sets of noise: uniform values, of pixels over their range, of columns between their least and their largest number;
     * and Gaussian ones of the mean and deviation of home examples.
     *
     * @param count of each
     */
    public static List<Strangers> noise(Examples home, int count, long seed) {
        return home instanceof ImageData images
                ? noise(NoiseImages.uniform(images.shape(), count, seed), NoiseImages.gaussian(images, count, seed))
                : noise(
                        NoiseRows.uniform(home.unlabeled(), count, seed),
                        NoiseRows.gaussian(home.unlabeled(), count, seed));
    }

    private static List<Strangers> noise(Examples uniform, Examples gaussian) {
        return List.of(new Strangers("noise-uniform", uniform), new Strangers("noise-gaussian", gaussian));
    }

    /** At most so many of them, drawn at random; images {@linkplain ImageConversion#to in the shape} of the home ones. */
    Strangers sample(int most, long seed, long[] shape) {
        Examples some = examples.atMost(most, seed);
        Checks.require(
                Arrays.equals(some.inputShape(), shape) || some instanceof ImageData && shape.length == 3,
                "shape of the strangers '" + name + "'",
                Arrays.toString(some.inputShape()),
                Arrays.toString(shape) + ", or images for images");
        return some instanceof ImageData images
                ? new Strangers(name, ImageConversion.to(ImageShape.of(shape), images))
                : new Strangers(name, some);
    }
}
