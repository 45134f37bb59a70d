package org.mat4j.core.measure;

/**
 * How much a unit perturbation in the worst direction changes a model, averaged over examples; smaller is smoother.
 *
 * @param output KL(p(.|x) || p(.|x + r))
 * @param manifold divergence of the latent mixture seen from z(x) and from z(x + r)
 */
public record Smoothness(double output, double manifold) {
    /** The average of the two, as in figure 3 of the paper. */
    public double average() {
        return (output + manifold) / 2;
    }
}
