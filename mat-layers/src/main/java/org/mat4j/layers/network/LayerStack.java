package org.mat4j.layers.network;

import java.util.ArrayList;
import java.util.List;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.block.WeightInitialization;

/**
 * The blocks of a body in the making. A layer is a linear block, its normalization and its activation; without
 * normalization it is two blocks, so that the parameters' numbers have no gap.
 */
final class LayerStack {

    private final Normalization normalization;
    private final Activation activation;
    private final WeightInitialization initialization;
    private final List<Block> blocks = new ArrayList<>();

    LayerStack(Normalization normalization, Activation activation, WeightInitialization initialization) {
        this.normalization = normalization;
        this.activation = activation;
        this.initialization = initialization;
    }

    void addConvolution(int filters, int kernel, Padding padding) {
        addLayer(new Convolution(filters, kernel, padding, normalization.biasBefore(), initialization));
    }

    void addDense(int size) {
        addLayer(new Dense(size, normalization.biasBefore(), initialization));
    }

    private void addLayer(Block linear) {
        blocks.add(linear);
        if (normalization != Normalization.NONE) {
            blocks.add(normalization);
        }
        blocks.add(activation);
    }

    void add(Block block) {
        blocks.add(block);
    }

    Block toBlock() {
        return Sequential.of(blocks);
    }
}
