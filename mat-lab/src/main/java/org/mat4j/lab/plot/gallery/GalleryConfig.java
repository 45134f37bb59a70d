package org.mat4j.lab.plot.gallery;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.mat4j.core.check.Checks;

/**
 * How a gallery is drawn.
 *
 * @param title above it
 * @param amplification factor that perturbations are multiplied with, above 0
 * @param classNames by the number of the class; empty to show the numbers, or the names that the models have
 */
@RecordBuilder
public record GalleryConfig(String title, double amplification, List<String> classNames)
        implements GalleryConfigBuilder.With {

    /** Checks the values. */
    public GalleryConfig {
        boolean valid = amplification > 0 && Double.isFinite(amplification);
        Checks.require(valid, "amplification", amplification, "a finite number above 0");
        classNames = List.copyOf(classNames);
    }

    /** Perturbations amplified 5 times, classes by their numbers. */
    public static GalleryConfig defaults() {
        return new GalleryConfig("Adversarial examples", 5, List.of());
    }

    /** How a class is called. */
    String nameOf(int k) {
        boolean named = classNames.isEmpty() || k < classNames.size();
        Checks.require(named, "number of class names", classNames.size(), "a name for class " + k);
        return classNames.isEmpty() ? Integer.toString(k) : classNames.get(k);
    }
}
