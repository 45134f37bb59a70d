package org.mat4j.core.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.measure.ClassDistance;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.direction.Direction;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.train.monitor.LatentHealth;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What to do about a training that goes wrong, of what its method has. */
final class Advice {

    private static final double TOO_SMALL = 0.01;

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

    /**
     * Sentences on numbers of a method's perturbation that do not fit the data.
     *
     * @param x a batch as the method perturbs it, [n, inputShape...], in the type that is trained in
     * @param labels [n]
     */
    static List<String> onPerturbation(Method method, INDArray x, int[] labels) {
        Optional<Direction> direction = method.objective().perturbation().map(Objective.Perturbation::direction);
        return Stream.concat(
                        direction.flatMap(Direction::size).flatMap(size -> onEpsilon(size, x, labels)).stream(),
                        direction
                                .filter(PowerIteration.class::isInstance)
                                .flatMap(d -> onXi(((PowerIteration) d).xi(), x))
                                .stream())
                .toList();
    }

    /** A sentence for a finite-difference step whose usual component is less than the last digit of the input. */
    static Optional<String> onXi(double xi, INDArray x) {
        double component = xi / Math.sqrt((double) x.length() / x.size(0));
        double largest = x.amaxNumber().doubleValue();
        double digit = x.dataType() == DataType.DOUBLE ? Math.ulp(largest) : Math.ulp((float) largest);
        if (component >= digit) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "xi %.3g is too small: a value of its step is %.2g, while %s inputs of up to %.3g have steps of %.2g, so that the"
                        + " search for the worst direction sees rounding; by default it is %s",
                xi,
                component,
                x.dataType(),
                largest,
                digit,
                PowerIteration.DEFAULT_XI));
    }

    /**
     * A sentence for a size of perturbations that does not fit the data: larger than the distance to the nearest example of
     * another class, or a hundredth of it.
     *
     * @param x a batch as the method perturbs it, [n, inputShape...]
     * @param labels [n]
     */
    static Optional<String> onEpsilon(Direction.Size size, INDArray x, int[] labels) {
        OptionalDouble distance = ClassDistance.median(x, labels, size.norm());
        if (distance.isEmpty() || distance.getAsDouble() == 0) {
            return Optional.empty();
        }
        double share = size.epsilon() / distance.getAsDouble();
        if (share > TOO_SMALL && share <= 1) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "epsilon %.3g is %s the median distance %.3g (%s) from an example of the first batch to the nearest of another"
                        + " class: %s; a quarter of the distance is %.3g",
                size.epsilon(),
                share > 1 ? "larger than" : "a hundredth or less of",
                distance.getAsDouble(),
                Spelling.of(size.norm()),
                share > 1
                        ? "perturbed examples look like those of other classes"
                        : "a perturbation changes next to nothing",
                ClassDistance.USUAL_SHARE * distance.getAsDouble()));
    }

    private static <L> Optional<L> find(Method method, Class<L> loss) {
        return method.objective().terms().values().stream()
                .map(Objective.Term::loss)
                .filter(loss::isInstance)
                .<L>map(loss::cast)
                .findFirst();
    }
}
