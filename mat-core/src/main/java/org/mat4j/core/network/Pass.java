package org.mat4j.core.network;

import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.WeightInitScheme;
import org.nd4j.weightinit.impl.ConstantInitScheme;

/** One pass through a network under construction; given to {@link Network#build}. */
public interface Pass {

    /** The graph to add operations to. */
    SameDiff graph();

    /** How batch normalization and dropout behave in this pass. */
    Mode mode();

    /** The floating point type of inputs and parameters: FLOAT, or DOUBLE in numerical checks. */
    DataType dataType();

    /**
     * A trainable parameter. The first pass that names it declares it; the others get the same one.
     *
     * @param name unique in the network
     * @param initializer its initial values; drawn from the training's seed, or given by
     *     {@link org.nd4j.weightinit.impl.NDArraySupplierInitScheme}
     * @param shape all sizes positive
     * @throws IllegalArgumentException if the name was declared with another shape
     */
    SDVariable parameter(String name, WeightInitScheme initializer, long... shape);

    /**
     * A value that is kept between updates but not trained by gradient, for example a running mean.
     *
     * @param name unique in the network
     * @param initial its initial value in every element
     * @param shape all sizes positive
     */
    default SDVariable state(String name, double initial, long... shape) {
        return state(name, new ConstantInitScheme('c', initial), shape);
    }

    /**
     * As above, with initial values of any kind.
     *
     * @param name unique in the network
     * @param initializer its initial values, as for {@link #parameter}
     * @param shape all sizes positive
     */
    SDVariable state(String name, WeightInitScheme initializer, long... shape);

    /**
     * Whether a state is to be used as it is: in inference, and in a training that has it frozen. A normalization then takes
     * its running statistics in place of the batch's.
     *
     * @param state of a {@link #state}
     */
    default boolean isFixed(String state) {
        return mode() == Mode.INFERENCE;
    }

    /**
     * Says what a state becomes after this update. Only the clean pass over the labeled batch changes states; the calls
     * of the other passes are ignored, so a network need not know which pass it builds.
     *
     * @param name of a {@link #state}
     * @param value of the state's shape
     */
    default void updateState(String name, SDVariable value) {
        averageState(name, value, 0);
    }

    /**
     * As {@link #updateState}, for an exponential moving average: after this update the state is decay times itself plus
     * 1 - decay times the value. A training may begin with smaller decays, so that the initial value is soon forgotten.
     *
     * @param name of a {@link #state}
     * @param value of the state's shape
     * @param decay in [0, 1)
     */
    void averageState(String name, SDVariable value, double decay);

    /**
     * A fixed array, which all passes of a graph share. It is kept by reference and must not be changed.
     *
     * @param name unique in the network
     * @param value gives the array when the first pass names it; cast to {@link #dataType()}
     */
    SDVariable constant(String name, Supplier<INDArray> value);

    /**
     * Dropout: in {@link Mode#TRAINING} sets a share of the elements to 0 and divides the others by the share kept; in
     * {@link Mode#INFERENCE} the identity. The passes of one update over the same batch share the mask of a name, so
     * that a perturbation of size 0 changes nothing; each update draws new masks.
     *
     * @param name unique in the network
     * @param x any shape
     * @param rate share dropped, in [0, 1)
     */
    SDVariable dropout(String name, SDVariable x, double rate);
}
