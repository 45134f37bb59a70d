package org.mat4j.lab.study;

import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.data.image.ImageConversion;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.NoiseImages;

/**
 * Images of another kind than those of the models.
 *
 * @param name as tables show it
 * @param images their labels do not matter
 */
public record Strangers(String name, ImageData images) {
    /** Checks the name. */
    public Strangers {
        Checks.require(!name.isBlank(), "name of strangers", "'" + name + "'", "some text");
    }

    /**
     * Two sets of noise: pixels that are uniform, and Gaussian ones of the mean and deviation of home images.
     *
     * @param count of each
     */
    public static List<Strangers> noise(ImageData home, int count, long seed) {
        return List.of(
                new Strangers("noise-uniform", NoiseImages.uniform(home.shape(), count, seed)),
                new Strangers("noise-gaussian", NoiseImages.gaussian(home, count, seed)));
    }

    /** At most so many of them, drawn at random, {@linkplain ImageConversion#to in a shape}. */
    Strangers sample(int most, long seed, ImageShape shape) {
        return new Strangers(name, ImageConversion.to(shape, images.atMost(most, seed)));
    }
}
