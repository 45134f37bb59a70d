package org.mat4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mat4j.core.method.MethodSettings;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.lab.search.Hyperparameter;
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
    StandardMethod method = StandardMethod.MAT;

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
                    "Form of I, one of ${COMPLETION-CANDIDATES}: the log-density of the latent under its class, or "
                            + "that minus the log-density under all classes. Default: ${bundle:default.regularizer}. Used by "
                            + "information, mat, mat-entmin.")
    InformationRegularizer.Form regularizer;

    @Option(
            names = "--divergence",
            paramLabel = "NAME",
            converter = Choices.Divergence.class,
            completionCandidates = Choices.Divergence.class,
            description = "Form of the manifold's divergence, one of ${COMPLETION-CANDIDATES}: the bound by matched "
                    + "components, or the KL divergence of the classes' posteriors. Default: "
                    + "${bundle:default.divergence}. Used by mat, mat-entmin, and to measure the smoothness of all.")
    ManifoldDivergence.Form divergence;

    @Option(
            names = "--covariance",
            paramLabel = "NAME",
            converter = Choices.Covariance.class,
            completionCandidates = Choices.Covariance.class,
            description =
                    "Covariances of the latent mixture, one of ${COMPLETION-CANDIDATES}. Default: full up to a latent "
                            + "of size ${bundle:default.fullLatentSize}, then diagonal. Used by information, mat, mat-entmin, and to measure "
                            + "the smoothness of all but center, which has the identity.")
    CovarianceType covariance;

    @Option(
            names = "--shrinkage",
            paramLabel = "X",
            description = "Share of the identity in the covariances, 0 to 1; little of it lets the latent collapse. "
                    + "Default: ${bundle:default.shrinkage}. Used as --covariance.")
    Double shrinkage;

    /**
     * The settings given, the others by default.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    MethodSettings.Builder settings() {
        MethodSettings.Builder settings = MethodSettings.builder().mixture(mixture());
        if (alphaRampUp != null) {
            settings.alphaRampUpUpdates(alphaRampUp);
        }
        if (rampUp != null) {
            settings.rampUpUpdates(rampUp);
        }
        if (xi != null) {
            settings.xi(xi);
        }
        if (powerIterations != null) {
            settings.powerIterations(powerIterations);
        }
        if (regularizer != null) {
            settings.regularizer(regularizer);
        }
        if (divergence != null) {
            settings.divergence(divergence);
        }
        return settings;
    }

    private MixtureConfig mixture() {
        MixtureConfig.Builder mixture = MixtureConfig.builder();
        if (covariance != null) {
            mixture.covarianceType(covariance);
        }
        if (shrinkage != null) {
            mixture.shrinkage(shrinkage);
        }
        return mixture.build();
    }

    /** The options given that the method has no use for. */
    List<String> unused() {
        Set<StandardMethod> searching =
                Set.of(StandardMethod.VAT, StandardMethod.VAT_ENTROPY, StandardMethod.MAT, StandardMethod.MAT_ENTROPY);
        Set<StandardMethod> regularizing = Set.of(
                StandardMethod.CENTER_LOSS, StandardMethod.INFORMATION, StandardMethod.MAT, StandardMethod.MAT_ENTROPY);
        List<String> unused = new ArrayList<>();
        check(unused, "--alpha-rampup", alphaRampUp, Hyperparameter.ALPHA.isUsedBy(method));
        check(unused, "--rampup", rampUp, regularizing.contains(method));
        check(unused, "--xi", xi, searching.contains(method));
        check(unused, "--power-iterations", powerIterations, searching.contains(method));
        check(
                unused,
                "--regularizer",
                regularizer,
                regularizing.contains(method) && method != StandardMethod.CENTER_LOSS);
        // Measuring smoothness takes the mixture and the divergence whatever the method.
        check(unused, "--covariance", covariance, method != StandardMethod.CENTER_LOSS);
        check(unused, "--shrinkage", shrinkage, method != StandardMethod.CENTER_LOSS);
        return unused;
    }

    private static void check(List<String> unused, String option, Object value, boolean used) {
        if (value != null && !used) {
            unused.add(option);
        }
    }
}
