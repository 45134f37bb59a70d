package org.mat4j.layers.dl4j;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.impl.ConstantInitScheme;
import org.nd4j.weightinit.impl.NDArraySupplierInitScheme;

/**
 * A pass as one layer sees it: its parameters, under the names that they have in DL4J, start from the values of a trained
 * network, or else as DL4J would initialize them.
 *
 * @param layer name that DL4J gives the layer's parameters as a prefix
 */
record LayerPass(Pass pass, String layer, ParameterTable table) {

    SameDiff graph() {
        return pass.graph();
    }

    boolean isTraining() {
        return pass.mode() == Mode.TRAINING;
    }

    /**
     * How DL4J initializes weights.
     *
     * @param order in which the values lie in memory
     * @param shape DL4J's
     */
    record Weights(IWeightInit initializer, double fanIn, double fanOut, char order, long... shape) {}

    /** Weights, in this library's layout. */
    SDVariable weights(String key, Weights weights) {
        String name = name(key);
        long[] shape = table.layout().shape(weights.shape());
        return pass.parameter(
                name,
                table.initialValue(name)
                        .orElseGet(() -> new NDArraySupplierInitScheme(
                                () -> table.layout().fromDl4j(initial(weights)))),
                shape);
    }

    private INDArray initial(Weights w) {
        return Dl4jInitialWeights.draw(w.initializer(), w.fanIn(), w.fanOut(), w.order(), pass.dataType(), w.shape());
    }

    /** One number per channel, all with the same initial value. */
    SDVariable vector(String key, double initial, long size) {
        String name = name(key);
        return pass.parameter(
                name, table.initialValue(name).orElseGet(() -> new ConstantInitScheme('c', initial)), size);
    }

    /** One running statistic per channel. */
    SDVariable state(String key, double initial, long size) {
        String name = name(key);
        return pass.state(name, table.initialValue(name).orElseGet(() -> new ConstantInitScheme('c', initial)), size);
    }

    boolean isFixed(String key) {
        return pass.isFixed(name(key));
    }

    void updateState(String key, SDVariable value) {
        pass.updateState(name(key), value);
    }

    private String name(String key) {
        return layer + "_" + key;
    }

    /** @throws IllegalArgumentException if there is more to the dropout than a constant probability */
    static double dropoutRate(IDropout dropout) {
        if (dropout == null) {
            return 0;
        }
        boolean plain = dropout.getClass() == Dropout.class && ((Dropout) dropout).getPSchedule() == null;
        Checks.require(plain, "dropout", dropout, "a Dropout of constant probability, or none");
        return 1 - ((Dropout) dropout).getP();
    }

    /** The layer's input, with a share of its elements dropped in training. */
    Tensor dropout(Tensor x, double rate) {
        return rate == 0 ? x : new Tensor(pass.dropout(layer + "_dropout", x.value(), rate), x.shape());
    }

    static Tensor map(Tensor x, UnaryOperator<SDVariable> operation) {
        return new Tensor(operation.apply(x.value()), x.shape());
    }

    /** A part of each example. */
    Tensor slice(Tensor x, long[] begin, long[] size) {
        int rank = x.shape().length;
        long[] from = new long[rank + 1];
        long[] to = new long[rank + 1];
        long[] steps = new long[rank + 1];
        Arrays.fill(steps, 1);
        for (int i = 0; i < rank; i++) {
            Checks.require(
                    begin[i] >= 0 && size[i] >= 1 && begin[i] + size[i] <= x.shape()[i],
                    "part that layer '" + layer + "' takes of axis " + i,
                    "[" + begin[i] + ", " + (begin[i] + size[i]) + ")",
                    "one within [0, " + x.shape()[i] + ")");
            from[i + 1] = begin[i];
            to[i + 1] = begin[i] + size[i];
        }
        // The first axis, whose size is not known, is taken whole.
        return new Tensor(graph().stridedSlice(x.value(), from, to, steps, 0, 1, 0, 0, 0), size);
    }

    Tensor requireImage(Tensor x) {
        return requireRank(3, x, "an image [height, width, channels]: give the network's input type");
    }

    Tensor requireFeatures(Tensor x) {
        return requireRank(1, x, "[features]: DL4J puts a CnnToFeedForwardPreProcessor before it");
    }

    private Tensor requireRank(int rank, Tensor x, String expected) {
        Checks.require(
                x.shape().length == rank,
                "shape of what layer '" + layer + "' reads",
                Arrays.toString(x.shape()),
                expected);
        return x;
    }
}
