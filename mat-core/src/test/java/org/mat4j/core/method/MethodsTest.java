package org.mat4j.core.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.GaussianNoise;
import org.mat4j.core.method.direction.LossGradient;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.direction.ProjectedSteps;
import org.mat4j.core.method.direction.RandomDirection;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.ClassWeights;
import org.mat4j.core.method.loss.ConditionalEntropy;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.InformationRegularizer;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.MixturePosterior;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.method.loss.SquaredDifference;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.testing.TestMethods;

/** Each row of the table of methods, and which numbers it has. */
class MethodsTest {

    private static final Weight ALPHA = new Weight(0.7, 30);
    private static final Weight LAMBDA = new Weight(0.02, 50);
    private static final MixtureConfig MIXTURE = new MixtureConfig(CovarianceType.DIAGONAL, 0.8, 0.03, 0.25);
    private static final ProjectedSteps STEPS = new ProjectedSteps(Norm.L2, 1.5, 40, 7, 2, Bounds.images());
    private static final PowerIteration WORST = new PowerIteration(1.5, 0.1, 3);

    private static Stream<Arguments> table() {
        Objective ce = Objective.crossEntropy();
        PerturbedLosses output = PerturbedLosses.of(new OutputDivergence());
        PerturbedLosses trained = PerturbedLosses.of(new OutputDivergence(OutputDivergence.Target.TRAINED));
        PerturbedLosses adversarial = PerturbedLosses.of(new AdversarialCrossEntropy());
        PerturbedLosses s = output.plus(new Weight(0.4, 50), new ManifoldDivergence(ManifoldDivergence.Form.MATCHED));
        InformationRegularizer likelihood = new InformationRegularizer();
        Objective information = ce.plus(LAMBDA, likelihood)
                .plus(new Weight(0.3, 50), new MixturePosterior(0.2))
                .estimating(MIXTURE);
        ConditionalEntropy entropy = new ConditionalEntropy();
        Methods.Information regularized = Methods.information()
                .lambda(0.02)
                .rampUp(50)
                .posterior(0.3)
                .margin(0.2)
                .covariance(CovarianceType.DIAGONAL)
                .mixtureDecay(0.8)
                .ridge(0.03)
                .shrinkage(0.25);
        return Stream.of(
                Arguments.of("baseline", Methods.baseline(), ce, ""),
                Arguments.of(
                        "center",
                        Methods.centerLoss().lambda(0.02).rampUp(50).mixtureDecay(0.8),
                        ce.plus(LAMBDA, likelihood)
                                .estimating(new MixtureConfig(CovarianceType.IDENTITY, 0.8, 0.01, 0.9)),
                        "lambda rampup mixture-decay"),
                Arguments.of(
                        "information",
                        regularized,
                        information,
                        "lambda posterior margin rampup covariance shrinkage ridge mixture-decay"),
                Arguments.of(
                        "rpt",
                        Methods.rpt(1.5).alpha(0.7).alphaRampUp(30),
                        ce.plus(ALPHA, output, new RandomDirection(1.5)),
                        "epsilon alpha alpha-rampup"),
                Arguments.of(
                        "at-l2",
                        Methods.adversarial(Norm.L2, 1.5).alpha(0.7).alphaRampUp(30),
                        ce.plus(ALPHA, adversarial, new LossGradient(Norm.L2, 1.5)),
                        "epsilon alpha alpha-rampup"),
                Arguments.of(
                        "at-linf",
                        Methods.adversarial(Norm.L_INFINITY, 9)
                                .epsilon(1.5)
                                .alpha(0.7)
                                .alphaRampUp(30),
                        ce.plus(ALPHA, adversarial, new LossGradient(Norm.L_INFINITY, 1.5)),
                        "epsilon alpha alpha-rampup"),
                Arguments.of(
                        "vat",
                        Methods.vat(1.5).alpha(0.7).alphaRampUp(30).xi(0.1).powerIterations(3),
                        ce.plus(ALPHA, output, WORST),
                        "epsilon alpha alpha-rampup xi power-iterations"),
                Arguments.of(
                        "vat-entmin",
                        Methods.vatEntMin(1.5)
                                .alpha(0.7)
                                .alphaRampUp(30)
                                .xi(0.1)
                                .powerIterations(3),
                        ce.plus(ALPHA, output, WORST).plus(Weight.ONE, entropy),
                        "epsilon alpha alpha-rampup xi power-iterations"),
                Arguments.of(
                        "pi-model",
                        Methods.piModel(9).deviation(0.3).alpha(0.7).alphaRampUp(30),
                        ce.plus(ALPHA, PerturbedLosses.of(new SquaredDifference()), new GaussianNoise(0.3)),
                        "deviation alpha alpha-rampup"),
                Arguments.of("mat", mat(Methods.mat(1.5)), information.plus(ALPHA, s, WORST), MAT),
                Arguments.of(
                        "mat-entmin",
                        mat(Methods.matEntMin(1.5)),
                        information.plus(ALPHA, s, WORST).plus(Weight.ONE, entropy),
                        MAT),
                Arguments.of(
                        "at-pgd",
                        steps(Methods.pgd(Norm.L2, 1.5)),
                        ce.plus(ALPHA, adversarial, STEPS),
                        "epsilon epsilon-rampup norm steps path bounds alpha alpha-rampup"),
                Arguments.of(
                        "trades",
                        steps(Methods.trades(Norm.L2, 1.5)),
                        ce.plus(ALPHA, trained, STEPS),
                        "epsilon epsilon-rampup norm steps path bounds alpha alpha-rampup"),
                Arguments.of(
                        "mat-pgd",
                        manifold(steps(Methods.matPgd(Norm.L2, 1.5))),
                        information.plus(ALPHA, s, STEPS),
                        "epsilon epsilon-rampup norm steps path bounds alpha alpha-rampup " + MANIFOLD));
    }

    private static final String MANIFOLD =
            "beta divergence lambda posterior margin rampup covariance shrinkage ridge mixture-decay";
    private static final String MAT = "epsilon alpha alpha-rampup xi power-iterations " + MANIFOLD;

    private static <M extends Methods.Steps<M>> M steps(M start) {
        return start.norm(Norm.L2)
                .epsilonRampUp(40)
                .steps(7)
                .path(2)
                .bounds(Bounds.images())
                .alpha(0.7)
                .alphaRampUp(30);
    }

    private static Methods.Mat mat(Methods.Mat start) {
        return manifold(start.alpha(0.7).alphaRampUp(30).xi(0.1).powerIterations(3));
    }

    private static <M extends Methods.Manifold<M>> M manifold(M start) {
        return start.beta(0.4)
                .divergence(ManifoldDivergence.Form.MATCHED)
                .lambda(0.02)
                .rampUp(50)
                .posterior(0.3)
                .margin(0.2)
                .covariance(CovarianceType.DIAGONAL)
                .mixtureDecay(0.8)
                .ridge(0.03)
                .shrinkage(0.25);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void composition(String id, TypedMethod method, Objective objective, String settings) {
        assertEquals(id, method.id());
        assertEquals(objective, method.objective());
        assertEquals(
                (settings + " label-smoothing class-weights").strip(),
                method.type().settings().stream().map(Setting::name).collect(Collectors.joining(" ")));
        Map<String, Object> values = new HashMap<>();
        method.values().forEach((setting, value) -> values.put(setting.name(), value));
        assertEquals(method, method.type().create(values));
        values.replaceAll((name, value) -> value.toString().toLowerCase());
        assertEquals(method, Methods.of(id).create(values), "from text");
    }

    @Test
    void theTableIsComplete() {
        assertEquals(
                Methods.types().stream().map(MethodType::id).toList(),
                table().map(a -> a.get()[0]).toList());
    }

    /** The numbers that Java's types let a caller give, and those that the type names. */
    @ParameterizedTest
    @EnumSource
    void aMethodsFluentCopiesAreExactlyItsSettings(MethodType type) {
        TreeSet<String> copies = Arrays.stream(TestMethods.of(type).getClass().getMethods())
                .filter(m -> m.getParameterCount() == 1
                        && !List.of("equals", "get", "wait", "preset").contains(m.getName()))
                .map(m -> m.getName().toLowerCase())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                type.settings().stream()
                        .map(s -> s.name().replace("-", ""))
                        .collect(Collectors.toCollection(TreeSet::new)),
                copies);
    }

    @ParameterizedTest
    @EnumSource
    void anotherSettingIsRefusedByName(MethodType type) {
        for (MethodType other : MethodType.values()) {
            for (Setting<?> setting : other.settings()) {
                if (!type.has(setting)) {
                    String message = assertThrows(
                                    IllegalArgumentException.class,
                                    () -> type.create(Map.of(
                                            setting.name(),
                                            TestMethods.of(other).get(setting))))
                            .getMessage();
                    assertTrue(message.startsWith(type.id() + " has no " + setting.name()), message);
                    type.settings().forEach(s -> assertTrue(message.contains(s.name()), message));
                    assertThrows(IllegalArgumentException.class, () -> TestMethods.of(type)
                            .get(setting));
                }
            }
        }
    }

    @Test
    void onlyTheSizeOfThePerturbationHasNoDefault() {
        for (MethodType type : MethodType.values()) {
            String missing = type.settings().stream()
                    .filter(s -> s.defaultValue().isEmpty())
                    .map(Setting::name)
                    .collect(Collectors.joining());
            if (missing.isEmpty()) {
                assertEquals(type, type.create(Map.of()).type());
            } else {
                assertEquals(type == MethodType.PI_MODEL ? "deviation" : "epsilon", missing);
                String message = assertThrows(IllegalArgumentException.class, () -> type.create(Map.of()))
                        .getMessage();
                assertTrue(message.startsWith(type.id() + " has no " + missing + " given"), message);
            }
        }
    }

    @Test
    void everyMethodLearnsLabelsAsItIsTold() {
        CrossEntropy told = new CrossEntropy(0.1, ClassWeights.of(1, 2.5));
        for (MethodType type : MethodType.values()) {
            TypedMethod method = TestMethods.of(type);
            assertEquals(new CrossEntropy(), method.objective().classification(), type.id());
            method = method.with(Setting.LABEL_SMOOTHING, 0.1)
                    .with(Setting.CLASS_WEIGHTS, Setting.CLASS_WEIGHTS.parse("1:2.5"));
            assertEquals(told, method.objective().classification(), type.id());
        }
        assertEquals(
                told,
                Methods.baseline()
                        .labelSmoothing(0.1)
                        .classWeights(ClassWeights.of(1, 2.5))
                        .objective()
                        .classification());
    }

    @Test
    void defaultsThatAMethodOverrides() {
        assertEquals(Setting.LAMBDA.defaultValue().orElseThrow(), Methods.mat(1).get(Setting.LAMBDA));
        assertEquals(0.01, Methods.centerLoss().get(Setting.LAMBDA));
        assertEquals(1.0, Methods.vat(1).get(Setting.ALPHA));
        assertEquals(8.0, Methods.piModel(1).get(Setting.ALPHA));
        assertEquals(0, Methods.vat(1).get(Setting.ALPHA_RAMP_UP));
        assertEquals(1000, Methods.piModel(1).get(Setting.ALPHA_RAMP_UP));
        assertEquals(MixtureConfig.defaults(), Methods.mat(1).objective().mixture());
        assertEquals(MixtureConfig.defaults(), Methods.vat(1).objective().mixture());
    }

    @ParameterizedTest
    @CsvSource({
        "norm, l3",
        "steps, 0",
        "path, 0.0",
        "bounds, 1",
        "bounds, 1..0",
        "bounds, a..b",
        "epsilon, 0.0",
        "epsilon, NaN",
        "epsilon, Infinity",
        "epsilon, large",
        "epsilon, 1.0E-60",
        "alpha, 1.0E60",
        "xi, 1.0E-60",
        "beta, 1.0E60",
        "ridge, 1.0E-60",
        "bounds, 0..1e-60",
        "bounds, 0..1e60",
        "xi, -1.0",
        "power-iterations, 0",
        "power-iterations, 1.5",
        "alpha, -0.1",
        "alpha-rampup, -1",
        "epsilon-rampup, -1",
        "beta, NaN",
        "lambda, -2.0",
        "rampup, -1",
        "rampup, 0.5",
        "posterior, -0.5",
        "margin, NaN",
        "divergence, kl",
        "covariance, round",
        "shrinkage, 1.1",
        "ridge, -1.0",
        "mixture-decay, 1.0",
        "label-smoothing, 1.0",
        "class-weights, 1:-2",
        "class-weights, 1:two",
        "class-weights, 0:0"
    })
    void aBadValueIsNamed(String name, String value) {
        String message = assertThrows(IllegalArgumentException.class, () -> create(name, value))
                .getMessage();
        assertTrue(message.startsWith(name + " is ") && message.contains("expected"), message);
        assertTrue(message.contains(value), message);
    }

    private static TypedMethod create(String name, String value) {
        Map<String, Object> values = new HashMap<>(Map.of("epsilon", 1));
        values.put(name, value);
        MethodType type =
                MethodType.MAT.settings().stream().anyMatch(s -> s.name().equals(name))
                        ? MethodType.MAT
                        : MethodType.AT_PGD;
        return type.create(values);
    }

    @Test
    void zeroWeightsAreAllowed() {
        Methods.Mat method = Methods.mat(1).alpha(0).beta(0).lambda(0).rampUp(0);
        assertEquals(0, method.get(Setting.ALPHA) + method.get(Setting.BETA) + method.get(Setting.LAMBDA));
    }

    @Test
    void aMarginThatDoesNothingIsRefused() {
        Methods.Mat method = Methods.mat(1).posterior(0).margin(0.3);
        String message =
                assertThrows(IllegalArgumentException.class, method::objective).getMessage();
        assertTrue(message.startsWith("margin is 0.3") && message.contains("posterior"), message);
    }

    @Test
    void anUnknownMethodIsNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> Methods.of("matt"))
                .getMessage();
        assertTrue(message.contains("'matt'") && message.contains("mat-entmin"), message);
    }

    @Test
    void presetsSetTheirNumbersAndLeaveTheOthers() {
        for (Preset preset : Preset.values()) {
            TypedMethod method = Methods.mat(2).ridge(0.3).preset(preset);
            preset.settings().forEach((setting, value) -> {
                assertEquals(value, method.get(setting), setting.name());
                assertEquals(value, parsed(setting, value), "in range");
            });
            assertEquals(0.3, method.get(Setting.RIDGE));
            assertEquals(2, method.get(Setting.EPSILON));
        }
        assertEquals(Methods.mat(2), Methods.mat(2).preset(Preset.COMPACT), "the defaults");
        assertEquals(
                0.7, Methods.mat(2).preset(Preset.ROBUST).lambda(0.7).get(Setting.LAMBDA), "numbers set later count");
    }

    private static Object parsed(Setting<?> setting, Object value) {
        return setting.parse(value.toString());
    }
}
