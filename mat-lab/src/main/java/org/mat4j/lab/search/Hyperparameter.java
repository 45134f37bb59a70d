package org.mat4j.lab.search;

import java.util.Locale;
import org.mat4j.core.method.MethodSettings;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.core.train.TrainingConfig;

/** A number of a method that can be searched for. */
public enum Hyperparameter {

    /** Size of perturbations, in units of the network's input; positive. */
    EPSILON {
        @Override
        void set(MethodSettings.Builder settings, double value) {
            settings.epsilon(value);
        }

        @Override
        double of(MethodSettings settings, StandardMethod method) {
            return settings.epsilonFor(method);
        }
    },

    /** Weight of the regularizer; 0 or more. */
    LAMBDA {
        @Override
        void set(MethodSettings.Builder settings, double value) {
            settings.lambda(value);
        }

        @Override
        double of(MethodSettings settings, StandardMethod method) {
            return settings.lambdaFor(method).value();
        }
    },

    /** Weight of the losses of perturbed examples; 0 or more. */
    ALPHA {
        @Override
        void set(MethodSettings.Builder settings, double value) {
            settings.alpha(value);
        }

        @Override
        double of(MethodSettings settings, StandardMethod method) {
            return settings.alphaFor(method).value();
        }
    },

    /** Weight of the manifold's divergence beside the output's; 0 or more. */
    BETA {
        @Override
        void set(MethodSettings.Builder settings, double value) {
            settings.beta(value);
        }

        @Override
        double of(MethodSettings settings, StandardMethod method) {
            return settings.beta().value();
        }
    };

    /** Lower-case name, as on the command line and in tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a method's training depends on it. */
    public boolean isUsedBy(StandardMethod method) {
        // Asked of the method itself, which alone knows.
        return !describe(method, 1).equals(describe(method, 2));
    }

    private Object describe(StandardMethod method, double value) {
        MethodSettings.Builder settings = MethodSettings.builder();
        set(settings, value);
        return TrainingConfig.builder()
                .method(method.create(settings.build()))
                .build()
                .describe();
    }

    abstract void set(MethodSettings.Builder settings, double value);

    /** The value in force: as set, or the method's default. */
    abstract double of(MethodSettings settings, StandardMethod method);
}
