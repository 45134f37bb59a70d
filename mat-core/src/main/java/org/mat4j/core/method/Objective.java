package org.mat4j.core.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mat4j.core.engine.op.ResidualSum;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.method.direction.Direction;
import org.mat4j.core.method.loss.CleanLoss;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.network.Outputs;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What is minimized (III-G): cross-entropy, plus weighted losses of clean examples, plus alpha S(x, r), a weighted sum
 * of losses at perturbed examples. The mixture that the losses read is estimated beside it. Immutable.
 *
 * <pre>{@code
 * Objective.crossEntropy()
 *         .plus(lambda, new InformationRegularizer(form))
 *         .plus(alpha, PerturbedLosses.of(new OutputDivergence()).plus(beta, new ManifoldDivergence(divergence)),
 *                 new PowerIteration(epsilon, xi, iterations))
 *         .estimating(mixture)
 * }</pre>
 *
 * @param classification how the labels are learned
 * @param cleanTerms weighted losses of clean examples beside the cross-entropy
 * @param perturbation what is minimized at perturbed examples; empty if none are
 * @param mixture how the latent mixture is estimated
 */
public record Objective(
        CrossEntropy classification,
        List<Term<CleanLoss>> cleanTerms,
        Optional<Perturbation> perturbation,
        MixtureConfig mixture) {

    private static final String PERTURBATION = "perturbation";
    private static final String EPSILON = "epsilon";

    /**
     * A loss with its weight.
     *
     * @param loss the loss
     * @param weight its weight
     */
    public record Term<L>(L loss, Weight weight) {

        /** Checks the values. */
        public Term {
            Objects.requireNonNull(loss, "loss");
            Objects.requireNonNull(weight, "weight");
        }
    }

    /**
     * The part alpha S(x, r).
     *
     * @param alpha weight of S
     * @param losses S
     * @param direction the rule that finds r; the worst one maximizes the same S
     */
    public record Perturbation(Weight alpha, PerturbedLosses losses, Direction direction) {

        /** Checks the values. */
        public Perturbation {
            Objects.requireNonNull(alpha, "alpha");
            Objects.requireNonNull(losses, "losses");
            Objects.requireNonNull(direction, "direction");
        }

        /** Whether the perturbed examples must be labeled ones. */
        public boolean needsLabels() {
            return direction.needsLabels() || losses.needsLabels();
        }
    }

    /** Gives weights as values of a graph, so that they can change from update to update. */
    public interface Weights {

        /**
         * The weight of a term as a scalar.
         *
         * @param term its name; the same name has the same weight
         */
        SDVariable of(String term, Weight weight);
    }

    /**
     * The objective in a graph.
     *
     * @param loss the scalar that is minimized
     * @param terms each term's mean over its batch, without its weight, by name
     * @param perturbation r, of the shape of the perturbed examples' input, constant in the gradient; empty without one
     */
    public record Built(SDVariable loss, Map<String, SDVariable> terms, Optional<SDVariable> perturbation) {}

    /** Checks and copies the terms. */
    public Objective {
        Objects.requireNonNull(classification, "classification");
        cleanTerms = List.copyOf(cleanTerms);
        Objects.requireNonNull(mixture, "mixture");
        Set<String> names = new HashSet<>(Set.of(classification.name()));
        cleanTerms.forEach(t -> requireNew(names, t.loss().name()));
        perturbation.ifPresent(
                p -> p.losses().terms().forEach(t -> requireNew(names, t.loss().name())));
    }

    static void requireNew(Set<String> names, String term) {
        if (!names.add(term)) {
            throw new IllegalArgumentException("the objective has two terms '" + term + "', expected one of each name");
        }
    }

    /** The cross-entropy alone. */
    public static Objective crossEntropy() {
        return new Objective(new CrossEntropy(), List.of(), Optional.empty(), MixtureConfig.defaults());
    }

    /** This and a loss of clean examples. */
    public Objective plus(Weight weight, CleanLoss loss) {
        List<Term<CleanLoss>> more = new ArrayList<>(cleanTerms);
        more.add(new Term<>(loss, weight));
        return new Objective(classification, more, perturbation, mixture);
    }

    /**
     * This and alpha S(x, r).
     *
     * @throws IllegalStateException if it has such a part already
     */
    public Objective plus(Weight alpha, PerturbedLosses losses, Direction direction) {
        if (perturbation.isPresent()) {
            throw new IllegalStateException("examples are already perturbed by "
                    + perturbation.get().direction() + ", expected one perturbation; add losses to its sum");
        }
        return new Objective(
                classification, cleanTerms, Optional.of(new Perturbation(alpha, losses, direction)), mixture);
    }

    /** This with another way to estimate the latent mixture. */
    public Objective estimating(MixtureConfig config) {
        return new Objective(classification, cleanTerms, perturbation, config);
    }

    /** This with another way to learn the labels. */
    public Objective classifying(CrossEntropy loss) {
        return new Objective(loss, cleanTerms, perturbation, mixture);
    }

    /** Every term beside the cross-entropy by name: those of clean examples, then those of perturbed ones. */
    public Map<String, Term<?>> terms() {
        Map<String, Term<?>> terms = new LinkedHashMap<>();
        cleanTerms.forEach(t -> terms.put(t.loss().name(), t));
        perturbation.ifPresent(
                p -> p.losses().terms().forEach(t -> terms.put(t.loss().name(), t)));
        return terms;
    }

    /** Whether perturbed examples must be labeled ones. */
    public boolean perturbsLabeled() {
        return perturbation.filter(Perturbation::needsLabels).isPresent();
    }

    /** Whether a batch of unlabeled examples has an effect. */
    public boolean usesUnlabeled() {
        return (perturbation.isPresent() && !perturbsLabeled())
                || cleanTerms.stream().anyMatch(t -> t.loss().examples() == CleanLoss.Examples.UNLABELED);
    }

    /**
     * Adds the objective to the graph of the batches. r and the outputs at x that divergences start from are constant in
     * the gradient of the loss.
     *
     * <p>The loss is made of sums whose gradient reads no term, so that the values of one pass are done with, gradient and all,
     * before the next pass begins.
     */
    public Built on(Batches batches) {
        Map<String, SDVariable> terms = new LinkedHashMap<>();
        CleanLoss.Batch labeled = new CleanLoss.Batch(
                batches.labeled().outputs(), batches.labeled().labels(), batches.mixture());
        CleanLoss.Batch unlabeled = new CleanLoss.Batch(batches.unlabeled().outputs(), null, batches.mixture());
        SDVariable loss = classification.perExample(labeled).mean();
        terms.put(classification.name(), loss);
        for (Term<CleanLoss> term : cleanTerms) {
            boolean ofLabeled = term.loss().examples() == CleanLoss.Examples.LABELED;
            SDVariable mean =
                    term.loss().perExample(ofLabeled ? labeled : unlabeled).mean();
            terms.put(term.loss().name(), mean);
            loss = ResidualSum.of(
                    loss, batches.of(term.loss().name(), term.weight()).mul(mean));
        }
        if (perturbation.isEmpty()) {
            return new Built(loss, terms, Optional.empty());
        }
        Perturbation p = perturbation.get();
        Surroundings x = new Surroundings(batches, p);
        SDVariable r = StopGradient.of(p.direction().of(x));
        SDVariable s = p.losses().mean(x.perturbedBy(x.input().add(r)), batches, terms);
        loss = ResidualSum.of(loss, batches.of(PERTURBATION, p.alpha()).mul(s));
        return new Built(loss, terms, Optional.of(r));
    }

    /** The examples that are perturbed, as the direction's rule sees them. */
    private static final class Surroundings implements Direction.Surroundings {

        private final Batches batches;
        private final Perturbation perturbation;
        private final Batches.Examples examples;
        private final Outputs target;

        Surroundings(Batches batches, Perturbation perturbation) {
            this.batches = batches;
            this.perturbation = perturbation;
            examples = perturbation.needsLabels() ? batches.labeled() : batches.unlabeled();
            Outputs outputs = examples.outputs();
            target = new Outputs(StopGradient.of(outputs.latent()), StopGradient.of(outputs.logits()));
        }

        @Override
        public SDVariable input() {
            return examples.input();
        }

        @Override
        public SDVariable noise() {
            return batches.noise();
        }

        @Override
        public SDVariable cleanLogits() {
            return examples.outputs().logits();
        }

        @Override
        public SDVariable labels() {
            return examples.labels();
        }

        @Override
        public SDVariable rising(long updates) {
            return batches.of(EPSILON, new Weight(1, updates));
        }

        @Override
        public SDVariable smoothness(SDVariable perturbedInput) {
            return perturbation.losses().followed(perturbedBy(perturbedInput), batches);
        }

        PerturbedLoss.Batch perturbedBy(SDVariable perturbedInput) {
            Outputs perturbed = examples.passes()
                    .at(perturbedInput, perturbation.direction().masks());
            return new PerturbedLoss.Batch(examples.outputs(), target, perturbed, examples.labels(), batches.mixture());
        }
    }
}
