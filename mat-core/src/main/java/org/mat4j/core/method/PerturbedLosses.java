package org.mat4j.core.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * S(x, r): a weighted sum of losses of perturbed examples (III-F, III-H). Training minimizes it at the perturbation,
 * the power iteration finds the direction in which it changes most, and measures and attacks evaluate it on saved
 * models. Immutable.
 *
 * @param terms at least one, all of different names
 */
public record PerturbedLosses(List<Objective.Term<PerturbedLoss>> terms) {

    /** Checks and copies the list. */
    public PerturbedLosses {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("there are 0 losses of perturbed examples, expected at least 1");
        }
        Set<String> names = new HashSet<>();
        terms.forEach(t -> Objective.requireNew(names, t.loss().name()));
    }

    /** A single loss with weight 1. */
    public static PerturbedLosses of(PerturbedLoss loss) {
        return new PerturbedLosses(List.of(new Objective.Term<>(loss, Weight.ONE)));
    }

    /** This sum and another loss. */
    public PerturbedLosses plus(Weight weight, PerturbedLoss loss) {
        List<Objective.Term<PerturbedLoss>> more = new ArrayList<>(terms);
        more.add(new Objective.Term<>(loss, weight));
        return new PerturbedLosses(more);
    }

    /** Whether a loss reads labels, so that only labeled examples can be perturbed. */
    public boolean needsLabels() {
        return terms.stream().anyMatch(t -> t.loss().supervision() == PerturbedLoss.Supervision.LABELS);
    }

    /**
     * Adds S to a graph.
     *
     * @return S(x_i, r_i) of each example, [n]
     */
    public SDVariable perExample(PerturbedLoss.Batch batch, Objective.Weights weights) {
        return sum(loss -> loss.perExample(batch), weights);
    }

    /**
     * Adds what is followed in search of the perturbation that raises S: S itself, or of a single loss what it says.
     *
     * @return one value per example, [n]
     */
    SDVariable followed(PerturbedLoss.Batch batch, Objective.Weights weights) {
        return terms.size() == 1 ? terms.get(0).loss().followed(batch) : perExample(batch, weights);
    }

    /**
     * Adds the mean of S over a batch to a graph.
     *
     * @param means takes each term's mean without its weight, by name
     * @return a scalar
     */
    SDVariable mean(PerturbedLoss.Batch batch, Objective.Weights weights, Map<String, SDVariable> means) {
        return sum(
                loss -> means.computeIfAbsent(
                        loss.name(), n -> loss.perExample(batch).mean()),
                weights);
    }

    private SDVariable sum(Function<PerturbedLoss, SDVariable> value, Objective.Weights weights) {
        SDVariable sum = null;
        for (Objective.Term<PerturbedLoss> term : terms) {
            SDVariable weighted =
                    value.apply(term.loss()).mul(weights.of(term.loss().name(), term.weight()));
            sum = sum == null ? weighted : sum.add(weighted);
        }
        return sum;
    }
}
