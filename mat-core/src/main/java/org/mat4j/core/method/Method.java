package org.mat4j.core.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mat4j.core.method.direction.Perturbation;
import org.mat4j.core.method.loss.CleanLoss;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.method.mixture.MixtureConfig;

/**
 * What is minimized: cross-entropy, plus weighted losses of clean examples, plus a weight alpha times the weighted losses
 * of perturbed examples (III-G).
 *
 * <p>The perturbation maximizes the same sum of perturbed losses that training minimizes. Ready methods:
 * {@link StandardMethod}.
 */
public final class Method {

    /**
     * A term with its weight.
     *
     * @param loss the loss
     * @param weight its weight
     */
    public record Term<L>(L loss, Weight weight) {}

    private final String name;
    private final List<Term<CleanLoss>> cleanTerms;
    private final Perturbation perturbation;
    private final Weight perturbationWeight;
    private final List<Term<PerturbedLoss>> perturbedTerms;
    private final MixtureConfig mixture;

    private Method(Builder b) {
        name = b.name;
        cleanTerms = List.copyOf(b.cleanTerms);
        perturbation = b.perturbation;
        perturbationWeight = b.perturbationWeight;
        perturbedTerms = List.copyOf(b.perturbedTerms);
        mixture = b.mixture;
    }

    /**
     * Starts a method that is cross-entropy alone.
     *
     * @param name for files and logs
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Name for files and logs. */
    public String name() {
        return name;
    }

    /** Weighted losses of clean examples beside the cross-entropy. */
    public List<Term<CleanLoss>> cleanTerms() {
        return cleanTerms;
    }

    /** How examples are perturbed; empty if they are not. */
    public Optional<Perturbation> perturbation() {
        return Optional.ofNullable(perturbation);
    }

    /** Weight alpha of the sum of perturbed losses. */
    public Weight perturbationWeight() {
        return perturbationWeight;
    }

    /** Weighted losses of perturbed examples; empty without a perturbation. */
    public List<Term<PerturbedLoss>> perturbedTerms() {
        return perturbedTerms;
    }

    /** How the latent mixture is estimated. */
    public MixtureConfig mixture() {
        return mixture;
    }

    /** Whether perturbed examples must be labeled ones. */
    public boolean perturbsLabeled() {
        return perturbation != null
                && (perturbation.needsLabels()
                        || perturbedTerms.stream()
                                .anyMatch(t -> t.loss().supervision() == PerturbedLoss.Supervision.LABELS));
    }

    /** Builds a {@link Method}. */
    public static final class Builder {

        private final String name;
        private final List<Term<CleanLoss>> cleanTerms = new ArrayList<>();
        private final List<Term<PerturbedLoss>> perturbedTerms = new ArrayList<>();
        private Perturbation perturbation;
        private Weight perturbationWeight = Weight.of(1);
        private MixtureConfig mixture = MixtureConfig.builder().build();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Adds a loss of clean examples. */
        public Builder clean(CleanLoss loss, Weight weight) {
            cleanTerms.add(new Term<>(Objects.requireNonNull(loss, "loss"), Objects.requireNonNull(weight, "weight")));
            return this;
        }

        /**
         * Perturbs examples.
         *
         * @param how the perturbation
         * @param weight alpha
         */
        public Builder perturb(Perturbation how, Weight weight) {
            this.perturbation = Objects.requireNonNull(how, "perturbation");
            this.perturbationWeight = Objects.requireNonNull(weight, "weight");
            return this;
        }

        /** Adds a loss of perturbed examples. */
        public Builder perturbed(PerturbedLoss loss, Weight weight) {
            perturbedTerms.add(
                    new Term<>(Objects.requireNonNull(loss, "loss"), Objects.requireNonNull(weight, "weight")));
            return this;
        }

        /** How the latent mixture is estimated. */
        public Builder mixture(MixtureConfig config) {
            this.mixture = Objects.requireNonNull(config, "mixture");
            return this;
        }

        /**
         * Builds the method.
         *
         * @throws IllegalArgumentException if a perturbation has no loss or the reverse, or two terms share a name
         */
        public Method build() {
            if ((perturbation == null) != perturbedTerms.isEmpty()) {
                throw new IllegalArgumentException("method '" + name + "' has "
                        + (perturbation == null
                                ? "losses of perturbed examples but no perturbation"
                                : "a perturbation but no loss of perturbed examples")
                        + "; expected both or neither");
            }
            Set<String> names = new HashSet<>(Set.of("cross_entropy"));
            cleanTerms.forEach(t -> checkNew(names, t.loss().name()));
            perturbedTerms.forEach(t -> checkNew(names, t.loss().name()));
            return new Method(this);
        }

        private void checkNew(Set<String> names, String term) {
            if (!names.add(term)) {
                throw new IllegalArgumentException(
                        "method '" + name + "' has two terms named '" + term + "'; expected one of each");
            }
        }
    }
}
