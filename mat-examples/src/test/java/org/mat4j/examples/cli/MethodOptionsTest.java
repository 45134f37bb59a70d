package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.loss.InformationRegularizer;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.core.mixture.CovarianceType;

/** Which options a method is said not to use is compared with what the library composes. */
class MethodOptionsTest {

    private interface Change {
        void to(MethodOptions options);
    }

    private record Case(String option, Change change) {}

    private static final List<Case> CASES = List.of(
            new Case("--epsilon", o -> o.epsilon = 0.123),
            new Case("--alpha", o -> o.alpha = 0.123),
            new Case("--beta", o -> o.beta = 0.123),
            new Case("--lambda", o -> o.lambda = 0.123),
            new Case("--rampup", o -> o.rampUp = 123L),
            new Case("--xi", o -> o.xi = 0.123),
            new Case("--power-iterations", o -> o.powerIterations = 3),
            new Case("--regularizer", o -> o.regularizer = InformationRegularizer.Form.LIKELIHOOD),
            new Case("--covariance", o -> o.covariance = CovarianceType.DIAGONAL),
            new Case("--shrinkage", o -> o.shrinkage = 0.123));

    @ParameterizedTest
    @EnumSource(StandardMethod.class)
    void namesExactlyTheOptionsThatChangeNothing(StandardMethod method) {
        String plain = text(method.create(new MethodOptions().settings()));
        for (Case c : CASES) {
            MethodOptions options = new MethodOptions();
            options.method = method;
            c.change().to(options);

            boolean same = plain.equals(text(method.create(options.settings())));

            assertEquals(same ? List.of(c.option()) : List.of(), options.unused(), method + " " + c.option());
        }
    }

    private static String text(Method method) {
        return method.cleanTerms() + " " + method.perturbation() + " "
                + method.perturbation().map(p -> method.perturbationWeight()) + " " + method.perturbedTerms() + " "
                + method.mixture();
    }
}
