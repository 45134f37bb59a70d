package org.mat4j.core.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.direction.LossGradient;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.RandomDirection;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.ConditionalEntropy;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.OutputDivergence;

class ObjectiveTest {

    private static final Weight ONE = Weight.ONE;
    private static final PerturbedLosses OUTPUT = PerturbedLosses.of(new OutputDivergence());

    private static String refused(Class<? extends Exception> type, Executable code) {
        return assertThrows(type, code).getMessage();
    }

    @Test
    void aPerturbationNeedsALoss() {
        String message = refused(IllegalArgumentException.class, () -> new PerturbedLosses(List.of()));
        assertTrue(message.contains("0 losses of perturbed examples"), message);
    }

    @Test
    void thereIsOnePerturbation() {
        Objective objective = Objective.crossEntropy().plus(ONE, OUTPUT, new RandomDirection(7));
        String message =
                refused(IllegalStateException.class, () -> objective.plus(ONE, OUTPUT, new RandomDirection(1)));
        assertTrue(message.contains("RandomDirection[epsilon=7.0]"), message);
    }

    @Test
    void termsHaveDifferentNames() {
        Objective objective = Objective.crossEntropy().plus(ONE, new ConditionalEntropy());
        String message = refused(IllegalArgumentException.class, () -> objective.plus(ONE, new ConditionalEntropy()));
        assertTrue(message.contains("'conditional_entropy'"), message);
        message = refused(IllegalArgumentException.class, () -> objective.plus(ONE, new CrossEntropy()));
        assertTrue(message.contains("'cross_entropy'"), message);
        message = refused(IllegalArgumentException.class, () -> OUTPUT.plus(ONE, new OutputDivergence()));
        assertTrue(message.contains("'output_divergence'"), message);
    }

    @Test
    void labelsAreNeededByTheDirectionOrByItsLoss() {
        PerturbedLosses adversarial = PerturbedLosses.of(new AdversarialCrossEntropy());
        Objective plain = Objective.crossEntropy();
        assertFalse(plain.perturbsLabeled());
        assertTrue(plain.plus(ONE, adversarial, new RandomDirection(1)).perturbsLabeled());
        assertTrue(plain.plus(ONE, OUTPUT, new LossGradient(Norm.L2, 1)).perturbsLabeled());
        assertFalse(plain.plus(ONE, OUTPUT, new RandomDirection(1)).perturbsLabeled());
    }

    @Test
    void nothingIsNull() {
        Objective objective = Objective.crossEntropy();
        assertThrows(NullPointerException.class, () -> objective.plus(ONE, null));
        assertThrows(NullPointerException.class, () -> objective.plus(null, new ConditionalEntropy()));
        assertThrows(NullPointerException.class, () -> objective.plus(ONE, OUTPUT, null));
        assertThrows(NullPointerException.class, () -> objective.plus(ONE, null, new RandomDirection(1)));
        assertThrows(NullPointerException.class, () -> objective.estimating(null));
        assertThrows(NullPointerException.class, () -> Method.of(null, objective));
        assertThrows(NullPointerException.class, () -> Method.of("mine", null));
    }

    @Test
    void addingChangesACopy() {
        Objective objective = Objective.crossEntropy();
        objective.plus(ONE, new ConditionalEntropy());
        objective.plus(ONE, OUTPUT, new RandomDirection(1));
        assertEquals(Objective.crossEntropy(), objective);
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
        String message = refused(IllegalArgumentException.class, () -> Weight.of(value));
        assertTrue(message.contains("weight is " + value), message);
    }

    @Test
    void aNegativeRampIsRefused() {
        String message = refused(IllegalArgumentException.class, () -> new Weight(1, -1));
        assertTrue(message.contains("ramp-up") && message.contains("-1"), message);
    }
}
