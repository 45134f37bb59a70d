package org.mat4j.core.testing;

import org.mat4j.core.testing.check.NaiveMlp;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs as a user of SameDiff alone writes them, with names of their own. */
public final class PlainGraphs {
    public static final String INPUT = "pixels";
    public static final String LOGITS = "scores";
    public static final String PROBABILITIES = "probabilities";

    private PlainGraphs() {}

    /**
     * The same function as a naive one, with a softmax and a loss behind it.
     *
     * @param shape of an example
     */
    public static SameDiff of(NaiveMlp mlp, DataType type, long... shape) {
        SameDiff graph = SameDiff.create();
        long[] batch = new long[shape.length + 1];
        batch[0] = -1;
        System.arraycopy(shape, 0, batch, 1, shape.length);
        SDVariable x = graph.placeHolder(INPUT, type, batch);
        SDVariable labels = graph.placeHolder("labels", type, -1, mlp.c().length);
        SDVariable w = graph.var("weights", Nd4j.createFromArray(mlp.w()).castTo(type));
        SDVariable b = graph.var("bias", Nd4j.createFromArray(mlp.b()).castTo(type));
        SDVariable v = graph.var("outWeights", Nd4j.createFromArray(mlp.v()).castTo(type));
        SDVariable c = graph.var("outBias", Nd4j.createFromArray(mlp.c()).castTo(type));
        SDVariable hidden =
                graph.math().tanh(x.reshape(-1, mlp.w().length).mmul(w).add(b));
        SDVariable scores = hidden.mmul(v).add(LOGITS, c);
        graph.nn().softmax(PROBABILITIES, scores, 1);
        graph.loss().softmaxCrossEntropy("loss", labels, scores, null);
        return graph;
    }
}
