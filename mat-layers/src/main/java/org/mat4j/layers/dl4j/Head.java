package org.mat4j.layers.dl4j;

import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.mat4j.layers.dl4j.NetworkGraph.Node;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Where a network's logits come from: its end without the softmax. */
final class Head {

    private Head() {}

    /**
     * The network that gives logits where this one gives probabilities.
     *
     * @throws IllegalArgumentException if it ends in no softmax
     */
    static NetworkGraph withoutSoftmax(NetworkGraph graph) {
        Node node = graph.node(graph.output());
        if (node.part() instanceof LossLayer && isIdentity(node.part())) {
            node = graph.nodes().getOrDefault(node.inputs().get(0), node);
        }
        if (!(activation(node.part()) instanceof ActivationSoftmax)) {
            throw new IllegalArgumentException(node.label() + " is the network's end, a "
                    + node.part().getClass().getSimpleName() + " with activation " + activation(node.part())
                    + ", expected a softmax: this library trains classifiers by the cross-entropy");
        }
        Layer linear = ((Layer) node.part()).clone();
        if (linear instanceof ActivationLayer layer) {
            layer.setActivationFn(new ActivationIdentity());
        } else {
            ((BaseLayer) linear).setActivationFn(new ActivationIdentity());
        }
        return graph.with(node.withPart(linear));
    }

    /**
     * The fully connected layer that gives the logits, whose input is the latent; where there is none, as behind a global
     * pooling, the node that gives the logits.
     */
    static Node last(NetworkGraph linear) {
        Node node = linear.node(linear.output());
        while ((node.part() instanceof ActivationLayer || node.part() instanceof LossLayer)
                && isIdentity(node.part())
                && linear.node(node.inputs().get(0)) != null) {
            node = linear.node(node.inputs().get(0));
        }
        return isFullyConnected(node) ? node : linear.node(linear.output());
    }

    static boolean isFullyConnected(Node node) {
        return node.part() instanceof BaseOutputLayer || node.part() instanceof DenseLayer;
    }

    private static boolean isIdentity(Object part) {
        return activation(part) instanceof ActivationIdentity;
    }

    /** Null for what has none. */
    private static IActivation activation(Object part) {
        return part instanceof ActivationLayer a
                ? a.getActivationFn()
                : part instanceof BaseLayer b ? b.getActivationFn() : null;
    }
}
