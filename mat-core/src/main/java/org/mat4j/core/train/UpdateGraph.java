package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Weight;
import org.mat4j.core.method.direction.Perturbation;
import org.mat4j.core.method.loss.CleanLoss;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.PerturbationSpace;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One update of a method as one graph (III-G, Algorithm 1): the clean pass, the perturbation, the perturbed pass, the
 * loss and the gradient of every parameter.
 *
 * <p>The clean pass serves the cross-entropy, the regularizer and, in supervised training, the target of the
 * divergences. Perturbation and target are constants in the last gradient.
 */
final class UpdateGraph {

    /** Where the unlabeled examples of an update come from. */
    enum Unlabeled {
        /** The labeled batch serves as the unlabeled one too. */
        SAME_BATCH,
        /** A batch of their own. */
        OWN_BATCH
    }

    static final String LABELED_INPUT = "labeled_input";
    static final String UNLABELED_INPUT = "unlabeled_input";
    static final String LABELS = "labels";
    static final String NOISE = "noise";
    private static final String LABELED_BATCH = "labeled";
    private static final String UNLABELED_BATCH = "unlabeled";
    private static final String OTHER_MASKS = "_again";
    private static final String WEIGHT_PREFIX = "weight_";
    private static final String PERTURBATION_WEIGHT = WEIGHT_PREFIX + "perturbation";

    private final GraphBuilder builder;
    private final Method method;
    private final SameDiff graph;
    private final MixtureVariables mixture;
    private final SDVariable labels;
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private final Map<String, SDVariable> terms = new LinkedHashMap<>();
    private final Outputs clean;
    private final Outputs unlabeled;
    private final Optional<SDVariable> perturbation;
    private final boolean perturbsUnlabeled;
    private final SDVariable loss;
    private final List<SDVariable> gradients;

    UpdateGraph(Network network, Method method, ParameterSet parameters, Unlabeled source, PerturbationSpace space) {
        this.method = method;
        builder = new GraphBuilder(network, Mode.TRAINING, parameters, space);
        graph = builder.graph();
        DataType type = builder.dataType();
        mixture = new MixtureVariables(graph, type, network.classCount(), network.latentSize());
        labels = graph.placeHolder(LABELS, type, -1, network.classCount());

        SDVariable x = builder.input(LABELED_INPUT);
        clean = builder.cleanPass(LABELED_BATCH, x);
        boolean own = source == Unlabeled.OWN_BATCH && usesUnlabeled(method);
        SDVariable u = own ? builder.input(UNLABELED_INPUT) : x;
        String batch = own ? UNLABELED_BATCH : LABELED_BATCH;
        perturbsUnlabeled = own && !method.perturbsLabeled();
        unlabeled = own ? builder.pass(batch, u) : clean;

        SDVariable total = addTerm("cross_entropy", new CrossEntropy().perExample(labeledBatch()), null);
        for (Method.Term<CleanLoss> term : method.cleanTerms()) {
            CleanLoss.Batch examples =
                    term.loss().examples() == CleanLoss.Examples.LABELED ? labeledBatch() : unlabeledBatch();
            SDVariable value = term.loss().perExample(examples);
            total = total.add(addTerm(term.loss().name(), value, term.weight()));
        }
        SDVariable r = null;
        if (method.perturbation().isPresent()) {
            Perturbed where = method.perturbsLabeled()
                    ? new Perturbed(x, LABELED_BATCH, clean, labels)
                    : new Perturbed(u, batch, unlabeled, own ? null : labels);
            r = StopGradient.of(method.perturbation().get().of(where));
            SDVariable alpha = weight(PERTURBATION_WEIGHT, method.perturbationWeight());
            total = total.add(alpha.mul(where.loss(r)));
        }
        perturbation = Optional.ofNullable(r);
        loss = total;
        gradients = Gradients.of(loss).withRespectTo(builder.parameterVariables());
    }

    SameDiff graph() {
        return graph;
    }

    Outputs clean() {
        return clean;
    }

    SDVariable loss() {
        return loss;
    }

    /** r, of the shape of the batch that is perturbed; empty if none is. */
    Optional<SDVariable> perturbation() {
        return perturbation;
    }

    /** Whether r is of the shape of the unlabeled input, not of the labeled one. */
    boolean perturbsUnlabeled() {
        return perturbsUnlabeled;
    }

    /** Each term's mean over the batch, without its weight, by name. */
    Map<String, SDVariable> terms() {
        return terms;
    }

    /** In the order of {@link ParameterSet#names()}. */
    List<SDVariable> gradients() {
        return gradients;
    }

    Map<String, SDVariable> stateUpdates() {
        return builder.stateUpdates();
    }

    /** The scalar placeholders of the weights with what to feed. */
    Map<String, Weight> weights() {
        return weights;
    }

    private static boolean usesUnlabeled(Method method) {
        return (method.perturbation().isPresent() && !method.perturbsLabeled())
                || method.cleanTerms().stream().anyMatch(t -> t.loss().examples() == CleanLoss.Examples.UNLABELED);
    }

    private CleanLoss.Batch labeledBatch() {
        return new CleanLoss.Batch(clean, labels, mixture);
    }

    private CleanLoss.Batch unlabeledBatch() {
        return new CleanLoss.Batch(unlabeled, null, mixture);
    }

    private SDVariable addTerm(String name, SDVariable perExample, Weight weight) {
        SDVariable mean = perExample.mean();
        terms.put(name, mean);
        return weight == null ? mean : weight(WEIGHT_PREFIX + name, weight).mul(mean);
    }

    private SDVariable weight(String placeholder, Weight weight) {
        if (weights.put(placeholder, weight) == null) {
            return graph.placeHolder(placeholder, builder.dataType());
        }
        return graph.getVariable(placeholder);
    }

    /** The batch that is perturbed, as the perturbation sees it. */
    private final class Perturbed implements Perturbation.Surroundings {

        private final SDVariable input;
        private final String masks;
        private final Outputs features;
        private final Outputs target;
        private final SDVariable batchLabels;
        private SDVariable noise;

        Perturbed(SDVariable input, String batch, Outputs features, SDVariable labels) {
            this.input = input;
            boolean own = method.perturbation().orElseThrow().masks() == Perturbation.Masks.OWN;
            this.masks = own ? batch + OTHER_MASKS : batch;
            this.features = features;
            this.batchLabels = labels;
            this.target = new Outputs(StopGradient.of(features.latent()), StopGradient.of(features.logits()));
        }

        @Override
        public SDVariable input() {
            return input;
        }

        @Override
        public SDVariable noise() {
            if (noise == null) {
                noise = builder.inputPlaceholder(NOISE);
            }
            return noise;
        }

        @Override
        public SDVariable cleanLogits() {
            return features.logits();
        }

        @Override
        public SDVariable labels() {
            return batchLabels;
        }

        @Override
        public SDVariable smoothness(SDVariable perturbedInput) {
            PerturbedLoss.Batch losses = batch(perturbedInput);
            SDVariable sum = null;
            for (Method.Term<PerturbedLoss> term : method.perturbedTerms()) {
                SDVariable weighted = weighted(term, term.loss().perExample(losses));
                sum = sum == null ? weighted : sum.add(weighted);
            }
            return sum;
        }

        /** Mean of the weighted losses at x + r; each is recorded as a term. */
        SDVariable loss(SDVariable r) {
            PerturbedLoss.Batch losses = batch(input.add(r));
            SDVariable sum = null;
            for (Method.Term<PerturbedLoss> term : method.perturbedTerms()) {
                SDVariable mean = term.loss().perExample(losses).mean();
                terms.put(term.loss().name(), mean);
                SDVariable weighted = weighted(term, mean);
                sum = sum == null ? weighted : sum.add(weighted);
            }
            return sum;
        }

        private PerturbedLoss.Batch batch(SDVariable perturbedInput) {
            return new PerturbedLoss.Batch(target, builder.pass(masks, perturbedInput), batchLabels, mixture);
        }

        private SDVariable weighted(Method.Term<PerturbedLoss> term, SDVariable value) {
            return value.mul(weight(WEIGHT_PREFIX + term.loss().name(), term.weight()));
        }
    }
}
