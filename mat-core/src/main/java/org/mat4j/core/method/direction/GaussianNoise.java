package org.mat4j.core.method.direction;

import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Independent normal noise on every value of the input, with other dropout masks than the clean pass: the second
 * stochastic pass of the Pi-model (Laine and Aila 2017).
 *
 * @param deviation standard deviation of the noise, in units of the network's input, positive
 */
public record GaussianNoise(double deviation) implements Direction {

    /** Checks the value. */
    public GaussianNoise {
        Checks.positive("deviation of the noise", deviation);
    }

    @Override
    public Masks masks() {
        return Masks.OWN;
    }

    @Override
    public SDVariable of(Surroundings s) {
        return s.noise().mul(deviation);
    }
}
