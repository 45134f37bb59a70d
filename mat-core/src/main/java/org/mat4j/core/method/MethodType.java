package org.mat4j.core.method;

import static org.mat4j.core.method.Setting.*;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.direction.Direction;
import org.mat4j.core.method.direction.GaussianNoise;
import org.mat4j.core.method.direction.LossGradient;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.direction.ProjectedSteps;
import org.mat4j.core.method.direction.RandomDirection;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.ConditionalEntropy;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.MixturePosterior;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.method.loss.OutputDivergence.Target;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.method.loss.SquaredDifference;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.MixtureConfig;

/**
 * Manifold Adversarial Training (III-G) and the methods it is compared with: what each minimizes, and the settings that
 * it has. For callers that learn at run time which method it is, such as a command line; others take {@link Methods}.
 */
public enum MethodType {

    /** Cross-entropy alone. */
    BASELINE("baseline", "CE", Methods.Baseline::new, m -> Objective.crossEntropy(), List.of()),

    /** Center loss (Wen et al. 2016): the regularizer with identity covariances (Proposition III.1). */
    CENTER_LOSS(
            "center",
            "CE + lambda center loss",
            Methods.CenterLoss::new,
            m -> Objective.crossEntropy()
                    .plus(m.lambda(), new InformationRegularizer())
                    .estimating(MixtureConfig.defaults()
                            .withCovarianceType(CovarianceType.IDENTITY)
                            .withDecay(m.get(MIXTURE_DECAY))),
            List.of(LAMBDA.withDefault(0.01), RAMP_UP, MIXTURE_DECAY)),

    /** The information regularizer I (III-D), and the mixture's posterior, without perturbation. */
    INFORMATION(
            "information",
            "CE - lambda I + posterior CE of the mixture",
            Methods.Information::new,
            m -> regularized(Objective.crossEntropy(), m),
            List.of(LAMBDA, POSTERIOR, MARGIN, RAMP_UP, COVARIANCE, SHRINKAGE, RIDGE, MIXTURE_DECAY)),

    /** Random perturbation training: output smoothness along a random direction. */
    RPT(
            "rpt",
            "CE + alpha KL(out), r random",
            Methods.Perturbing::new,
            m -> perturbed(m, new OutputDivergence(), new RandomDirection(m.get(EPSILON))),
            List.of(EPSILON, ALPHA, ALPHA_RAMP_UP)),

    /** Adversarial training with the L2 gradient direction. */
    AT_L2(
            "at-l2",
            "CE + alpha CE(x + r), r by the gradient",
            Methods.Perturbing::new,
            m -> perturbed(m, new AdversarialCrossEntropy(), new LossGradient(Norm.L2, m.get(EPSILON))),
            RPT.settings),

    /** Adversarial training with the sign of the gradient (fast gradient sign). */
    AT_L_INFINITY(
            "at-linf",
            "CE + alpha CE(x + r), r by the gradient's sign",
            Methods.Perturbing::new,
            m -> perturbed(m, new AdversarialCrossEntropy(), new LossGradient(Norm.L_INFINITY, m.get(EPSILON))),
            RPT.settings),

    /** Virtual adversarial training (Miyato et al. 2017): output smoothness along its own worst direction. */
    VAT(
            "vat",
            "CE + alpha KL(out), r the worst",
            Methods.Vat::new,
            m -> perturbed(m, new OutputDivergence(), worst(m)),
            List.of(EPSILON, ALPHA, ALPHA_RAMP_UP, XI, POWER_ITERATIONS)),

    /** Virtual adversarial training with minimized conditional entropy. */
    VAT_ENTROPY(
            "vat-entmin",
            "vat + entropy of the output",
            Methods.Vat::new,
            m -> VAT.objective(m).plus(Weight.ONE, new ConditionalEntropy()),
            VAT.settings),

    /**
     * The Pi-model (Laine and Aila 2017): the squared difference of the probabilities of two passes, with noise on the
     * input and other dropout masks. alpha: 100 times 4,000 labels of 50,000 images.
     */
    PI_MODEL(
            "pi-model",
            "CE + alpha squared difference of p, r normal noise, other dropout masks",
            Methods.PiModel::new,
            m -> perturbed(m, new SquaredDifference(), new GaussianNoise(m.get(DEVIATION))),
            List.of(DEVIATION, ALPHA.withDefault(8.0), ALPHA_RAMP_UP.withDefault(1000L))),

    /** Manifold adversarial training (III-G): output and manifold smoothness, and the information regularizer. */
    MAT(
            "mat",
            "CE + alpha S - lambda I + posterior CE of the mixture, r the worst of S = KL(out) + beta KL(manifold)",
            Methods.Mat::new,
            m -> manifold(m, worst(m)),
            manifoldSettings(EPSILON, ALPHA, ALPHA_RAMP_UP, XI, POWER_ITERATIONS)),

    /** Manifold adversarial training with minimized conditional entropy. */
    MAT_ENTROPY(
            "mat-entmin",
            "mat + entropy of the output",
            Methods.Mat::new,
            m -> MAT.objective(m).plus(Weight.ONE, new ConditionalEntropy()),
            MAT.settings),

    /** Adversarial training by projected gradient (Madry et al. 2018), beside the clean cross-entropy. */
    AT_PGD(
            "at-pgd",
            "CE + alpha CE(x + r), r by projected steps",
            Methods.Stepping::new,
            m -> perturbed(m, new AdversarialCrossEntropy(), steps(m)),
            List.of(EPSILON, EPSILON_RAMP_UP, NORM, STEPS, PATH, BOUNDS, ALPHA, ALPHA_RAMP_UP)),

    /** TRADES (Zhang et al. 2019), with the clean output trained too; alpha is its 1 / lambda. */
    TRADES(
            "trades",
            "CE + alpha KL(out), r by projected steps on KL(out)",
            Methods.Stepping::new,
            m -> perturbed(m, new OutputDivergence(Target.TRAINED), steps(m)),
            List.of(EPSILON, EPSILON_RAMP_UP, NORM, STEPS, PATH, BOUNDS, ALPHA.withDefault(6.0), ALPHA_RAMP_UP)),

    /**
     * Manifold adversarial training by projected steps on S, with the clean output constant: TRADES's way of training it
     * too was measured to be worse here (docs/results.md).
     */
    MAT_PGD(
            "mat-pgd",
            "mat, r by projected steps on S",
            Methods.SteppingMat::new,
            m -> manifold(m, steps(m)),
            manifoldSettings(
                    EPSILON, EPSILON_RAMP_UP, NORM, STEPS, PATH, BOUNDS, ALPHA.withDefault(6.0), ALPHA_RAMP_UP));

    private final String id;
    private final String formula;
    private final BiFunction<MethodType, Map<Setting<?>, Object>, TypedMethod> maker;
    private final Function<TypedMethod, Objective> composition;
    private final List<Setting<?>> settings;

    MethodType(
            String id,
            String formula,
            BiFunction<MethodType, Map<Setting<?>, Object>, TypedMethod> maker,
            Function<TypedMethod, Objective> composition,
            List<Setting<?>> settings) {
        this.id = id;
        this.formula = formula;
        this.maker = maker;
        this.composition = composition;
        this.settings = Stream.concat(settings.stream(), Setting.OF_LABELS.stream())
                .distinct()
                .toList();
    }

    Objective objective(TypedMethod m) {
        return composition.apply(m).classifying(new CrossEntropy(m.get(LABEL_SMOOTHING), m.get(CLASS_WEIGHTS)));
    }

    TypedMethod make(Map<Setting<?>, Object> values) {
        return maker.apply(this, values);
    }

    private static Objective perturbed(TypedMethod m, PerturbedLoss loss, Direction direction) {
        return Objective.crossEntropy().plus(m.alpha(), PerturbedLosses.of(loss), direction);
    }

    private static Direction worst(TypedMethod m) {
        return new PowerIteration(m.get(EPSILON), m.get(XI), m.get(POWER_ITERATIONS));
    }

    private static List<Setting<?>> manifoldSettings(Setting<?>... own) {
        return Stream.concat(Stream.of(own), Stream.concat(Stream.of(BETA, DIVERGENCE), INFORMATION.settings.stream()))
                .toList();
    }

    private static Direction steps(TypedMethod m) {
        return new ProjectedSteps(
                m.get(NORM), m.get(EPSILON), m.get(EPSILON_RAMP_UP), m.get(STEPS), m.get(PATH), m.get(BOUNDS));
    }

    private static Objective manifold(TypedMethod m, Direction direction) {
        Weight beta = new Weight(m.get(BETA), m.get(RAMP_UP));
        PerturbedLosses s =
                PerturbedLosses.of(new OutputDivergence()).plus(beta, new ManifoldDivergence(m.get(DIVERGENCE)));
        return regularized(Objective.crossEntropy(), m).plus(m.alpha(), s, direction);
    }

    private static Objective regularized(Objective objective, TypedMethod m) {
        Checks.require(
                m.get(MARGIN) == 0 || m.get(POSTERIOR) > 0,
                "margin",
                m.get(MARGIN),
                "0 where posterior, the weight of the term that has it, is 0");
        return objective
                .plus(m.lambda(), new InformationRegularizer())
                .plus(new Weight(m.get(POSTERIOR), m.get(RAMP_UP)), new MixturePosterior(m.get(MARGIN)))
                .estimating(new MixtureConfig(m.get(COVARIANCE), m.get(MIXTURE_DECAY), m.get(RIDGE), m.get(SHRINKAGE)));
    }

    /** Short lower-case name, as on the command line. */
    public String id() {
        return id;
    }

    /** What is minimized, in one line: CE is the cross-entropy, I the regularizer, r the perturbation. */
    public String formula() {
        return formula;
    }

    /** The settings that the method has, with its defaults. */
    public List<Setting<?>> settings() {
        return settings;
    }

    /** Whether the method has a setting. */
    public boolean has(Setting<?> setting) {
        return settings.contains(setting);
    }

    /**
     * The method with the given values, and the default ones of its other settings.
     *
     * @param values by the names of settings, as values or as text
     * @throws IllegalArgumentException naming a setting that the method does not have, one that it lacks, or a value that
     *     is out of range
     */
    public TypedMethod create(Map<String, ?> values) {
        new TreeSet<>(values.keySet()).forEach(this::require);
        Map<Setting<?>, Object> all = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            Object given = values.get(setting.name());
            all.put(setting, given == null ? defaultOf(setting) : setting.parse(given.toString()));
        }
        return make(all);
    }

    private Object defaultOf(Setting<?> setting) {
        return setting.defaultValue()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no " + setting.name()
                        + " given, expected one: " + setting.meaning() + ", " + setting.expected()));
    }

    /** The setting of a name, with this method's default. */
    Setting<?> require(String name) {
        return settings.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no " + name + ", "
                        + (settings.isEmpty()
                                ? "it has no settings"
                                : "its settings are "
                                        + settings.stream().map(Setting::name).collect(Collectors.joining(", ")))));
    }
}
