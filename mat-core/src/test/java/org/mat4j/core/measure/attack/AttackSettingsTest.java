package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mat4j.core.method.direction.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What an attack is described by: names, levels, ranges, goals. */
class AttackSettingsTest {

    private static String message(Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void standardAttacksGoByTheirNames() {
        assertEquals(List.of("fgsm", "l2", "pgd-l2", "pgd-linf", "noise", "vat", "mat"), StandardAttack.ids());
        for (StandardAttack attack : StandardAttack.values()) {
            assertSame(attack, StandardAttack.of(attack.id()));
            assertEquals(attack.id(), attack.create().id());
        }
        assertEquals(Norm.L_INFINITY, StandardAttack.of("fgsm").create().norm());
        assertEquals(Norm.L_INFINITY, StandardAttack.of("pgd-linf").create().norm());
        assertEquals("noise-linf", new RandomNoise(Norm.L_INFINITY).id());
        assertEquals(
                "there is no attack 'cw'; expected one of fgsm, l2, pgd-l2, pgd-linf, noise, vat, mat",
                message(() -> StandardAttack.of("cw")));
    }

    @Test
    void aLevelSpendsTheSameL2BudgetInBothNorms() {
        assertEquals(3, AttackLevel.epsilon(Norm.L2, 3, 784));
        assertEquals(3.0 / 28, AttackLevel.epsilon(Norm.L_INFINITY, 3, 784), 1e-15);
        assertEquals(0, AttackLevel.epsilon(Norm.L_INFINITY, 0, 784));
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals(
                    "level is " + bad + "; expected a finite number of at least 0",
                    message(() -> AttackLevel.epsilon(Norm.L2, bad, 784)));
        }
        assertEquals("input dimensions is 0; expected at least 1", message(() -> AttackLevel.epsilon(Norm.L2, 1, 0)));
    }

    @Test
    void aRangeClips() {
        PixelRange range = new PixelRange(0.1, 0.7);
        INDArray x = Nd4j.createFromArray(-1f, 0.1f, 0.5f, 0.7f, 3f);
        assertFalse(range.contains(x));
        INDArray clipped = range.clip(x.dup());
        assertEquals(Nd4j.createFromArray(0.1f, 0.1f, 0.5f, 0.7f, 0.7f), clipped);
        // In single precision 0.7 is a little less, and 0.1 a little more, than in double precision.
        assertTrue(range.contains(clipped));
        assertTrue(range.contains(Nd4j.createFromArray(0.1, 0.7)));
        assertTrue(PixelRange.unlimited().isUnlimited());
        assertSame(x, PixelRange.unlimited().clip(x));
        assertEquals(
                "pixel range is [1.0, 1.0]; expected a low value below the high one",
                message(() -> new PixelRange(1, 1)));
        assertEquals(
                "pixel range is [NaN, 1.0]; expected a low value below the high one",
                message(() -> new PixelRange(Double.NaN, 1)));
        assertEquals(
                "the inputs lie in [-1.0, 3.0]; expected within the pixel range [0.1, 0.7], which is in units of the"
                        + " network's input, after any preprocessing",
                message(() -> range.check(x)));
    }

    @Test
    void goalsChooseTheClass() {
        double[] logits = {0.5, -2, 3};
        assertEquals(1, Goal.untargeted().lossClass(1, logits));
        assertFalse(Goal.untargeted().targeted());
        assertEquals(2, Goal.nextClass().lossClass(1, logits));
        assertEquals(0, Goal.nextClass().lossClass(2, logits));
        assertEquals(1, Goal.leastLikely().lossClass(2, logits));
        assertEquals(2, Goal.fixedClass(2).lossClass(0, logits));
        assertTrue(Goal.fixedClass(2).targeted());
        assertEquals(Goal.fixedClass(2), Goal.fixedClass(2));
        assertEquals("class-2", Goal.fixedClass(2).id());
        assertEquals("target class is -1; expected at least 0", message(() -> Goal.fixedClass(-1)));
        assertEquals("target class is 3; expected 0 to 2 as the model has", message(() -> Goal.fixedClass(3)
                .check(3)));
    }

    @Test
    void batchesAreChecked() {
        assertEquals(
                "the first example's number is -1; expected at least 0",
                message(() -> new AttackBatch(Nd4j.zeros(1, 4), null, 1, -1)));
        assertNull(AttackBatch.of(Nd4j.zeros(1, 4), null, 1).labels());
    }
}
