package org.mat4j.lab.experiment;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.output.OutputException;

/**
 * How the smoothness is followed during training: on validation examples, without their labels, under a perturbation of norm 1 in
 * pixels of [0, 1], or of a table in the units of its standardized columns.
 *
 * @param interval updates from one measurement to the next, at least 1
 * @param examples validation images that are measured, at least 1, or all if there are fewer; always the same ones
 */
public record SmoothnessPlan(long interval, int examples) {

    /** Images that are measured by default: seven passes forward and five back to the input for each. */
    public static final int DEFAULT_EXAMPLES = 200;

    /** Which images are drawn. */
    private static final long SEED = 1;

    /** Checks the values. */
    public SmoothnessPlan {
        Checks.atLeast(1, "updates between measurements of the smoothness", interval);
        Checks.atLeast(1, "images for the smoothness during training", examples);
    }

    /** On the default number of images. */
    public static SmoothnessPlan every(long updates) {
        return new SmoothnessPlan(updates, DEFAULT_EXAMPLES);
    }

    /** What measures it in one training. */
    SmoothnessCurve curve(Examples validation, ManifoldDivergence.Form form) {
        Examples measured = validation.atMost(examples, SEED);
        boolean images = measured.inputShape().length == 3;
        return new SmoothnessCurve(
                interval,
                form,
                images ? PerturbationSpace.INPUT : PerturbationSpace.PREPROCESSED,
                model -> Scores.batches(model, measured));
    }

    /**
     * Writes what was measured as CSV: a row per measurement, with the update after which it was taken, counted from 1, the
     * two parts of the {@link Smoothness} and their average. Numbers have a decimal point in every locale, and are read
     * back as exactly the same doubles.
     *
     * @throws OutputException if the file cannot be written
     */
    public static void write(Path file, List<SmoothnessCurve.Point> points) {
        Output.writeCsv(
                file,
                List.of("update", "output", "manifold", "average"),
                points.stream().map(SmoothnessPlan::row).toList());
    }

    private static List<?> row(SmoothnessCurve.Point point) {
        Smoothness s = point.smoothness();
        return List.of(point.update(), s.output(), s.manifold(), s.average());
    }
}
