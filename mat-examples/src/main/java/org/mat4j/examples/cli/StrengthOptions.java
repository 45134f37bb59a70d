package org.mat4j.examples.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mat4j.core.method.Setting;
import picocli.CommandLine.Option;

/** The numbers of a method that 'search' looks for. One that is not given is null and leaves the library's default. */
final class StrengthOptions {

    @Option(
            names = "--epsilon",
            paramLabel = "X",
            description = "Size of r, above 0, in units of the network's input, which are those of pixels in [0, 1] "
                    + "unless --preprocessing says otherwise: L2 norm over the image, default "
                    + "${bundle:default.epsilon}; for at-linf the change of each pixel, default "
                    + "${bundle:default.epsilonLInfinity}. Used by rpt, at-l2, at-linf, vat, vat-entmin, mat, "
                    + "mat-entmin.")
    Double epsilon;

    @Option(
            names = "--deviation",
            paramLabel = "X",
            description = "Standard deviation of the noise, above 0, in the same units. Default: "
                    + "${bundle:default.deviation}. Used by pi-model.")
    Double deviation;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description = "Weight of the loss of perturbed examples, 0 or more. Default: ${bundle:default.alpha}; "
                    + "${bundle:default.alphaPiModel} for pi-model. Used by all that perturb.")
    Double alpha;

    @Option(
            names = "--beta",
            paramLabel = "X",
            description = "Weight of the manifold's divergence beside the output's, 0 or more. Default: "
                    + "${bundle:default.beta}. Used by mat, mat-entmin.")
    Double beta;

    @Option(
            names = "--lambda",
            paramLabel = "X",
            description = "Weight of the regularizer, 0 or more. Default: ${bundle:default.lambda}; "
                    + "${bundle:default.lambdaCenter} for center. Used by center, information, mat, mat-entmin.")
    Double lambda;

    /** The settings by name, null where not given. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(Setting.EPSILON.name(), epsilon);
        values.put(Setting.DEVIATION.name(), deviation);
        values.put(Setting.ALPHA.name(), alpha);
        values.put(Setting.BETA.name(), beta);
        values.put(Setting.LAMBDA.name(), lambda);
        return values;
    }
}
