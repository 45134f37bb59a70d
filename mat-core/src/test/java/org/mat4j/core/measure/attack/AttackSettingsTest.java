package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What an attack is described by: names, bounds, criteria. */
class AttackSettingsTest {
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
        assertRefused(() -> StandardAttack.of("cw"), "'cw'", "fgsm, l2, pgd-l2, pgd-linf, noise, vat, mat");
    }

    @Test
    void boundsClip() {
        Bounds bounds = new Bounds(0.1, 0.7);
        INDArray x = Nd4j.createFromArray(-1f, 0.1f, 0.5f, 0.7f, 3f);
        assertFalse(bounds.contains(x));
        INDArray clipped = bounds.clip(x.dup());
        assertEquals(Nd4j.createFromArray(0.1f, 0.1f, 0.5f, 0.7f, 0.7f), clipped);
        // In single precision 0.7 is a little less, and 0.1 a little more, than in double precision.
        assertTrue(bounds.contains(clipped));
        assertTrue(bounds.contains(Nd4j.createFromArray(0.1, 0.7)));
        assertTrue(Bounds.unlimited().isUnlimited());
        assertSame(x, Bounds.unlimited().clip(x));
        assertRefused(() -> new Bounds(1, 1), "bounds", "[1.0, 1.0]");
        assertRefused(() -> new Bounds(Double.NaN, 1), "bounds", "[NaN, 1.0]");
    }

    @Test
    void criteriaChooseTheClass() {
        double[] logits = {0.5, -2, 3};
        assertEquals(1, Criterion.misclassification().followedClass(1, logits));
        assertFalse(Criterion.misclassification().targeted());
        assertEquals(2, Criterion.nextClass().followedClass(1, logits));
        assertEquals(0, Criterion.nextClass().followedClass(2, logits));
        assertEquals(1, Criterion.leastLikely().followedClass(2, logits));
        assertEquals(2, Criterion.targetClass(2).followedClass(0, logits));
        assertTrue(Criterion.targetClass(2).targeted());
        assertEquals(Criterion.targetClass(2), Criterion.targetClass(2));
        assertEquals("class-2", Criterion.targetClass(2).id());
        assertEquals("least-likely", Criterion.leastLikely().id());
        assertRefused(() -> Criterion.targetClass(-1), "target class", -1);
        assertRefused(() -> Criterion.targetClass(3).check(3), "target class", 3, "0 to 2");
    }

    @Test
    void batchesAreChecked() {
        assertRefused(() -> new AttackBatch(Nd4j.zeros(1, 4), null, 1, -1), "first example", -1);
        assertNull(AttackBatch.of(Nd4j.zeros(1, 4), null, 1).labels());
    }

    @Test
    void projectedGradientIsChecked() {
        ProjectedGradient defaults = ProjectedGradient.of(Norm.L2);
        assertEquals(0.125, defaults.stepSize());
        assertEquals(0.25, defaults.withSteps(10).stepSize());
        assertRefused(() -> defaults.withSteps(0), "steps", 0);
        assertRefused(() -> defaults.withRestarts(0), "restarts", 0);
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(() -> defaults.withPath(bad), "path", bad);
        }
    }
}
