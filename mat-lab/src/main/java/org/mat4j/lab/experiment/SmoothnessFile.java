package org.mat4j.lab.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.output.OutputFile;

/**
 * The smoothness during a training as CSV: a row a measurement, with these columns.
 *
 * <ul>
 *   <li>{@code update}: after which it was taken, counted from 1
 *   <li>{@code output}: KL(p(.|x) || p(.|x + r)) under the worst perturbation r of norm 1, averaged over the images
 *   <li>{@code manifold}: divergence of the latent mixture seen from z(x) and from z(x + r)
 *   <li>{@code average}: of the two
 * </ul>
 *
 * <p>Numbers have a decimal point in every locale, and are read back as exactly the same doubles.
 */
public final class SmoothnessFile {

    private static final String HEADER = "update,output,manifold,average\n";

    private SmoothnessFile() {}

    /**
     * Writes the points as CSV.
     *
     * @throws OutputException if the file cannot be written
     */
    public static void write(Path file, List<SmoothnessCurve.Point> points) {
        StringBuilder text = new StringBuilder(HEADER);
        for (SmoothnessCurve.Point point : points) {
            Smoothness s = point.smoothness();
            text.append(point.update())
                    .append(',')
                    .append(s.output())
                    .append(',')
                    .append(s.manifold())
                    .append(',')
                    .append(s.average())
                    .append('\n');
        }
        OutputFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
