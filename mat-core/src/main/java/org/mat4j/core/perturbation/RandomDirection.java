package org.mat4j.core.perturbation;

import org.nd4j.autodiff.samediff.SDVariable;

/** A random direction, uniform on the sphere (random perturbation training). */
public final class RandomDirection implements Perturbation {

    private final double epsilon;

    /**
     * @param epsilon L2 norm of each example's perturbation, in units of the network's input, positive
     */
    public RandomDirection(double epsilon) {
        this.epsilon = Budget.check("epsilon", epsilon);
    }

    @Override
    public SDVariable of(Surroundings s) {
        return Norm.unit(s.noise(), s.input().getShape().length).mul(epsilon);
    }
}
