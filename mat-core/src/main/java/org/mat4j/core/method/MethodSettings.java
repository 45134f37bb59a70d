package org.mat4j.core.method;

import java.util.Objects;
import java.util.OptionalDouble;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.MixtureConfig;

/**
 * The numbers of the {@linkplain StandardMethod standard methods}, with defaults that train (see docs/method.md for how
 * they were found). Immutable.
 */
public final class MethodSettings {

    /** L2 size of perturbations by default, in units of the network's input (pixels in [0, 1]). */
    public static final double DEFAULT_EPSILON = 2.0;

    /** L-infinity size of perturbations by default: the same L2 size on 28 x 28 pixels. */
    public static final double DEFAULT_EPSILON_L_INFINITY = DEFAULT_EPSILON / 28;

    /** Standard deviation of the Pi-model's noise by default, in units of the network's input (Laine and Aila 2017). */
    public static final double DEFAULT_NOISE = 0.15;

    /** Weight alpha of the losses of perturbed examples by default. */
    public static final double DEFAULT_ALPHA = 1.0;

    /** Weight alpha of the Pi-model by default: 100 times 4,000 labels of 50,000 images (Laine and Aila 2017). */
    public static final double DEFAULT_ALPHA_PI_MODEL = 8.0;

    /** Updates over which the Pi-model's alpha rises to its value by default; that of the other methods does not. */
    public static final long DEFAULT_ALPHA_RAMP_UP_PI_MODEL = 1000;

    /** Weight beta of the manifold divergence beside the output divergence by default. */
    public static final double DEFAULT_BETA = 0.1;

    /** Weight lambda of the information regularizer by default. */
    public static final double DEFAULT_LAMBDA = 0.5;

    /** Weight lambda of the center loss by default. */
    public static final double DEFAULT_LAMBDA_CENTER = 0.01;

    /** Updates over which beta and lambda rise to their value by default. */
    public static final long DEFAULT_RAMP_UP = 100;

    private static final MethodSettings DEFAULTS = builder().build();

    private final Double epsilon;
    private final double xi;
    private final int powerIterations;
    private final Double alpha;
    private final Long alphaRampUpUpdates;
    private final double beta;
    private final Double lambda;
    private final long rampUpUpdates;
    private final InformationRegularizer.Form regularizer;
    private final ManifoldDivergence.Form divergence;
    private final MixtureConfig mixture;

    private MethodSettings(Builder b) {
        epsilon = b.epsilon;
        xi = b.xi;
        powerIterations = b.powerIterations;
        alpha = b.alpha;
        alphaRampUpUpdates = b.alphaRampUpUpdates;
        beta = b.beta;
        lambda = b.lambda;
        rampUpUpdates = b.rampUpUpdates;
        regularizer = b.regularizer;
        divergence = b.divergence;
        mixture = b.mixture;
    }

    /** All settings at their defaults. */
    public static MethodSettings defaults() {
        return DEFAULTS;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Size of perturbations that was set; empty if each method takes its default. */
    public OptionalDouble epsilon() {
        return epsilon == null ? OptionalDouble.empty() : OptionalDouble.of(epsilon);
    }

    /** Size of a method's perturbations: as set, or the method's default. */
    public double epsilonFor(StandardMethod method) {
        if (epsilon != null) {
            return epsilon;
        }
        return switch (method) {
            case AT_L_INFINITY -> DEFAULT_EPSILON_L_INFINITY;
            case PI_MODEL -> DEFAULT_NOISE;
            default -> DEFAULT_EPSILON;
        };
    }

    /** Finite-difference step of the power iteration. */
    public double xi() {
        return xi;
    }

    /** Power iterations K. */
    public int powerIterations() {
        return powerIterations;
    }

    /** Weight of a method's losses of perturbed examples: as set, or the method's default. */
    public Weight alphaFor(StandardMethod method) {
        boolean pi = method == StandardMethod.PI_MODEL;
        double value = alpha != null ? alpha : pi ? DEFAULT_ALPHA_PI_MODEL : DEFAULT_ALPHA;
        long updates = alphaRampUpUpdates != null ? alphaRampUpUpdates : pi ? DEFAULT_ALPHA_RAMP_UP_PI_MODEL : 0;
        return new Weight(value, updates);
    }

    /** Weight of the manifold divergence. */
    public Weight beta() {
        return new Weight(beta, rampUpUpdates);
    }

    /** Weight of a method's regularizer: as set, or the method's default. */
    public Weight lambdaFor(StandardMethod method) {
        double fallback = method == StandardMethod.CENTER_LOSS ? DEFAULT_LAMBDA_CENTER : DEFAULT_LAMBDA;
        return new Weight(lambda != null ? lambda : fallback, rampUpUpdates);
    }

    /** Form of the information regularizer. */
    public InformationRegularizer.Form regularizer() {
        return regularizer;
    }

    /** Form of the manifold divergence. */
    public ManifoldDivergence.Form divergence() {
        return divergence;
    }

    /** How the latent mixture is estimated. */
    public MixtureConfig mixture() {
        return mixture;
    }

    /** Builds {@link MethodSettings}. */
    public static final class Builder {

        private Double epsilon;
        private double xi = PowerIteration.DEFAULT_XI;
        private int powerIterations = PowerIteration.DEFAULT_ITERATIONS;
        private Double alpha;
        private Long alphaRampUpUpdates;
        private double beta = DEFAULT_BETA;
        private Double lambda;
        private long rampUpUpdates = DEFAULT_RAMP_UP;
        private InformationRegularizer.Form regularizer = InformationRegularizer.Form.NORMALIZED;
        private ManifoldDivergence.Form divergence = ManifoldDivergence.Form.POSTERIOR;
        private MixtureConfig mixture = MixtureConfig.builder().build();

        private Builder() {}

        /**
         * Size of perturbations in units of the network's input, positive; for the Pi-model the standard deviation of its
         * noise.
         */
        public Builder epsilon(double value) {
            epsilon = value;
            return this;
        }

        /** Finite-difference step of the power iteration, positive. */
        public Builder xi(double value) {
            xi = value;
            return this;
        }

        /** Power iterations K, at least 1. */
        public Builder powerIterations(int value) {
            powerIterations = value;
            return this;
        }

        /** Weight of the losses of perturbed examples, not negative. */
        public Builder alpha(double value) {
            alpha = value;
            return this;
        }

        /** Updates over which alpha rises to its value; 0 for none. */
        public Builder alphaRampUpUpdates(long value) {
            alphaRampUpUpdates = value;
            return this;
        }

        /** Weight of the manifold divergence, not negative. */
        public Builder beta(double value) {
            beta = value;
            return this;
        }

        /** Weight of the regularizer, not negative. */
        public Builder lambda(double value) {
            lambda = value;
            return this;
        }

        /** Updates over which beta and lambda rise to their value; 0 for none. */
        public Builder rampUpUpdates(long value) {
            rampUpUpdates = value;
            return this;
        }

        /** Form of the information regularizer. */
        public Builder regularizer(InformationRegularizer.Form value) {
            regularizer = Objects.requireNonNull(value, "regularizer");
            return this;
        }

        /** Form of the manifold divergence. */
        public Builder divergence(ManifoldDivergence.Form value) {
            divergence = Objects.requireNonNull(value, "divergence");
            return this;
        }

        /** How the latent mixture is estimated. */
        public Builder mixture(MixtureConfig value) {
            mixture = Objects.requireNonNull(value, "mixture");
            return this;
        }

        /**
         * Builds the settings.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public MethodSettings build() {
            if (epsilon != null) {
                checkPositive("epsilon", epsilon);
            }
            checkPositive("xi", xi);
            if (powerIterations < 1) {
                throw new IllegalArgumentException("power iterations is " + powerIterations + "; expected at least 1");
            }
            if (alpha != null) {
                checkWeight("alpha", alpha);
            }
            checkWeight("beta", beta);
            if (lambda != null) {
                checkWeight("lambda", lambda);
            }
            checkRampUp("ramp-up", rampUpUpdates);
            if (alphaRampUpUpdates != null) {
                checkRampUp("ramp-up of alpha", alphaRampUpUpdates);
            }
            return new MethodSettings(this);
        }

        private static void checkRampUp(String name, long updates) {
            if (updates < 0) {
                throw new IllegalArgumentException(name + " is " + updates + " updates; expected 0 or more");
            }
        }

        private static void checkPositive(String name, double value) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(name + " is " + value + "; expected a positive, finite number");
            }
        }

        private static void checkWeight(String name, double value) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(name + " is " + value + "; expected a finite number of at least 0");
            }
        }
    }
}
