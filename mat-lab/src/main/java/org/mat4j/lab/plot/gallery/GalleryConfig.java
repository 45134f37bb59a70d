package org.mat4j.lab.plot.gallery;

import java.util.List;

/**
 * How a gallery is drawn.
 *
 * @param title above it
 * @param amplification factor that perturbations are multiplied with, above 0
 * @param classNames by the number of the class; empty to show the numbers
 */
public record GalleryConfig(String title, double amplification, List<String> classNames) {

    private static final String TITLE = "Adversarial examples";
    private static final double AMPLIFICATION = 5;

    /** Checks the values. */
    public GalleryConfig {
        if (!(amplification > 0) || Double.isInfinite(amplification)) {
            throw new IllegalArgumentException(
                    "amplification: expected a finite number above 0, found " + amplification);
        }
        classNames = List.copyOf(classNames);
    }

    /** Perturbations amplified 5 times, classes by their numbers. */
    public static GalleryConfig defaults() {
        return new GalleryConfig(TITLE, AMPLIFICATION, List.of());
    }

    /** The same with another title. */
    public GalleryConfig withTitle(String value) {
        return new GalleryConfig(value, amplification, classNames);
    }

    /** The same with another factor for the perturbations. */
    public GalleryConfig withAmplification(double value) {
        return new GalleryConfig(title, value, classNames);
    }

    /** The same with names for the classes. */
    public GalleryConfig withClassNames(List<String> value) {
        return new GalleryConfig(title, amplification, value);
    }

    /** How a class is called. */
    String nameOf(int k) {
        if (classNames.isEmpty()) {
            return Integer.toString(k);
        }
        if (k >= classNames.size()) {
            throw new IllegalArgumentException(
                    "class names: expected a name for class " + k + ", found " + classNames.size() + " names");
        }
        return classNames.get(k);
    }
}
