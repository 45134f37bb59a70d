package org.mat4j.core.train;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.schedule.ISchedule;

/** Applies an ND4J updater to all parameters at once: one vector of gradients, one of state. */
final class ParameterUpdater implements TrainingPart {

    private static final String PREFIX = "updater/";

    private final IUpdater config;
    private final Optional<ISchedule> beta1;
    private final INDArray parameters;
    private final GradientUpdater<?> updater;

    /**
     * @param config the updater, of which this object takes ownership
     * @param beta1 its beta1 by update, if it has a schedule
     * @param parameters the vector to update in place
     */
    ParameterUpdater(IUpdater config, Optional<ISchedule> beta1, INDArray parameters) {
        this.config = config;
        this.beta1 = beta1;
        this.parameters = parameters;
        this.updater = instantiate(config, parameters.dataType(), parameters.length());
    }

    private static GradientUpdater<?> instantiate(IUpdater config, DataType type, long length) {
        if (config instanceof AdaBelief) {
            // Given its state as one vector, ND4J 1.0.0-M2.1's AdaBelief fails with an index out of bounds.
            INDArray mean = Nd4j.zeros(type, 1, length);
            INDArray belief = Nd4j.zeros(type, 1, length);
            return config.instantiate(Map.of(AdaBeliefUpdater.M_STATE, mean, AdaBeliefUpdater.S_STATE, belief), true);
        }
        long stateSize = config.stateSize(length);
        INDArray state = stateSize == 0 ? null : Nd4j.create(type, 1, stateSize);
        return config.instantiate(state, state != null);
    }

    /**
     * Changes the parameters.
     *
     * @param gradient of the parameters' length, [1, length]; overwritten by the step that was taken
     * @param update counted from 0
     * @param epoch counted from 0
     */
    void apply(INDArray gradient, long update, int epoch) {
        int iteration = Math.toIntExact(update);
        beta1.ifPresent(schedule -> setBeta1(schedule.valueAt(iteration, epoch)));
        updater.applyUpdater(gradient, iteration, epoch);
        parameters.subi(gradient.reshape(gradient.length()));
    }

    /** Whether the updater is an Adam-like one, whose beta1 can be set. */
    static boolean hasBeta1(IUpdater updater) {
        return updater instanceof Adam
                || updater instanceof AdaMax
                || updater instanceof AMSGrad
                || updater instanceof Nadam;
    }

    /** ND4J has no schedule for it. */
    private void setBeta1(double beta1) {
        if (config instanceof Adam adam) {
            adam.setBeta1(beta1);
        } else if (config instanceof AdaMax adaMax) {
            adaMax.setBeta1(beta1);
        } else if (config instanceof AMSGrad amsGrad) {
            amsGrad.setBeta1(beta1);
        } else if (config instanceof Nadam nadam) {
            nadam.setBeta1(beta1);
        }
    }

    /** Counters, learning rate and beta1 follow from the update. */
    @Override
    public void save(Checkpoint checkpoint) {
        new TreeMap<>(updater.getState()).forEach((name, state) -> checkpoint.addArray(PREFIX + name, state));
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        updater.getState().forEach((name, state) -> checkpoint.copyTo(PREFIX + name, state));
    }
}
