package org.mat4j.core.method;

import org.mat4j.core.method.direction.GaussianNoise;
import org.mat4j.core.method.direction.LossGradient;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.Perturbation;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.direction.RandomDirection;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.ConditionalEntropy;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.method.loss.SquaredDifference;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.MixtureConfig;

/** Manifold Adversarial Training and the methods it is compared with, as compositions for one and the same loop. */
public enum StandardMethod {

    /** Cross-entropy alone. */
    BASELINE("baseline") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            // cross-entropy is always there
        }
    },

    /** Center loss (Wen et al. 2016): the information regularizer with identity covariances. */
    CENTER_LOSS("center") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            method.clean(new InformationRegularizer(InformationRegularizer.Form.LIKELIHOOD), s.lambdaFor(this));
            method.mixture(MixtureConfig.builder()
                    .covarianceType(CovarianceType.IDENTITY)
                    .build());
        }
    },

    /** The information regularizer without perturbation. */
    INFORMATION("information") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            method.clean(new InformationRegularizer(s.regularizer()), s.lambdaFor(this));
        }
    },

    /** Random perturbation training: output smoothness along a random direction. */
    RPT("rpt") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            smoothOutput(method, new RandomDirection(s.epsilonFor(this)), s);
        }
    },

    /** Adversarial training with the L2 gradient direction. */
    AT_L2("at-l2") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            adversarial(method, new LossGradient(Norm.L2, s.epsilonFor(this)), s);
        }
    },

    /** Adversarial training with the sign of the gradient (fast gradient sign). */
    AT_L_INFINITY("at-linf") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            adversarial(method, new LossGradient(Norm.L_INFINITY, s.epsilonFor(this)), s);
        }
    },

    /** Virtual adversarial training (Miyato et al. 2017): output smoothness along its own worst direction. */
    VAT("vat") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            smoothOutput(method, worst(s), s);
        }
    },

    /** Virtual adversarial training with minimized conditional entropy. */
    VAT_ENTROPY("vat-entmin") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            smoothOutput(method, worst(s), s);
            method.clean(new ConditionalEntropy(), Weight.of(1));
        }
    },

    /**
     * The Pi-model (Laine and Aila 2017): the squared difference of the probabilities of two passes, with noise on the
     * input and other dropout masks.
     */
    PI_MODEL("pi-model") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            method.perturb(new GaussianNoise(s.epsilonFor(this)), s.alphaFor(this))
                    .perturbed(new SquaredDifference(), Weight.of(1));
        }
    },

    /** Manifold adversarial training: output and manifold smoothness, and the information regularizer. */
    MAT("mat") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            manifold(method, s);
        }
    },

    /** Manifold adversarial training with minimized conditional entropy. */
    MAT_ENTROPY("mat-entmin") {
        @Override
        void compose(Method.Builder method, MethodSettings s) {
            manifold(method, s);
            method.clean(new ConditionalEntropy(), Weight.of(1));
        }
    };

    private final String id;

    StandardMethod(String id) {
        this.id = id;
    }

    /** Short lower-case name, as on the command line. */
    public String id() {
        return id;
    }

    /** The method with default settings. */
    public Method create() {
        return create(MethodSettings.defaults());
    }

    /** The method with the given settings; those it has no use for are ignored. */
    public Method create(MethodSettings settings) {
        Method.Builder method = Method.builder(id).mixture(settings.mixture());
        compose(method, settings);
        return method.build();
    }

    abstract void compose(Method.Builder method, MethodSettings settings);

    Perturbation worst(MethodSettings s) {
        return new PowerIteration(s.epsilonFor(this), s.xi(), s.powerIterations());
    }

    void smoothOutput(Method.Builder method, Perturbation how, MethodSettings s) {
        method.perturb(how, s.alphaFor(this)).perturbed(new OutputDivergence(), Weight.of(1));
    }

    void manifold(Method.Builder method, MethodSettings s) {
        smoothOutput(method, worst(s), s);
        method.perturbed(new ManifoldDivergence(s.divergence()), s.beta());
        method.clean(new InformationRegularizer(s.regularizer()), s.lambdaFor(this));
    }

    void adversarial(Method.Builder method, Perturbation how, MethodSettings s) {
        method.perturb(how, s.alphaFor(this)).perturbed(new AdversarialCrossEntropy(), Weight.of(1));
    }
}
