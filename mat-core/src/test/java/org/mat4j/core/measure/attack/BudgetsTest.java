package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.measure.attack.Budgets.Unit;
import org.mat4j.core.method.direction.Norm;

/** Sizes of perturbations and their spelling. */
class BudgetsTest {
    @Test
    void aLevelSpendsTheSameL2BudgetInBothNorms() {
        Budgets levels = Budgets.levels(0, 3);
        assertArrayEquals(new double[] {0, 3}, levels.epsilons(Norm.L2, 784));
        assertArrayEquals(new double[] {0, 3.0 / 28}, levels.epsilons(Norm.L_INFINITY, 784), 1e-15);
        assertRefused(() -> levels.epsilons(Norm.L2, 0), "input dimensions", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L2", "L_INFINITY"})
    void anEpsilonIsInTheAttacksOwnNorm(Norm norm) {
        assertArrayEquals(new double[] {0.3, 3}, Budgets.epsilons(0.3, 3).epsilons(norm, 784));
    }

    @Test
    void rangesEndWhereTheyShould() {
        assertEquals(Budgets.FIGURE_4, levels("0:8:1"));
        assertEquals(
                List.of(0.0, 1.6, 3.2, 4.8, 6.4, 8.0, 9.6, 11.2, 12.8),
                levels("0:13:1.6").values());
        assertEquals(11, levels("0:1:0.1").values().size());
        assertEquals(1.0, levels("0:1:0.1").values().get(10));
        assertEquals(Budgets.FIGURE_5, levels("0,2, 4,6"));
        assertEquals(List.of(2.0), levels("2").values());
    }

    @Test
    void fractionsAreExact() {
        assertEquals(Budgets.epsilons(8 / 255., 0.3), Budgets.parse(Unit.EPSILON, "8/255,0.3"));
        assertEquals(
                List.of(0.0, 2 / 255., 4 / 255., 6 / 255., 8 / 255.),
                Budgets.parse(Unit.EPSILON, "0:8/255:2/255").values());
    }

    private static Budgets levels(String text) {
        return Budgets.parse(Unit.LEVEL, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "0:8",
                "0:8:1:2",
                "0:8:x",
                "1,,2",
                ",",
                "1/0",
                "1/",
                "1e999999999",
                "NaN",
                "0:8:0",
                "0:1:0.0001"
            })
    void otherFormsAreRefused(String text) {
        assertRefused(() -> levels(text), "levels", "'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8:0:1", "2,2", "2,1", "-1"})
    void badNumbersAreNamed(String text) {
        assertRefused(() -> Budgets.parse(Unit.EPSILON, text), "epsilons are [", "strictly rising");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void badValuesAreNamed(double bad) {
        assertRefused(() -> Budgets.levels(bad), "levels", bad);
    }

    @Test
    void theTextIsReadBackAsTheSame() {
        assertEquals("0,0.5,1,100", levels("0, 0.50,1.0,100").text());
        for (Budgets budgets : List.of(levels("0:1:0.05"), Budgets.levels(1 / 3., Math.PI), Budgets.levels(8 / 255.))) {
            assertEquals(budgets, levels(budgets.text()));
        }
    }
}
