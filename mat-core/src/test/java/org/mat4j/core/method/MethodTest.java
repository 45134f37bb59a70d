package org.mat4j.core.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.direction.LossGradient;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.RandomDirection;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.ConditionalEntropy;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.OutputDivergence;

class MethodTest {

    private static final Weight ONE = Weight.of(1);

    private static String refused(Method.Builder method) {
        return assertThrows(IllegalArgumentException.class, method::build).getMessage();
    }

    @Test
    void aPerturbationNeedsALoss() {
        String message = refused(Method.builder("half").perturb(new RandomDirection(1), ONE));
        assertTrue(message.contains("'half'") && message.contains("no loss of perturbed examples"), message);
    }

    @Test
    void aLossOfPerturbedExamplesNeedsAPerturbation() {
        String message = refused(Method.builder("half").perturbed(new OutputDivergence(), ONE));
        assertTrue(message.contains("'half'") && message.contains("no perturbation"), message);
    }

    @Test
    void termsHaveDifferentNames() {
        String message = refused(
                Method.builder("twice").clean(new ConditionalEntropy(), ONE).clean(new ConditionalEntropy(), ONE));
        assertTrue(message.contains("'conditional_entropy'"), message);
        message = refused(Method.builder("twice").clean(new CrossEntropy(), ONE));
        assertTrue(message.contains("'cross_entropy'"), message);
        message = refused(Method.builder("twice")
                .perturb(new RandomDirection(1), ONE)
                .perturbed(new OutputDivergence(), ONE)
                .perturbed(new OutputDivergence(), ONE));
        assertTrue(message.contains("'output_divergence'"), message);
    }

    @Test
    void labelsAreNeededByThePerturbationOrByItsLoss() {
        Method byLoss = Method.builder("random against labels")
                .perturb(new RandomDirection(1), ONE)
                .perturbed(new AdversarialCrossEntropy(), ONE)
                .build();
        assertTrue(byLoss.perturbsLabeled());
        Method byPerturbation = Method.builder("gradient against output")
                .perturb(new LossGradient(Norm.L2, 1), ONE)
                .perturbed(new OutputDivergence(), ONE)
                .build();
        assertTrue(byPerturbation.perturbsLabeled());
        assertFalse(Method.builder("plain").build().perturbsLabeled());
    }

    @Test
    void nothingIsNull() {
        Method.Builder builder = Method.builder("null");
        assertThrows(NullPointerException.class, () -> Method.builder(null));
        assertThrows(NullPointerException.class, () -> builder.clean(null, ONE));
        assertThrows(NullPointerException.class, () -> builder.clean(new ConditionalEntropy(), null));
        assertThrows(NullPointerException.class, () -> builder.perturb(null, ONE));
        assertThrows(NullPointerException.class, () -> builder.perturbed(null, ONE));
        assertThrows(NullPointerException.class, () -> builder.mixture(null));
    }

    @Test
    void aBuiltMethodDoesNotChangeWithItsBuilder() {
        Method.Builder builder = Method.builder("fixed");
        Method method = builder.build();
        builder.clean(new ConditionalEntropy(), ONE);
        assertTrue(method.cleanTerms().isEmpty());
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                bad("epsilon is 0.0", s -> s.epsilon(0)),
                bad("epsilon is NaN", s -> s.epsilon(Double.NaN)),
                bad("epsilon is Infinity", s -> s.epsilon(Double.POSITIVE_INFINITY)),
                bad("xi is -1.0", s -> s.xi(-1)),
                bad("power iterations is 0", s -> s.powerIterations(0)),
                bad("alpha is -0.1", s -> s.alpha(-0.1)),
                bad("beta is NaN", s -> s.beta(Double.NaN)),
                bad("lambda is -2.0", s -> s.lambda(-2)),
                bad("ramp-up is -1", s -> s.rampUpUpdates(-1)));
    }

    private static Arguments bad(String message, Consumer<MethodSettings.Builder> setting) {
        return Arguments.of(message, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSettings")
    void aBadSettingIsNamed(String expected, Consumer<MethodSettings.Builder> setting) {
        MethodSettings.Builder builder = MethodSettings.builder();
        setting.accept(builder);
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.startsWith(expected) && message.contains("expected"), message);
    }

    @Test
    void zeroWeightsAreAllowed() {
        MethodSettings settings = MethodSettings.builder()
                .alpha(0)
                .beta(0)
                .lambda(0)
                .rampUpUpdates(0)
                .build();
        assertEquals(
                0,
                settings.alphaFor(StandardMethod.MAT).value() + settings.beta().value());
    }

    @Test
    void aWeightRisesLinearly() {
        Weight weight = new Weight(0.8, 4);
        double[] expected = {0, 0.2, 0.4, 0.6, 0.8, 0.8};
        for (int update = 0; update < expected.length; update++) {
            assertEquals(expected[update], weight.at(update), 1e-15, "update " + update);
        }
        assertEquals(0.8, weight.at(1_000_000));
        assertEquals(0.8, Weight.of(0.8).at(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aBadWeightIsRefused(double value) {
        String message = assertThrows(IllegalArgumentException.class, () -> Weight.of(value))
                .getMessage();
        assertTrue(message.contains("weight is " + value), message);
    }

    @Test
    void aNegativeRampIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Weight(1, -1));
    }
}
