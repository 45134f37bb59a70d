package org.mat4j.core.method;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Numbers;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.direction.ProjectedSteps;
import org.mat4j.core.method.loss.ClassWeights;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.MixtureConfig;

/**
 * A number or choice that a method may have: its name, meaning, range and default, each written here once. How the
 * defaults were found is told in docs/method.md. Immutable.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

    /** Size of each example's perturbation in the method's norm. No default: what is right depends on the data. */
    public static final Setting<Double> EPSILON = new Setting<>(
            "epsilon", "size of the perturbation r in the method's norm, in units of the input", positive(), null);

    /** Standard deviation of the Pi-model's noise. No default: what is right depends on the data. */
    public static final Setting<Double> DEVIATION = new Setting<>(
            "deviation", "standard deviation of the noise on each value of the input, in its units", positive(), null);

    /** Norm of the perturbation. */
    public static final Setting<Norm> NORM =
            new Setting<>("norm", "norm in which epsilon is measured", choice(Norm.class), Norm.L_INFINITY);

    /** Length of epsilon's ramp-up. */
    public static final Setting<Long> EPSILON_RAMP_UP = new Setting<>(
            "epsilon-rampup", "updates over which epsilon rises from 0 to its value; 0 for none", updates(), 0L);

    /** Projected steps K. */
    public static final Setting<Integer> STEPS = new Setting<>(
            "steps",
            "projected gradient steps in search of r; each costs about as much as an update of the baseline",
            count(),
            10);

    /** Length of the way of projected steps. */
    public static final Setting<Double> PATH = new Setting<>(
            "path", "sum of the sizes of the steps, as a share of epsilon", positive(), ProjectedSteps.DEFAULT_PATH);

    /** Bounds of perturbed inputs. */
    public static final Setting<Bounds> BOUNDS = new Setting<>(
            "bounds",
            "values that perturbed inputs are kept in, in units of the input",
            new Kind<>("LOW..HIGH or none", Bounds::parse, v -> true),
            Bounds.unlimited());

    /** Weight alpha of the losses of perturbed examples. */
    public static final Setting<Double> ALPHA =
            new Setting<>("alpha", "weight of the losses of perturbed examples", weight(), 1.0);

    /** Length of alpha's ramp-up. */
    public static final Setting<Long> ALPHA_RAMP_UP = new Setting<>(
            "alpha-rampup", "updates over which alpha rises from 0 to its value; 0 for none", updates(), 0L);

    /** Weight beta of the manifold divergence beside the output divergence. */
    public static final Setting<Double> BETA =
            new Setting<>("beta", "weight of the manifold divergence beside the output divergence", weight(), 0.03);

    /** Weight lambda of the information regularizer, or of the center loss. */
    public static final Setting<Double> LAMBDA = new Setting<>(
            "lambda",
            "weight of the information regularizer, which pulls each latent to its class's mean",
            weight(),
            0.1);

    /** Weight of the cross-entropy of the mixture's posterior. */
    public static final Setting<Double> POSTERIOR = new Setting<>(
            "posterior",
            "weight of the cross-entropy of the mixture's posterior, which tells the classes apart in the latent",
            weight(),
            0.5);

    /** Margin of the mixture's posterior. */
    public static final Setting<Double> MARGIN = new Setting<>(
            "margin",
            "how much nearer to its class a latent must be: the squared distance to it counts 1 + margin times in the"
                    + " mixture's posterior",
            weight(),
            0.0);

    /** Length of the ramp-up of lambda, posterior and beta. */
    public static final Setting<Long> RAMP_UP = new Setting<>(
            "rampup",
            "updates over which lambda, posterior and beta rise from 0 to their value; 0 for none",
            updates(),
            100L);

    /** Finite-difference step xi of the power iteration. */
    public static final Setting<Double> XI = new Setting<>(
            "xi",
            "finite-difference step of the search for the worst direction",
            positive(),
            PowerIteration.DEFAULT_XI);

    /** Power iterations K. */
    public static final Setting<Integer> POWER_ITERATIONS = new Setting<>(
            "power-iterations",
            "steps of the search for the worst direction; each costs about as much as an update of the baseline",
            count(),
            PowerIteration.DEFAULT_ITERATIONS);

    /** Form of the manifold divergence. */
    public static final Setting<ManifoldDivergence.Form> DIVERGENCE = new Setting<>(
            "divergence",
            "form of the manifold divergence: the bound by matched components, or KL of the classes' posteriors",
            choice(ManifoldDivergence.Form.class),
            ManifoldDivergence.Form.MATCHED);

    /** Shape of the latent mixture's covariances. */
    public static final Setting<CovarianceType> COVARIANCE = new Setting<>(
            "covariance",
            "covariances of the latent mixture; auto is full up to a latent of size "
                    + CovarianceType.LARGEST_FULL_LATENT_SIZE + ", then diagonal",
            choice(CovarianceType.class),
            MixtureConfig.defaults().covarianceType());

    /** Shrinkage of the latent mixture's covariances toward the identity. */
    public static final Setting<Double> SHRINKAGE = new Setting<>(
            "shrinkage",
            "share of the identity in the covariances; little of it lets the latent collapse",
            new Kind<>("a number in [0, 1]", Numbers::decimal, v -> v >= 0 && v <= 1),
            MixtureConfig.defaults().shrinkage());

    /** What is added to the diagonal of the latent mixture's covariances. */
    public static final Setting<Double> RIDGE = new Setting<>(
            "ridge",
            "what is added to the diagonal of the covariances, in squared units of the latent",
            weight(),
            MixtureConfig.defaults().ridge());

    /** Decay of the latent mixture's moving averages. */
    public static final Setting<Double> MIXTURE_DECAY = new Setting<>(
            "mixture-decay",
            "weight of the old estimate in the mixture's moving averages",
            new Kind<>("a number in [0, 1)", Numbers::decimal, v -> v >= 0 && v < 1),
            MixtureConfig.defaults().decay());

    /** Label smoothing of the cross-entropy. */
    public static final Setting<Double> LABEL_SMOOTHING = new Setting<>(
            "label-smoothing",
            "share of the cross-entropy's target that all classes divide among them",
            new Kind<>("a number in [0, 1)", Numbers::decimal, v -> v >= 0 && v < 1),
            0.0);

    /** Weights of the classes in the cross-entropy. */
    public static final Setting<ClassWeights> CLASS_WEIGHTS = new Setting<>(
            "class-weights",
            "how much the examples of each class count in the cross-entropy, in the classes' order",
            new Kind<>("equal, or finite numbers of at least 0 such as 1:2:0.5", ClassWeights::parse, v -> true),
            ClassWeights.EQUAL);

    /** Those that every method has, since all learn from labels. */
    static final List<Setting<?>> OF_LABELS = List.of(LABEL_SMOOTHING, CLASS_WEIGHTS);

    private record Kind<T>(String expected, Function<String, T> parser, Predicate<T> valid) {}

    private final String name;
    private final String meaning;
    private final Kind<T> kind;
    private final T defaultValue;

    private Setting(String name, String meaning, Kind<T> kind, T defaultValue) {
        this.name = name;
        this.meaning = meaning;
        this.kind = kind;
        this.defaultValue = defaultValue;
    }

    private static Kind<Double> positive() {
        return new Kind<>(Checks.POSITIVE, Numbers::decimal, Checks::isPositive);
    }

    private static Kind<Double> weight() {
        return new Kind<>(Checks.WEIGHT, Numbers::decimal, Checks::isWeight);
    }

    private static Kind<Integer> count() {
        return new Kind<>("a whole number of at least 1", Numbers::wholeInt, v -> v >= 1);
    }

    private static Kind<Long> updates() {
        return new Kind<>("a whole number of at least 0", Numbers::wholeLong, v -> v >= 0);
    }

    private static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        return new Kind<>("one of " + Spelling.all(type), text -> Spelling.parse(type, text), v -> true);
    }

    Setting<T> withDefault(T value) {
        return new Setting<>(name, meaning, kind, check(value));
    }

    /** Lower-case name, as on the command line. */
    public String name() {
        return name;
    }

    /** What it is, in one line. */
    public String meaning() {
        return meaning;
    }

    /** Which values it takes, in words. */
    public String expected() {
        return kind.expected;
    }

    /** Its value in a method that is not given another one; empty if the method must be given one. */
    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * Reads a value; choices in any case.
     *
     * @throws IllegalArgumentException naming the setting, the text and what is expected
     */
    public T parse(String text) {
        T value;
        try {
            value = kind.parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refused("'" + text + "'", e);
        }
        return check(value);
    }

    /**
     * Requires a value in range.
     *
     * @return the value
     * @throws IllegalArgumentException naming the setting, the value and what is expected
     */
    public T check(T value) {
        if (value == null || !kind.valid.test(value)) {
            throw refused(value, null);
        }
        return value;
    }

    private IllegalArgumentException refused(Object found, Exception cause) {
        return new IllegalArgumentException(name + " is " + found + ", expected " + kind.expected, cause);
    }

    /** Whether it has the other's name; a method may have another default. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Setting<?> setting && name.equals(setting.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
