package org.mat4j.core.train;

import java.util.Optional;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.train.monitor.LatentHealth;

/** What to do about a training that goes wrong, of what its method has. */
final class Advice {

    private Advice() {}

    /** A sentence for a latent that has collapsed or exploded. */
    static String on(LatentHealth health, Method method) {
        Optional<InformationRegularizer> regularizer = find(method, InformationRegularizer.class);
        if (health == LatentHealth.COLLAPSED && regularizer.isPresent()) {
            return "Lower lambda, the weight of the term '" + regularizer.get().name() + "'"
                    + (method.objective().mixture().covarianceType() == CovarianceType.IDENTITY
                            ? ""
                            : ", raise the mixture's shrinkage")
                    + ".";
        }
        if (health == LatentHealth.EXPLODED
                && find(method, ManifoldDivergence.class).isPresent()) {
            return "It escapes the manifold smoothness by growing, so that this term no longer regularizes: lower beta,"
                    + " its weight, or epsilon.";
        }
        String advice = onDivergence(method);
        return Character.toUpperCase(advice.charAt(0)) + advice.substring(1) + ".";
    }

    /** A clause for numbers that are no longer finite. */
    static String onDivergence(Method method) {
        String terms = String.join(", ", method.objective().terms().keySet());
        return "lower the learning rate"
                + (method.objective().perturbation().isEmpty() ? "" : ", the size of the perturbation")
                + (terms.isEmpty() ? "" : " or the weight of " + terms)
                + ", and check the input's scale";
    }

    private static <L> Optional<L> find(Method method, Class<L> loss) {
        return method.objective().terms().values().stream()
                .map(Objective.Term::loss)
                .filter(loss::isInstance)
                .<L>map(loss::cast)
                .findFirst();
    }
}
