package org.mat4j.layers.dl4j;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;

/** Vertices of a ComputationGraph that are no layers. */
final class Vertices {

    private Vertices() {}

    static Part elementWise(ElementWiseVertex vertex) {
        BinaryOperator<SDVariable> operation =
                switch (vertex.getOp()) {
                    case Add, Average -> SDVariable::add;
                    case Subtract -> SDVariable::sub;
                    case Product -> SDVariable::mul;
                    case Max -> (a, b) -> a.getSameDiff().math().max(a, b);
                };
        return (pass, inputs) -> {
            Tensor first = inputs.get(0);
            for (Tensor other : inputs) {
                requireEqual(pass, first.shape(), other.shape());
            }
            SDVariable result =
                    inputs.stream().map(Tensor::value).reduce(operation).orElseThrow();
            return new Tensor(
                    vertex.getOp() == ElementWiseVertex.Op.Average ? result.div(inputs.size()) : result, first.shape());
        };
    }

    private static void requireEqual(LayerPass pass, long[] expected, long[] found) {
        Checks.require(
                Arrays.equals(found, expected),
                "shape of an input of vertex '" + pass.layer() + "'",
                Arrays.toString(found),
                Arrays.toString(expected) + " as its first input has");
    }

    /** Puts features or channels one after another. */
    static Part merge(MergeVertex vertex) {
        return (pass, inputs) -> {
            long[] shape = inputs.get(0).shape().clone();
            int axis = shape.length - 1;
            int channels = shape.length == 1 || pass.table().layout().isChannelsFirst() ? 1 : 3;
            Checks.require(
                    vertex.getMergeAxis() == channels,
                    "axis of merge vertex '" + pass.layer() + "'",
                    vertex.getMergeAxis(),
                    channels + ", that of features or channels");
            shape[axis] = 0;
            for (Tensor input : inputs) {
                long[] other = input.shape().clone();
                shape[axis] += other[other.length - 1];
                other[other.length - 1] = shape[axis];
                requireEqual(pass, shape, other);
            }
            SDVariable[] values = inputs.stream().map(Tensor::value).toArray(SDVariable[]::new);
            return new Tensor(pass.graph().concat(shape.length, values), shape);
        };
    }

    /** Features or channels from one to another, both included. */
    static Part subset(SubsetVertex vertex) {
        return Part.of((pass, x) -> {
            long[] shape = x.shape().clone();
            Checks.require(
                    shape.length == 1 || pass.table().layout().isChannelsFirst(),
                    "format of the images of subset vertex '" + pass.layer() + "'",
                    pass.table().layout().format(),
                    "NCHW: DL4J takes the subset along the second axis, which is not that of channels");
            long[] begin = new long[shape.length];
            begin[shape.length - 1] = vertex.getFrom();
            shape[shape.length - 1] = vertex.getTo() + 1L - vertex.getFrom();
            return pass.slice(x, begin, shape);
        });
    }

    /** x / max(|x|, eps), the norm over all of an example; not of the root, so that 0 has a gradient. */
    static Part l2Normalize(L2NormalizeVertex vertex) {
        int[] dimensions = vertex.getDimension();
        boolean all = dimensions == null || dimensions.length == 0;
        Checks.require(
                all || Arrays.equals(dimensions, new int[] {1}),
                "dimensions of an L2 normalization",
                Arrays.toString(dimensions),
                "none or [1], for all of an example");
        return Part.of((pass, x) -> {
            Checks.require(
                    all || x.shape().length == 1,
                    "dimensions of the L2 normalization '" + pass.layer() + "' of images",
                    Arrays.toString(dimensions),
                    "none, for all of an example");
            SDVariable v = x.value();
            int[] axes = x.shape().length == 1 ? new int[] {1} : new int[] {1, 2, 3};
            SDVariable square = v.mul(v).sum(true, axes);
            SDVariable least =
                    pass.graph().constant(vertex.getEps() * vertex.getEps()).castTo(v.dataType());
            return LayerPass.map(
                    x, y -> y.div(pass.graph().math().sqrt(pass.graph().math().max(square, least))));
        });
    }
}
