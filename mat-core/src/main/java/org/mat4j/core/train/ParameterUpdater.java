package org.mat4j.core.train;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.shard.ArrayBytes;
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
    private final OptionalDouble gradientNorm;
    private final WeightDecay decay;
    private final Consumer<INDArray> scale;

    /** For parameters that are updated in place; those that are to be frozen are from then on. */
    ParameterUpdater(TrainingConfig training, ParameterSet parameters) {
        config = training.updater();
        beta1 = training.beta1Schedule();
        gradientNorm = training.gradientNorm();
        scale = training.rates().applyTo(parameters);
        decay = new WeightDecay(training.weightDecay(), parameters);
        this.parameters = parameters.flat();
        updater = instantiate(config, this.parameters.dataType(), this.parameters.length());
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
        beta1.ifPresent(schedule -> beta1Of(config)
                .orElseThrow()
                .accept(UpdaterCheck.decay(
                        "beta1 of update " + (update + 1) + ", as its schedule has it,",
                        schedule.valueAt(iteration, epoch))));
        double rate = config.hasLearningRate()
                ? UpdaterCheck.rate(config.getLearningRate(iteration, epoch), update)
                : Double.NaN;
        gradientNorm.ifPresent(largest -> shorten(gradient, largest));
        updater.applyUpdater(gradient, iteration, epoch);
        decay.addTo(gradient, rate);
        scale.accept(gradient);
        parameters.subi(gradient.reshape(gradient.length()));
    }

    /** The Euclidean norm over all parameters becomes at most the largest. */
    private static void shorten(INDArray gradient, double largest) {
        double norm = gradient.norm2Number().doubleValue();
        if (norm > largest) {
            gradient.muli(largest / norm);
        }
    }

    /** Sets the updater's beta1, for which ND4J has no schedule; empty if it has none. */
    static Optional<DoubleConsumer> beta1Of(IUpdater updater) {
        DoubleConsumer setter = null;
        if (updater instanceof Adam adam) {
            setter = adam::setBeta1;
        } else if (updater instanceof AdaMax adaMax) {
            setter = adaMax::setBeta1;
        } else if (updater instanceof AMSGrad amsGrad) {
            setter = amsGrad::setBeta1;
        } else if (updater instanceof Nadam nadam) {
            setter = nadam::setBeta1;
        }
        return Optional.ofNullable(setter);
    }

    /** Its state by name, by reference; counters, learning rate and beta1 follow from the update. */
    Map<String, INDArray> state() {
        return new TreeMap<>(updater.getState());
    }

    /** A copy of its state, to be sent. */
    Map<String, ArrayBytes> bytes() {
        return ArrayBytes.of(state());
    }

    @Override
    public void save(Checkpoint checkpoint) {
        state().forEach((name, state) -> checkpoint.addArray(PREFIX + name, state));
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        state().forEach((name, state) -> checkpoint.copyTo(PREFIX + name, state));
    }
}
