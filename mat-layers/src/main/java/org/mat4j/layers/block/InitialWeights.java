package org.mat4j.layers.block;

import org.nd4j.weightinit.WeightInitScheme;

/**
 * How the weights of a block start: one of {@link WeightInitialization}, or any scheme of ND4J, such as {@code (inputs, outputs)
 * -> new VarScalingNormalFanOutInitScheme('c', outputs)}. DeepLearning4J's are given by {@link
 * org.mat4j.layers.dl4j.Dl4jInitialWeights}.
 */
@FunctionalInterface
public interface InitialWeights {

    /**
     * {@return the scheme of a block's weights}
     *
     * @param inputs numbers that one output of the block depends on: features, or pixels of the kernel times channels
     * @param outputs numbers that depend on one input of the block: features, or pixels of the kernel times filters
     */
    WeightInitScheme scheme(double inputs, double outputs);
}
