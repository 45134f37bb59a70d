package org.mat4j.core.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.direction.GaussianNoise;
import org.mat4j.core.method.direction.LossGradient;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.direction.RandomDirection;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.MixtureConfig;

/** Each row of the table of methods. */
class StandardMethodTest {

    private static final MethodSettings SETTINGS = MethodSettings.builder()
            .alpha(0.7)
            .alphaRampUpUpdates(30)
            .beta(0.4)
            .lambda(0.02)
            .rampUpUpdates(50)
            .mixture(MixtureConfig.builder()
                    .covarianceType(CovarianceType.DIAGONAL)
                    .shrinkage(0.25)
                    .build())
            .build();

    static Stream<Arguments> table() {
        Weight one = Weight.of(1);
        Weight lambda = new Weight(0.02, 50);
        Weight beta = new Weight(0.4, 50);
        Map<String, Weight> none = Map.of();
        Map<String, Weight> smooth = Map.of("output_divergence", one);
        Map<String, Weight> adversarial = Map.of("adversarial_cross_entropy", one);
        return Stream.of(
                Arguments.of(StandardMethod.BASELINE, "baseline", null, none, none),
                Arguments.of(StandardMethod.CENTER_LOSS, "center", null, Map.of("information", lambda), none),
                Arguments.of(StandardMethod.INFORMATION, "information", null, Map.of("information", lambda), none),
                Arguments.of(StandardMethod.RPT, "rpt", RandomDirection.class, none, smooth),
                Arguments.of(StandardMethod.AT_L2, "at-l2", LossGradient.class, none, adversarial),
                Arguments.of(StandardMethod.AT_L_INFINITY, "at-linf", LossGradient.class, none, adversarial),
                Arguments.of(StandardMethod.VAT, "vat", PowerIteration.class, none, smooth),
                Arguments.of(
                        StandardMethod.VAT_ENTROPY,
                        "vat-entmin",
                        PowerIteration.class,
                        Map.of("conditional_entropy", one),
                        smooth),
                Arguments.of(
                        StandardMethod.PI_MODEL,
                        "pi-model",
                        GaussianNoise.class,
                        none,
                        Map.of("squared_difference", one)),
                Arguments.of(
                        StandardMethod.MAT,
                        "mat",
                        PowerIteration.class,
                        Map.of("information", lambda),
                        Map.of("output_divergence", one, "manifold_divergence", beta)),
                Arguments.of(
                        StandardMethod.MAT_ENTROPY,
                        "mat-entmin",
                        PowerIteration.class,
                        Map.of("information", lambda, "conditional_entropy", one),
                        Map.of("output_divergence", one, "manifold_divergence", beta)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void composition(
            StandardMethod standard,
            String id,
            Class<?> perturbation,
            Map<String, Weight> clean,
            Map<String, Weight> perturbed) {
        Method method = standard.create(SETTINGS);
        assertEquals(id, standard.id());
        assertEquals(id, method.name());
        assertEquals(Optional.ofNullable(perturbation), method.perturbation().map(Object::getClass));
        assertEquals(
                clean,
                method.cleanTerms().stream()
                        .collect(Collectors.toMap(t -> t.loss().name(), Method.Term::weight)));
        assertEquals(
                perturbed,
                method.perturbedTerms().stream()
                        .collect(Collectors.toMap(t -> t.loss().name(), Method.Term::weight)));
        if (perturbation != null) {
            assertEquals(new Weight(0.7, 30), method.perturbationWeight());
        }
        assertEquals(
                Set.of(StandardMethod.AT_L2, StandardMethod.AT_L_INFINITY).contains(standard),
                method.perturbsLabeled());
    }

    @Test
    void theTableIsComplete() {
        assertEquals(
                List.of(StandardMethod.values()), table().map(a -> a.get()[0]).toList());
    }

    @ParameterizedTest
    @EnumSource
    void theMixtureIsTheSettingsOneExceptForTheCenterLoss(StandardMethod standard) {
        MixtureConfig mixture = standard.create(SETTINGS).mixture();
        if (standard == StandardMethod.CENTER_LOSS) {
            assertEquals(Optional.of(CovarianceType.IDENTITY), mixture.covarianceType());
        } else {
            assertSame(SETTINGS.mixture(), mixture);
        }
    }

    @ParameterizedTest
    @EnumSource
    void defaultsAreThoseOfTheSettings(StandardMethod standard) {
        Method method = standard.create();
        MethodSettings defaults = MethodSettings.defaults();
        assertEquals(Weight.of(MethodSettings.DEFAULT_ALPHA), defaults.alphaFor(StandardMethod.MAT));
        method.cleanTerms().stream()
                .filter(t -> t.loss().name().equals("information"))
                .forEach(t -> assertEquals(defaults.lambdaFor(standard), t.weight()));
    }

    @Test
    void defaultSizesAndWeightsDependOnTheMethod() {
        MethodSettings defaults = MethodSettings.defaults();
        assertTrue(defaults.epsilon().isEmpty());
        assertEquals(MethodSettings.DEFAULT_EPSILON, defaults.epsilonFor(StandardMethod.MAT));
        assertEquals(MethodSettings.DEFAULT_NOISE, defaults.epsilonFor(StandardMethod.PI_MODEL));
        assertEquals(
                new Weight(MethodSettings.DEFAULT_ALPHA_PI_MODEL, MethodSettings.DEFAULT_ALPHA_RAMP_UP_PI_MODEL),
                defaults.alphaFor(StandardMethod.PI_MODEL));
        assertEquals(MethodSettings.DEFAULT_EPSILON_L_INFINITY, defaults.epsilonFor(StandardMethod.AT_L_INFINITY));
        assertEquals(
                MethodSettings.DEFAULT_LAMBDA,
                defaults.lambdaFor(StandardMethod.MAT).value());
        assertEquals(
                MethodSettings.DEFAULT_LAMBDA_CENTER,
                defaults.lambdaFor(StandardMethod.CENTER_LOSS).value());
        MethodSettings set = MethodSettings.builder().epsilon(0.5).lambda(3).build();
        for (StandardMethod method : StandardMethod.values()) {
            assertEquals(0.5, set.epsilonFor(method));
            assertEquals(3, set.lambdaFor(method).value());
        }
        assertEquals(0.5, set.epsilon().getAsDouble());
    }
}
