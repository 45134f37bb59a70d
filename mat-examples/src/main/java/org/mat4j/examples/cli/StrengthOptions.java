package org.mat4j.examples.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.method.MethodSettings;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.lab.search.Hyperparameter;
import picocli.CommandLine.Option;

/** The numbers of a method that 'search' looks for. One that is not given is null and leaves the library's default. */
final class StrengthOptions {

    @Option(
            names = "--epsilon",
            paramLabel = "X",
            description =
                    "Size of r, above 0, in units of the network's input, which are those of pixels in [0, 1] "
                            + "unless --preprocessing says otherwise: L2 norm over the image, default "
                            + "${bundle:default.epsilon}; for at-linf the change of each pixel, default "
                            + "${bundle:default.epsilonLInfinity}; for pi-model the noise's standard deviation, default "
                            + "${bundle:default.noise}. Used by rpt, at-l2, at-linf, vat, vat-entmin, pi-model, mat, mat-entmin.")
    Double epsilon;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description = "Weight of the loss of perturbed examples, 0 or more. Default: ${bundle:default.alpha}; "
                    + "${bundle:default.alphaPiModel} for pi-model. Used as --epsilon.")
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

    /** Sets what was given. */
    MethodSettings.Builder apply(MethodSettings.Builder settings) {
        if (epsilon != null) {
            settings.epsilon(epsilon);
        }
        if (alpha != null) {
            settings.alpha(alpha);
        }
        if (beta != null) {
            settings.beta(beta);
        }
        if (lambda != null) {
            settings.lambda(lambda);
        }
        return settings;
    }

    /** The options given that a method has no use for. */
    List<String> unused(StandardMethod method) {
        Map<Hyperparameter, Double> given = new EnumMap<>(Hyperparameter.class);
        given.put(Hyperparameter.EPSILON, epsilon);
        given.put(Hyperparameter.LAMBDA, lambda);
        given.put(Hyperparameter.ALPHA, alpha);
        given.put(Hyperparameter.BETA, beta);
        return given.keySet().stream()
                .filter(parameter -> given.get(parameter) != null && !parameter.isUsedBy(method))
                .map(parameter -> "--" + parameter.id())
                .toList();
    }
}
