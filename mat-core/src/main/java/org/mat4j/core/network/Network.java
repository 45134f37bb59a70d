package org.mat4j.core.network;

import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A classifier that can be trained: the shape of its input, and how to compute its latent and its logits.
 *
 * <p>One update of Manifold Adversarial Training passes through the network several times, and every pass is built by
 * one call of {@link #build}. All that outlives a pass goes through {@link Pass}: parameters, running statistics and
 * dropout masks are asked for by name there and shared by all passes.
 *
 * <pre>{@code
 * final class Perceptron implements Network {
 *     public long[] inputShape() { return new long[] {784}; }
 *     public int latentSize() { return 32; }
 *     public int classCount() { return 10; }
 *     public Outputs build(Pass pass, SDVariable x) {
 *         SDVariable w = pass.parameter("w", new ReluInitScheme('c', 784), 784, 32);
 *         SDVariable b = pass.parameter("b", new ZeroInitScheme('c'), 32);
 *         SDVariable latent = pass.graph().nn().relu(x.mmul(w).add(b), 0);
 *         SDVariable v = pass.parameter("v", new XavierInitScheme('c', 32, 10), 32, 10);
 *         return new Outputs(latent, latent.mmul(v));
 *     }
 * }
 * }</pre>
 *
 * <p>Implementations are immutable and keep no graph variable between calls.
 */
public interface Network {

    /** Shape of one example without the batch axis: [features], or [height, width, channels]. */
    long[] inputShape();

    /** Size D of the latent, at least 1. */
    int latentSize();

    /** Number m of classes, at least 2. */
    int classCount();

    /** A name for files and logs. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * What makes this network another one than its name and the shapes of its parameters tell, in words by name, such as
     * the activation or the rate of dropout: it is kept with the model, and a training only resumes with the same.
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Adds what is done to every input before {@link #build}: the first layer, which a pass applies by itself. None by
     * default; {@link #preprocessedBy} adds one.
     *
     * @param pass the graph
     * @param input [n, inputShape...]
     * @return of the same shape
     */
    default SDVariable preprocess(Pass pass, SDVariable input) {
        return input;
    }

    /**
     * This network behind a first layer, which is then part of every graph of it and of the saved one.
     *
     * @param layer fitted to the training data; {@link InputLayer#NONE} gives this network itself
     * @throws IllegalArgumentException if the layer is for inputs of another shape
     */
    default Network preprocessedBy(InputLayer layer) {
        return layer == InputLayer.NONE ? this : new PreprocessedNetwork(this, layer);
    }

    /**
     * Adds one pass to the graph. Several passes share one graph, so the values in between must be left to SameDiff to
     * name: a name given here would be taken when the next pass is built.
     *
     * @param pass the graph, the mode, and the parameters and states
     * @param input what {@link #preprocess} gave, [n, inputShape...]
     * @return the latent [n, D] and the logits [n, m]
     */
    Outputs build(Pass pass, SDVariable input);
}
