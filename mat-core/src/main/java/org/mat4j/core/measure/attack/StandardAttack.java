package org.mat4j.core.measure.attack;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.method.direction.Norm;

/** The attacks with their default settings, by the names of the command line. */
public enum StandardAttack {
    /** Fast gradient sign method: one step under L-infinity. */
    FGSM(new GradientStep(Norm.L_INFINITY)),

    /** One step along the normalized gradient. */
    L2(new GradientStep(Norm.L2)),

    /** Projected gradient under L2. */
    PGD_L2(ProjectedGradient.of(Norm.L2)),

    /** Projected gradient under L-infinity. */
    PGD_L_INFINITY(ProjectedGradient.of(Norm.L_INFINITY)),

    /** A random direction of a given L2 norm. */
    NOISE(new RandomNoise(Norm.L2)),

    /** Virtual adversarial direction. */
    VAT(PowerIterationAttack.virtual()),

    /** Manifold adversarial direction. */
    MAT(PowerIterationAttack.manifold());

    private final Attack attack;

    StandardAttack(Attack attack) {
        this.attack = attack;
    }

    /** The attack's short lower-case name. */
    public String id() {
        return attack.id();
    }

    /** The attack with default settings. */
    public Attack create() {
        return attack;
    }

    /** All names, in the order of this list. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(StandardAttack::id).toList();
    }

    /**
     * The attack of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StandardAttack of(String id) {
        return Arrays.stream(values())
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no attack '" + id + "', expected one of " + String.join(", ", ids())));
    }
}
