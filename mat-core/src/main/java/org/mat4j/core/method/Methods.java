package org.mat4j.core.method;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.loss.ClassWeights;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;

/**
 * The ready methods: Manifold Adversarial Training and what it is compared with. Each has exactly its own numbers, with
 * defaults for all but the size of the perturbation, and gives copies with others; {@link Setting} tells what they are.
 *
 * <pre>{@code
 * Methods.mat(2.0).beta(0.1).lambda(0.02)
 * }</pre>
 *
 * <p>epsilon is the size of each example's perturbation in the method's norm, L2 unless said otherwise, in units of the
 * network's input. Everything here throws {@link IllegalArgumentException} for a number out of its range.
 */
public final class Methods {

    private Methods() {}

    /** Cross-entropy alone. */
    public static Baseline baseline() {
        return (Baseline) MethodType.BASELINE.create(Map.of());
    }

    /** Center loss (Wen et al. 2016; Proposition III.1). */
    public static CenterLoss centerLoss() {
        return (CenterLoss) MethodType.CENTER_LOSS.create(Map.of());
    }

    /** The information regularizer (III-D) without perturbation. */
    public static Information information() {
        return (Information) MethodType.INFORMATION.create(Map.of());
    }

    /** Random perturbation training. */
    public static Perturbing rpt(double epsilon) {
        return (Perturbing) of(MethodType.RPT, Setting.EPSILON, epsilon);
    }

    /** Adversarial training (Goodfellow et al. 2015), with epsilon in the given norm. */
    public static Perturbing adversarial(Norm norm, double epsilon) {
        return (Perturbing) of(norm == Norm.L2 ? MethodType.AT_L2 : MethodType.AT_L_INFINITY, Setting.EPSILON, epsilon);
    }

    /** Virtual adversarial training (Miyato et al. 2017). */
    public static Vat vat(double epsilon) {
        return (Vat) of(MethodType.VAT, Setting.EPSILON, epsilon);
    }

    /** Virtual adversarial training with minimized conditional entropy. */
    public static Vat vatEntMin(double epsilon) {
        return (Vat) of(MethodType.VAT_ENTROPY, Setting.EPSILON, epsilon);
    }

    /** The Pi-model (Laine and Aila 2017), with the standard deviation of the noise on each value of the input. */
    public static PiModel piModel(double deviation) {
        return (PiModel) of(MethodType.PI_MODEL, Setting.DEVIATION, deviation);
    }

    /** Manifold adversarial training (III-G). */
    public static Mat mat(double epsilon) {
        return (Mat) of(MethodType.MAT, Setting.EPSILON, epsilon);
    }

    /** Manifold adversarial training with minimized conditional entropy. */
    public static Mat matEntMin(double epsilon) {
        return (Mat) of(MethodType.MAT_ENTROPY, Setting.EPSILON, epsilon);
    }

    /** Adversarial training by projected steps (Madry et al. 2018). */
    public static Stepping pgd(Norm norm, double epsilon) {
        return ((Stepping) of(MethodType.AT_PGD, Setting.EPSILON, epsilon)).norm(norm);
    }

    /** TRADES (Zhang et al. 2019). */
    public static Stepping trades(Norm norm, double epsilon) {
        return ((Stepping) of(MethodType.TRADES, Setting.EPSILON, epsilon)).norm(norm);
    }

    /** Manifold adversarial training by projected steps. */
    public static SteppingMat matPgd(Norm norm, double epsilon) {
        return ((SteppingMat) of(MethodType.MAT_PGD, Setting.EPSILON, epsilon)).norm(norm);
    }

    private static TypedMethod of(MethodType type, Setting<Double> size, double value) {
        return type.create(Map.of(size.name(), value));
    }

    /**
     * The method of a name.
     *
     * @throws IllegalArgumentException if there is none; the message names all
     */
    public static MethodType of(String id) {
        return types().stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method is '" + id + "', expected one of "
                        + types().stream().map(MethodType::id).collect(Collectors.joining(", "))));
    }

    /** All methods. */
    public static List<MethodType> types() {
        return Arrays.asList(MethodType.values());
    }

    /** Copies with another value of a setting. */
    interface Settable<M> {
        @SuppressWarnings("unchecked") // a method's copies are of its own class
        default <T> M set(Setting<T> setting, T value) {
            return (M) ((TypedMethod) this).with(setting, value);
        }
    }

    /** The numbers of all methods, which learn from labels. */
    public interface Labels<M> extends Settable<M> {
        /** Copies with another {@link Setting#LABEL_SMOOTHING}. */
        default M labelSmoothing(double value) {
            return set(Setting.LABEL_SMOOTHING, value);
        }

        /** Copies with another {@link Setting#CLASS_WEIGHTS}. */
        default M classWeights(ClassWeights value) {
            return set(Setting.CLASS_WEIGHTS, value);
        }
    }

    /** The numbers of methods that perturb examples. */
    public interface Alpha<M> extends Labels<M> {
        /** Copies with another {@link Setting#ALPHA}. */
        default M alpha(double value) {
            return set(Setting.ALPHA, value);
        }

        /** Copies with another {@link Setting#ALPHA_RAMP_UP}. */
        default M alphaRampUp(long updates) {
            return set(Setting.ALPHA_RAMP_UP, updates);
        }
    }

    /** The numbers of methods whose perturbation has a size in a norm. */
    public interface Epsilon<M> extends Alpha<M> {
        /** Copies with another {@link Setting#EPSILON}. */
        default M epsilon(double value) {
            return set(Setting.EPSILON, value);
        }
    }

    /** The numbers of methods that search for the worst direction. */
    public interface Search<M> extends Epsilon<M> {
        /** Copies with another {@link Setting#XI}. */
        default M xi(double value) {
            return set(Setting.XI, value);
        }

        /** Copies with another {@link Setting#POWER_ITERATIONS}. */
        default M powerIterations(int value) {
            return set(Setting.POWER_ITERATIONS, value);
        }
    }

    /** The numbers of methods that take projected steps. */
    public interface Steps<M> extends Epsilon<M> {
        /** Copies with another {@link Setting#NORM}. */
        default M norm(Norm value) {
            return set(Setting.NORM, value);
        }

        /** Copies with another {@link Setting#EPSILON_RAMP_UP}. */
        default M epsilonRampUp(long updates) {
            return set(Setting.EPSILON_RAMP_UP, updates);
        }

        /** Copies with another {@link Setting#STEPS}. */
        default M steps(int value) {
            return set(Setting.STEPS, value);
        }

        /** Copies with another {@link Setting#PATH}. */
        default M path(double value) {
            return set(Setting.PATH, value);
        }

        /** Copies with another {@link Setting#BOUNDS}. */
        default M bounds(Bounds value) {
            return set(Setting.BOUNDS, value);
        }
    }

    /** The numbers of methods that regularize the latent. */
    public interface Lambda<M> extends Labels<M> {
        /** Copies with another {@link Setting#LAMBDA}. */
        default M lambda(double value) {
            return set(Setting.LAMBDA, value);
        }

        /** Copies with another {@link Setting#RAMP_UP}. */
        default M rampUp(long updates) {
            return set(Setting.RAMP_UP, updates);
        }

        /** Copies with another {@link Setting#MIXTURE_DECAY}. */
        default M mixtureDecay(double value) {
            return set(Setting.MIXTURE_DECAY, value);
        }
    }

    /** The numbers of methods whose mixture has covariances. */
    public interface Mixture<M> extends Lambda<M> {
        /** Copies with another {@link Setting#POSTERIOR}. */
        default M posterior(double value) {
            return set(Setting.POSTERIOR, value);
        }

        /** Copies with another {@link Setting#MARGIN}. */
        default M margin(double value) {
            return set(Setting.MARGIN, value);
        }

        /** Copies with another {@link Setting#COVARIANCE}. */
        default M covariance(CovarianceType value) {
            return set(Setting.COVARIANCE, value);
        }

        /** Copies with another {@link Setting#SHRINKAGE}. */
        default M shrinkage(double value) {
            return set(Setting.SHRINKAGE, value);
        }

        /** Copies with another {@link Setting#RIDGE}. */
        default M ridge(double value) {
            return set(Setting.RIDGE, value);
        }
    }

    /** The numbers of methods with a manifold term. */
    public interface Manifold<M> extends Mixture<M> {
        /** Copies with another {@link Setting#BETA}. */
        default M beta(double value) {
            return set(Setting.BETA, value);
        }

        /** Copies with the numbers of a preset. */
        @SuppressWarnings("unchecked") // a method's copies are of its own class
        default M preset(Preset value) {
            return (M) ((TypedMethod) this).with(value);
        }

        /** Copies with another {@link Setting#DIVERGENCE}. */
        default M divergence(ManifoldDivergence.Form value) {
            return set(Setting.DIVERGENCE, value);
        }
    }

    /** Cross-entropy alone. */
    public static final class Baseline extends TypedMethod implements Labels<Baseline> {
        Baseline(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }

    /** Center loss. */
    public static final class CenterLoss extends TypedMethod implements Lambda<CenterLoss> {
        CenterLoss(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }

    /** The information regularizer. */
    public static final class Information extends TypedMethod implements Mixture<Information> {
        Information(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }

    /** Random perturbation training and adversarial training. */
    public static final class Perturbing extends TypedMethod implements Epsilon<Perturbing> {
        Perturbing(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }

    /** The Pi-model. */
    public static final class PiModel extends TypedMethod implements Alpha<PiModel> {
        PiModel(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        /** Copies with another {@link Setting#DEVIATION}. */
        public PiModel deviation(double value) {
            return set(Setting.DEVIATION, value);
        }
    }

    /** Virtual adversarial training, with and without entropy. */
    public static final class Vat extends TypedMethod implements Search<Vat> {
        Vat(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }

    /** Manifold adversarial training, with and without entropy. */
    public static final class Mat extends TypedMethod implements Search<Mat>, Manifold<Mat> {
        Mat(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }

    /** Adversarial training by projected steps, and TRADES. */
    public static final class Stepping extends TypedMethod implements Steps<Stepping> {
        Stepping(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }

    /** Manifold adversarial training by projected steps. */
    public static final class SteppingMat extends TypedMethod implements Steps<SteppingMat>, Manifold<SteppingMat> {
        SteppingMat(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }
    }
}
