package org.mat4j.layers.network;

import java.util.Map;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;
import org.nd4j.autodiff.samediff.SDVariable;

/** A network as published: a record of choices, from which its blocks follow. */
public sealed interface ReadyNetwork extends Network permits ConvNet, LeNetPlusPlus, MultilayerPerceptron, ResNet {

    /** What it is given, and the number of classes. */
    Input input();

    /** Share of the elements that training drops where the network has dropout, in [0, 1). */
    double dropoutRate();

    /** What stands between a linear layer and its activation. Without it the linear layers have a bias. */
    Normalization normalization();

    /** What follows each linear layer but the one to the classes. */
    Activation activation();

    /** Where the latents may lie, by default anywhere. */
    LatentRange latentRange();

    /** BATCH normalizes the logits too, as Miyato et al. do on SVHN; by default NONE, as they do on CIFAR-10. */
    Normalization logitNormalization();

    /** How the weights of all linear layers start. */
    WeightInitialization weightInitialization();

    /** The same network as blocks. */
    BlockNetwork blocks();

    @Override
    default long[] inputShape() {
        return input().shape();
    }

    @Override
    default int classCount() {
        return input().classCount();
    }

    @Override
    default Map<String, String> settings() {
        return blocks().settings();
    }

    @Override
    default Outputs build(Pass pass, SDVariable x) {
        return blocks().build(pass, x);
    }
}
