package org.mat4j.lab.plot.robustness;

/**
 * How much accuracy one attack at one level left to one model.
 *
 * @param model its name, not blank
 * @param attack its name, not blank
 * @param level L2 norm of the perturbation in pixel units of [0, 1] or what the attack's level is, at least 0
 * @param accuracy percent of the examples classified right, 0 to 100
 * @param n number of examples, at least 1
 */
public record RobustnessPoint(String model, String attack, double level, double accuracy, int n) {

    /** Checks the values. */
    public RobustnessPoint {
        requireName("model", model);
        requireName("attack", attack);
        if (!(level >= 0) || Double.isInfinite(level)) {
            throw new IllegalArgumentException("level: expected a finite number from 0, found " + level);
        }
        if (!(accuracy >= 0 && accuracy <= 100)) {
            throw new IllegalArgumentException("accuracy: expected 0 to 100 percent, found " + accuracy);
        }
        if (n < 1) {
            throw new IllegalArgumentException("n: expected at least 1 example, found " + n);
        }
    }

    private static void requireName(String what, String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    what + ": expected a name, found " + (name == null ? "none" : "a blank"));
        }
    }
}
