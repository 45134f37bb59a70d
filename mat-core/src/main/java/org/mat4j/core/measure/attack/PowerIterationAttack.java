package org.mat4j.core.measure.attack;

import org.mat4j.core.measure.SmoothnessProbe;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The direction in which a model's smoothness is worst, found without labels. */
final class PowerIterationAttack extends DirectionAttack {

    private final SmoothnessProbe probe;
    private final double xi;
    private final int iterations;

    PowerIterationAttack(TrainedModel model, Bounds bounds, PerturbedLosses smoothness, double xi, int iterations) {
        super(model.classifier(), bounds);
        this.probe = new SmoothnessProbe(model, smoothness);
        this.xi = xi;
        this.iterations = iterations;
    }

    static void check(double xi, int iterations) {
        // The same conditions as in training; the size comes with the use.
        new PowerIteration(1, xi, iterations);
    }

    @Override
    INDArray direction(AttackBatch batch) {
        INDArray start = new ExampleNoise(batch.seed(), 0).onSphere(Norm.L2, batch.numbers(), batch.features());
        return probe.at(batch.features()).worstDirection(start, xi, iterations);
    }

    @Override
    public void close() {
        probe.close();
    }
}
