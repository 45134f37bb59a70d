package org.mat4j.examples.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.data.dataset.ImageDataset;
import picocli.CommandLine.Option;

/** The method, and how it works beside {@link StrengthOptions}. An option that is not given is null and leaves the default. */
final class MethodOptions {

    @Option(
            names = "--method",
            paramLabel = "NAME",
            converter = Choices.Method.class,
            completionCandidates = Choices.Method.class,
            description = {
                "One of ${COMPLETION-CANDIDATES}. Default: ${bundle:default.method}.",
                "CE is the cross-entropy, r the perturbation:",
                " baseline    CE",
                " center      CE + lambda center loss",
                " information CE - lambda I, the regularizer",
                " rpt         CE + alpha KL(out), r random",
                " at-l2       CE + alpha CE(x + r), r by gradient",
                " at-linf     at-l2, r by the gradient's sign",
                " vat         CE + alpha KL(out), r its worst",
                " vat-entmin  vat + entropy of the output",
                " pi-model    CE + alpha squared difference of p,",
                "             r normal noise, other dropout masks",
                " mat         CE + alpha S - lambda I, r worst of",
                "             S = KL(out) + beta KL(manifold)",
                " mat-entmin  mat + entropy of the output",
            })
    MethodType method = MethodType.MAT;

    @Option(
            names = "--alpha-rampup",
            paramLabel = "N",
            description = "Updates over which alpha rises from 0 to its value; 0 for none. Default: 0; "
                    + "${bundle:default.alphaRampUpPiModel} for pi-model. Used as --alpha.")
    Long alphaRampUp;

    @Option(
            names = "--rampup",
            paramLabel = "N",
            description = "Updates over which lambda and beta rise from 0 to their value; 0 for none. Default: "
                    + "${bundle:default.rampUp}. Used by center, information, mat, mat-entmin.")
    Long rampUp;

    @Option(
            names = "--xi",
            paramLabel = "X",
            description = "Step of the finite difference in the search for the worst direction, above 0. Default: "
                    + "${bundle:default.xi}. Used by vat, vat-entmin, mat, mat-entmin.")
    Double xi;

    @Option(
            names = "--power-iterations",
            paramLabel = "K",
            description =
                    "Steps of that search, 1 or more; each costs about as much as an update of the baseline. Default: "
                            + "${bundle:default.powerIterations}. Used by vat, vat-entmin, mat, mat-entmin.")
    Integer powerIterations;

    @Option(
            names = "--regularizer",
            paramLabel = "NAME",
            converter = Choices.Regularizer.class,
            completionCandidates = Choices.Regularizer.class,
            description =
                    "Form of I, one of ${COMPLETION-CANDIDATES}: likelihood pulls each latent to its class's mean, "
                            + "normalized separates the classes. Default: ${bundle:default.regularizer}. Used by "
                            + "information, mat, mat-entmin.")
    InformationRegularizer.Form regularizer;

    @Option(
            names = "--divergence",
            paramLabel = "NAME",
            converter = Choices.Divergence.class,
            completionCandidates = Choices.Divergence.class,
            description = "Form of the manifold's divergence, one of ${COMPLETION-CANDIDATES}: the bound by matched "
                    + "components, or the KL divergence of the classes' posteriors. Default: "
                    + "${bundle:default.divergence}. Used by mat, mat-entmin.")
    ManifoldDivergence.Form divergence;

    @Option(
            names = "--covariance",
            paramLabel = "NAME",
            converter = Choices.Covariance.class,
            completionCandidates = Choices.Covariance.class,
            description =
                    "Covariances of the latent mixture, one of ${COMPLETION-CANDIDATES}. Default: auto, full up to a "
                            + "latent of size ${bundle:default.fullLatentSize}, then diagonal. Used by information, mat, mat-entmin.")
    CovarianceType covariance;

    @Option(
            names = "--shrinkage",
            paramLabel = "X",
            description = "Share of the identity in the covariances, 0 to 1; little of it lets the latent collapse. "
                    + "Default: ${bundle:default.shrinkage}. Used as --covariance.")
    Double shrinkage;

    @Option(
            names = "--ridge",
            paramLabel = "X",
            description =
                    "What is added to the diagonal of the covariances, 0 or more. Default: ${bundle:default.ridge}. "
                            + "Used as --covariance.")
    Double ridge;

    @Option(
            names = "--mixture-decay",
            paramLabel = "X",
            description = "Weight of the old estimate in the mixture's moving averages, 0 to below 1. Default: "
                    + "${bundle:default.mixtureDecay}. Used by center, information, mat, mat-entmin.")
    Double mixtureDecay;

    /** L-infinity size of perturbations where none is given: the same L2 size on 28 x 28 pixels. */
    static final double EPSILON_L_INFINITY = ImageDataset.MNIST.epsilon() / 28;

    /** Standard deviation of the Pi-model's noise where none is given (Laine and Aila 2017). */
    static final double DEVIATION = 0.15;

    /**
     * The method with the settings given, the others by default.
     *
     * @param strengths more settings by name, null where not given
     * @param dataset whose size of perturbations is taken where none is given
     * @throws IllegalArgumentException naming a setting that the method does not have, or a value that is out of range
     */
    TypedMethod create(Map<String, ?> strengths, ImageDataset dataset) {
        Map<String, Object> given = new LinkedHashMap<>(strengths);
        given.put(Setting.ALPHA_RAMP_UP.name(), alphaRampUp);
        given.put(Setting.RAMP_UP.name(), rampUp);
        given.put(Setting.XI.name(), xi);
        given.put(Setting.POWER_ITERATIONS.name(), powerIterations);
        given.put(Setting.REGULARIZER.name(), regularizer);
        given.put(Setting.DIVERGENCE.name(), divergence);
        given.put(Setting.COVARIANCE.name(), covariance);
        given.put(Setting.SHRINKAGE.name(), shrinkage);
        given.put(Setting.RIDGE.name(), ridge);
        given.put(Setting.MIXTURE_DECAY.name(), mixtureDecay);
        given.values().removeIf(Objects::isNull);
        if (method.has(Setting.EPSILON)) {
            given.putIfAbsent(
                    Setting.EPSILON.name(),
                    method == MethodType.AT_L_INFINITY ? EPSILON_L_INFINITY : dataset.epsilon());
        }
        if (method.has(Setting.DEVIATION)) {
            given.putIfAbsent(Setting.DEVIATION.name(), DEVIATION);
        }
        return method.create(given);
    }
}
