package org.mat4j.lab.search;

import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Setting;

/** A number of a method that can be searched for. */
public enum Hyperparameter {

    /** Size of perturbations, in units of the network's input; positive. */
    EPSILON(Setting.EPSILON),

    /** Weight of the regularizer; 0 or more. */
    LAMBDA(Setting.LAMBDA),

    /** Weight of the losses of perturbed examples; 0 or more. */
    ALPHA(Setting.ALPHA),

    /** Weight of the manifold's divergence beside the output's; 0 or more. */
    BETA(Setting.BETA),

    /** Weight of the cross-entropy of the mixture's posterior; 0 or more. */
    POSTERIOR(Setting.POSTERIOR);

    private final Setting<Double> setting;

    Hyperparameter(Setting<Double> setting) {
        this.setting = setting;
    }

    /** The method's setting. */
    public Setting<Double> setting() {
        return setting;
    }

    /** Lower-case name, as on the command line and in tables. */
    public String id() {
        return setting.name();
    }

    /** Whether a method has it. */
    public boolean isUsedBy(MethodType method) {
        return method.has(setting);
    }
}
