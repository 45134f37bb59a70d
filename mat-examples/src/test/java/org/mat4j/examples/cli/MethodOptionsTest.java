package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.mixture.CovarianceType;

/** Which options a method is said not to use is compared with what the library composes. */
class MethodOptionsTest {

    private interface Change {
        void to(MethodOptions options, StrengthOptions strengths);
    }

    private record Case(String option, Change change) {}

    private static final List<Case> CASES = List.of(
            new Case("--epsilon", (o, s) -> s.epsilon = 0.123),
            new Case("--alpha", (o, s) -> s.alpha = 0.123),
            new Case("--beta", (o, s) -> s.beta = 0.123),
            new Case("--lambda", (o, s) -> s.lambda = 0.123),
            new Case("--rampup", (o, s) -> o.rampUp = 123L),
            new Case("--xi", (o, s) -> o.xi = 0.123),
            new Case("--power-iterations", (o, s) -> o.powerIterations = 3),
            new Case("--regularizer", (o, s) -> o.regularizer = InformationRegularizer.Form.LIKELIHOOD),
            new Case("--covariance", (o, s) -> o.covariance = CovarianceType.DIAGONAL),
            new Case("--shrinkage", (o, s) -> o.shrinkage = 0.123));

    @ParameterizedTest
    @EnumSource(StandardMethod.class)
    void namesExactlyTheOptionsThatChangeNothing(StandardMethod method) {
        String plain = text(method.create(new MethodOptions().settings().build()));
        for (Case c : CASES) {
            MethodOptions options = new MethodOptions();
            options.method = method;
            StrengthOptions strengths = new StrengthOptions();
            c.change().to(options, strengths);

            boolean same = plain.equals(
                    text(method.create(strengths.apply(options.settings()).build())));

            List<String> unused = Stream.of(strengths.unused(method), options.unused())
                    .flatMap(List::stream)
                    .toList();
            assertEquals(same ? List.of(c.option()) : List.of(), unused, method + " " + c.option());
        }
    }

    private static String text(Method method) {
        return method.cleanTerms() + " " + method.perturbation() + " "
                + method.perturbation().map(p -> method.perturbationWeight()) + " " + method.perturbedTerms() + " "
                + method.mixture();
    }
}
