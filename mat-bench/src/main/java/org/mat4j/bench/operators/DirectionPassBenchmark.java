package org.mat4j.bench.operators;

import java.util.List;
import java.util.function.Supplier;
import org.mat4j.core.method.direction.Direction;
import org.mat4j.core.method.direction.PowerIteration;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.ResNet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The search for the worst direction: power iterations on the smoothness of MAT, and the clean pass before them. */
public class DirectionPassBenchmark extends OperatorBenchmark {

    /** Which network. */
    public enum Kind {
        LENET_PLUS_PLUS,
        CONV_LARGE,
        WIDE_RESNET
    }

    @Param({"LENET_PLUS_PLUS", "CONV_LARGE", "WIDE_RESNET"})
    public Kind network;

    @Param("32")
    public int examples;

    /** Filters of the first stage; 0 for the network's default. */
    @Param("0")
    public int width;

    /** Power iterations; 0 measures the clean pass alone. */
    @Param({"0", "1", "2"})
    public int iterations;

    private Supplier<List<INDArray>> operator;

    @Setup
    public void setUp() {
        Network net = create();
        ParameterSet parameters = ParameterSet.initialize(net, DataType.FLOAT, 1);
        GraphBuilder builder = new GraphBuilder(net, org.mat4j.core.network.Mode.TRAINING, parameters);
        SDVariable x = placeholder(builder, net, "x");
        Outputs clean = builder.cleanPass("batch", x);
        MixtureVariables mixture = new MixtureVariables(
                builder.graph(), DataType.FLOAT, CovarianceType.AUTO, net.classCount(), net.latentSize());
        operator = operator(List.of(
                iterations == 0
                        ? clean.logits()
                        : new PowerIteration(1, PowerIteration.DEFAULT_XI, iterations)
                                .of(new Batch(builder, x, placeholder(builder, net, "noise"), clean, mixture))));
    }

    private Network create() {
        return switch (network) {
            case LENET_PLUS_PLUS ->
                LeNetPlusPlus.builder()
                        .width(width == 0 ? LeNetPlusPlus.DEFAULT_WIDTH : width)
                        .build();
            case CONV_LARGE -> ConvNet.convLarge(width == 0 ? ConvNet.CONV_LARGE_WIDTH : width);
            case WIDE_RESNET ->
                width == 0 ? ResNet.wideResNet() : ResNet.wideResNet().withWidth(width);
        };
    }

    private SDVariable placeholder(GraphBuilder builder, Network net, String name) {
        long[] shape = net.inputShape();
        return builder.graph().placeHolder(name, DataType.FLOAT, examples, shape[0], shape[1], shape[2]);
    }

    @Benchmark
    public List<INDArray> direction() {
        return operator.get();
    }

    private record Batch(
            GraphBuilder builder, SDVariable input, SDVariable noise, Outputs clean, MixtureVariables mixture)
            implements Direction.Surroundings {

        @Override
        public SDVariable cleanLogits() {
            return clean.logits();
        }

        @Override
        public SDVariable labels() {
            return null;
        }

        @Override
        public SDVariable rising(long updates) {
            throw new UnsupportedOperationException("of directions without a rise of epsilon alone");
        }

        @Override
        public SDVariable smoothness(SDVariable perturbedInput) {
            Outputs perturbed = builder.pass("batch", perturbedInput);
            PerturbedLoss.Batch losses = new PerturbedLoss.Batch(clean, clean, perturbed, null, mixture);
            return new OutputDivergence()
                    .perExample(losses)
                    .add(new ManifoldDivergence(ManifoldDivergence.Form.POSTERIOR).perExample(losses));
        }
    }
}
