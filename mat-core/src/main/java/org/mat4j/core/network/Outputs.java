package org.mat4j.core.network;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What a pass through a network gives.
 *
 * @param latent z(x), the last hidden layer, [n, D]
 * @param logits o(x), [n, m]; p(y|x) = softmax(o(x))
 */
public record Outputs(SDVariable latent, SDVariable logits) {}
