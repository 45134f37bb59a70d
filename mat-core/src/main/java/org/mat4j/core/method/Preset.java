package org.mat4j.core.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mat4j.core.check.Spelling;

/**
 * Numbers of the manifold methods that were chosen together by validation. What each is worth and costs stands in
 * docs/method.md.
 */
public enum Preset {

    /** The defaults: pulls hardest to the classes' means, for the most compact latent. */
    COMPACT(byDefault(Setting.LAMBDA), byDefault(Setting.POSTERIOR), byDefault(Setting.BETA)),

    /** Between the other two; learns sooner in a training of few updates. */
    BALANCED(0.02, 0.5, 0.03),

    /** Hardly regularizes: the nearest to virtual adversarial training, and the most robust of the three. */
    ROBUST(0, 0.1, 0.01);

    private final Map<Setting<?>, Object> settings = new LinkedHashMap<>();

    Preset(double lambda, double posterior, double beta) {
        settings.put(Setting.LAMBDA, lambda);
        settings.put(Setting.POSTERIOR, posterior);
        settings.put(Setting.BETA, beta);
    }

    private static double byDefault(Setting<Double> setting) {
        return setting.defaultValue().orElseThrow();
    }

    /** Lower-case name, as on the command line. */
    public String id() {
        return Spelling.of(this);
    }

    /** Its numbers; settings that are not among them keep theirs. */
    public Map<Setting<?>, Object> settings() {
        return Collections.unmodifiableMap(settings);
    }
}
