package org.mat4j.core.method;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;

/**
 * The ready methods: Manifold Adversarial Training and what it is compared with. Each has exactly its own numbers, with
 * defaults for all but the size of the perturbation, and gives copies with others:
 *
 * <pre>{@code
 * Methods.mat(2.0).beta(0.03).lambda(0.02)
 * }</pre>
 *
 * <p>All methods throw {@link IllegalArgumentException} for a number out of its range, which {@link Setting} tells.
 */
public final class Methods {

    private Methods() {}

    /** Cross-entropy alone. */
    public static Baseline baseline() {
        return (Baseline) MethodType.BASELINE.create(Map.of());
    }

    /** Center loss (Wen et al. 2016). */
    public static CenterLoss centerLoss() {
        return (CenterLoss) MethodType.CENTER_LOSS.create(Map.of());
    }

    /** The information regularizer (III-D) without perturbation. */
    public static Information information() {
        return (Information) MethodType.INFORMATION.create(Map.of());
    }

    /**
     * Random perturbation training.
     *
     * @param epsilon L2 norm of each example's perturbation, in units of the input, positive
     */
    public static Perturbing rpt(double epsilon) {
        return (Perturbing) ofSize(MethodType.RPT, epsilon);
    }

    /**
     * Adversarial training (Goodfellow et al. 2015).
     *
     * @param norm in which the size is measured
     * @param epsilon size of each example's perturbation in that norm, in units of the input, positive
     */
    public static Perturbing adversarial(Norm norm, double epsilon) {
        return (Perturbing) ofSize(norm == Norm.L2 ? MethodType.AT_L2 : MethodType.AT_L_INFINITY, epsilon);
    }

    /**
     * Virtual adversarial training (Miyato et al. 2017).
     *
     * @param epsilon L2 norm of each example's perturbation, in units of the input, positive
     */
    public static Vat vat(double epsilon) {
        return (Vat) ofSize(MethodType.VAT, epsilon);
    }

    /**
     * Virtual adversarial training with minimized conditional entropy.
     *
     * @param epsilon L2 norm of each example's perturbation, in units of the input, positive
     */
    public static Vat vatEntMin(double epsilon) {
        return (Vat) ofSize(MethodType.VAT_ENTROPY, epsilon);
    }

    /**
     * The Pi-model (Laine and Aila 2017).
     *
     * @param deviation standard deviation of the noise on each value of the input, in its units, positive
     */
    public static PiModel piModel(double deviation) {
        return (PiModel) MethodType.PI_MODEL.create(Map.of(Setting.DEVIATION.name(), deviation));
    }

    /**
     * Manifold adversarial training (III-G).
     *
     * @param epsilon L2 norm of each example's perturbation, in units of the input, positive
     */
    public static Mat mat(double epsilon) {
        return (Mat) ofSize(MethodType.MAT, epsilon);
    }

    /**
     * Manifold adversarial training with minimized conditional entropy.
     *
     * @param epsilon L2 norm of each example's perturbation, in units of the input, positive
     */
    public static Mat matEntMin(double epsilon) {
        return (Mat) ofSize(MethodType.MAT_ENTROPY, epsilon);
    }

    private static TypedMethod ofSize(MethodType type, double epsilon) {
        return type.create(Map.of(Setting.EPSILON.name(), epsilon));
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
        <T> M with(Setting<T> setting, T value);
    }

    /** The numbers of methods that perturb examples. */
    public interface Alpha<M> extends Settable<M> {

        /** Copies with another {@link Setting#ALPHA}. */
        default M alpha(double value) {
            return with(Setting.ALPHA, value);
        }

        /** Copies with another {@link Setting#ALPHA_RAMP_UP}. */
        default M alphaRampUp(long updates) {
            return with(Setting.ALPHA_RAMP_UP, updates);
        }
    }

    /** The numbers of methods whose perturbation has a size in a norm. */
    public interface Epsilon<M> extends Alpha<M> {

        /** Copies with another {@link Setting#EPSILON}. */
        default M epsilon(double value) {
            return with(Setting.EPSILON, value);
        }
    }

    /** The numbers of methods that search for the worst direction. */
    public interface Search<M> extends Epsilon<M> {

        /** Copies with another {@link Setting#XI}. */
        default M xi(double value) {
            return with(Setting.XI, value);
        }

        /** Copies with another {@link Setting#POWER_ITERATIONS}. */
        default M powerIterations(int value) {
            return with(Setting.POWER_ITERATIONS, value);
        }
    }

    /** The numbers of methods that regularize the latent. */
    public interface Lambda<M> extends Settable<M> {

        /** Copies with another {@link Setting#LAMBDA}. */
        default M lambda(double value) {
            return with(Setting.LAMBDA, value);
        }

        /** Copies with another {@link Setting#RAMP_UP}. */
        default M rampUp(long updates) {
            return with(Setting.RAMP_UP, updates);
        }

        /** Copies with another {@link Setting#MIXTURE_DECAY}. */
        default M mixtureDecay(double value) {
            return with(Setting.MIXTURE_DECAY, value);
        }
    }

    /** The numbers of methods whose mixture has covariances. */
    public interface Mixture<M> extends Lambda<M> {

        /** Copies with another {@link Setting#REGULARIZER}. */
        default M regularizer(InformationRegularizer.Form value) {
            return with(Setting.REGULARIZER, value);
        }

        /** Copies with another {@link Setting#COVARIANCE}. */
        default M covariance(CovarianceType value) {
            return with(Setting.COVARIANCE, value);
        }

        /** Copies with another {@link Setting#SHRINKAGE}. */
        default M shrinkage(double value) {
            return with(Setting.SHRINKAGE, value);
        }

        /** Copies with another {@link Setting#RIDGE}. */
        default M ridge(double value) {
            return with(Setting.RIDGE, value);
        }
    }

    /** Cross-entropy alone. */
    public static final class Baseline extends TypedMethod {
        Baseline(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        @Override
        public <T> Baseline with(Setting<T> setting, T value) {
            return new Baseline(type(), valuesWith(setting, value));
        }
    }

    /** Center loss. */
    public static final class CenterLoss extends TypedMethod implements Lambda<CenterLoss> {
        CenterLoss(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        @Override
        public <T> CenterLoss with(Setting<T> setting, T value) {
            return new CenterLoss(type(), valuesWith(setting, value));
        }
    }

    /** The information regularizer. */
    public static final class Information extends TypedMethod implements Mixture<Information> {
        Information(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        @Override
        public <T> Information with(Setting<T> setting, T value) {
            return new Information(type(), valuesWith(setting, value));
        }
    }

    /** Random perturbation training and adversarial training. */
    public static final class Perturbing extends TypedMethod implements Epsilon<Perturbing> {
        Perturbing(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        @Override
        public <T> Perturbing with(Setting<T> setting, T value) {
            return new Perturbing(type(), valuesWith(setting, value));
        }
    }

    /** The Pi-model. */
    public static final class PiModel extends TypedMethod implements Alpha<PiModel> {
        PiModel(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        @Override
        public <T> PiModel with(Setting<T> setting, T value) {
            return new PiModel(type(), valuesWith(setting, value));
        }

        /** Copies with another {@link Setting#DEVIATION}. */
        public PiModel deviation(double value) {
            return with(Setting.DEVIATION, value);
        }
    }

    /** Virtual adversarial training, with and without entropy. */
    public static final class Vat extends TypedMethod implements Search<Vat> {
        Vat(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        @Override
        public <T> Vat with(Setting<T> setting, T value) {
            return new Vat(type(), valuesWith(setting, value));
        }
    }

    /** Manifold adversarial training, with and without entropy. */
    public static final class Mat extends TypedMethod implements Search<Mat>, Mixture<Mat> {
        Mat(MethodType type, Map<Setting<?>, Object> values) {
            super(type, values);
        }

        @Override
        public <T> Mat with(Setting<T> setting, T value) {
            return new Mat(type(), valuesWith(setting, value));
        }

        /** Copies with another {@link Setting#BETA}. */
        public Mat beta(double value) {
            return with(Setting.BETA, value);
        }

        /** Copies with another {@link Setting#DIVERGENCE}. */
        public Mat divergence(ManifoldDivergence.Form value) {
            return with(Setting.DIVERGENCE, value);
        }
    }
}
