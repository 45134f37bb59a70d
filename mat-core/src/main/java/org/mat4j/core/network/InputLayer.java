package org.mat4j.core.network;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A fixed first layer of a network, such as a standardization: fitted to the training data before the training, the same
 * for every example, and part of the graph that is saved. It keeps the shape of its input. Immutable.
 */
public interface InputLayer {

    /** No layer: the network takes its input as it is. */
    InputLayer NONE = new InputLayer() {
        @Override
        public SDVariable apply(Pass pass, SDVariable input) {
            return input;
        }

        @Override
        public float[] center(long[] inputShape) {
            return new float[Math.toIntExact(ParameterSet.length(inputShape))];
        }

        @Override
        public void requireShape(long[] inputShape) {}

        @Override
        public String toString() {
            return "none";
        }
    };

    /**
     * Adds the layer to a graph, by stock operations of SameDiff alone.
     *
     * @param pass {@link Pass#constant} takes the layer's numbers, once for all passes
     * @param input [n, inputShape...]
     * @return [n, inputShape...]
     */
    SDVariable apply(Pass pass, SDVariable input);

    /**
     * The input that becomes 0, row by row: the mean of the data that the layer was fitted to. What enters an image that is
     * shifted is taken from it.
     *
     * @param inputShape of one example
     */
    float[] center(long[] inputShape);

    /**
     * Checks that the layer is for inputs of a shape.
     *
     * @param inputShape of one example
     * @throws IllegalArgumentException if it is for others
     */
    void requireShape(long[] inputShape);

    /** What it does, in words, as it is kept with the model. */
    @Override
    String toString();
}
